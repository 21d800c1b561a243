using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Autograd;

/// <summary>One pass of autograd, from some outputs back to whatever is watched.</summary>
internal sealed class BackwardPass
{
    private readonly double[] adjoints;
    private readonly bool[] reached;

    private BackwardPass(int nodes)
    {
        adjoints = new double[nodes + 1];
        reached = new bool[nodes + 1];
    }

    /// <summary>Goes back from outputs.</summary>
    /// <param name="context">The call.</param>
    /// <param name="outputs">Where it starts.</param>
    /// <param name="seeds">The gradient of each; null for 1.</param>
    /// <param name="keep">Whether the graph may be gone through again.</param>
    public static BackwardPass Of(CallContext context, IReadOnlyList<TorchTensor> outputs, IReadOnlyList<NdArray?> seeds, bool keep)
    {
        if (!context.Tape.IsOn)
        {
            throw Errors.Unsupported("backward() needs a run that records, and this one does not", context.Span);
        }

        var nodes = context.Tape.NodeCount;
        context.Budget.Array(2L * nodes, context.Span);
        var pass = new BackwardPass(nodes);
        for (var k = 0; k < outputs.Count; k++)
        {
            pass.Seed(context, outputs[k], seeds[k]);
        }

        pass.Run(context, keep);
        return pass;
    }

    /// <summary>That a graph was gone through twice.</summary>
    public static ProgramException Freed(CallContext context) => TensorValues.Error("Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.", context.Span);

    /// <summary>The gradient of a tensor; null where it was not reached.</summary>
    public TorchTensor? Of(TorchTensor tensor)
    {
        if (tensor.ToNodes() is not { } own || !Array.Exists(own, node => node < reached.Length && reached[node]))
        {
            return null;
        }

        return new(NdArray.Of(tensor.Shape, Array.ConvertAll(own, node => node == 0 || node >= adjoints.Length ? 0 : adjoints[node]))) { Type = tensor.Type };
    }

    /// <summary>Adds the gradients of all that is watched to what they have.</summary>
    public void Accumulate(CallContext context)
    {
        foreach (var tensor in context.Session.State<TorchState>().Watched)
        {
            context.Budget.Array(tensor.Size, context.Span);
            if (tensor.RequiresGrad && (tensor.IsLeaf || tensor.RetainsGrad) && Of(tensor) is { } gradient)
            {
                Add(context, tensor, gradient);
            }
        }
    }

    private static void Add(CallContext context, TorchTensor tensor, TorchTensor gradient)
    {
        if (tensor.Grad is null)
        {
            tensor.Grad = gradient;
            return;
        }

        // Whoever holds x.grad sees the sum.
        Writes.Into(context, null, TensorValues.Detached(tensor.Grad), BinaryUfuncs.Add.Apply(context, tensor.Grad, gradient));
    }

    // What autograd keeps operands or results for cannot be gone through again; sums, views and what is added can.
    private static bool Saves(CallContext context, int node, int parents)
    {
        var operations = context.Tape.Operations;
        int low = 0, high = operations.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = operations[middle].FirstNode <= node ? (middle, high) : (low, middle - 1);
        }

        return operations[low].Name switch
        {
            "multiply" or "divide" => parents > 1,
            "square" or "power" or "exp" or "log" or "sqrt" or "tanh" or "sigmoid" or "relu" or "sin" or "cos" or "reciprocal" or "rsqrt" or "absolute" or "matmul" or "bmm" or "var" or "prod" or "index" => true,
            _ => false,
        };
    }

    private void Seed(CallContext context, TorchTensor output, NdArray? seed)
    {
        if (!output.RequiresGrad)
        {
            throw TensorValues.Error("element 0 of tensors does not require grad and does not have a grad_fn", context.Span);
        }

        if (seed is null && output.Size != 1)
        {
            throw TensorValues.Error("grad can be implicitly created only for scalar outputs", context.Span);
        }

        if (seed is not null && !Shapes.Same(seed.Shape, output.Shape))
        {
            throw TensorValues.Error($"Mismatch in shape: grad_output[0] has a shape of torch.Size({TorchWords.Of(seed.Shape)}) and output[0] has a shape of torch.Size({TorchWords.Of(output.Shape)}).", context.Span, ErrorCodes.ShapeMismatch);
        }

        var weights = seed?.ToDoubles();
        var own = output.ToNodes() ?? [];
        for (var k = 0; k < own.Length; k++)
        {
            adjoints[own[k]] += weights is null ? 1 : weights[k];
            reached[own[k]] = own[k] != 0;
        }
    }

    private void Run(CallContext context, bool keep)
    {
        var freed = context.Session.State<TorchState>().Freed;
        var custom = context.Session.State<CustomCalls>().ByNode;
        adjoints[0] = 0;
        for (var node = reached.Length - 1; node > 0; node--)
        {
            if (custom.Count > 0 && custom.TryGetValue(node, out var call))
            {
                if (Array.IndexOf(reached, true, call.First, call.Last - call.First + 1) >= 0)
                {
                    CustomBackward.Run(context, call, adjoints, reached, keep);
                }

                node = call.First;
                continue;
            }

            var parents = reached[node] ? context.Tape.ParentsOf(node) : [];
            if (parents.IsEmpty)
            {
                continue;
            }

            if (freed.Contains(node))
            {
                throw Freed(context);
            }

            if (!keep && Saves(context, node, parents.Length))
            {
                freed.Add(node);
            }

            context.Budget.Work(parents.Length, context.Span);
            var partials = context.Tape.PartialsOf(node);
            for (var k = 0; k < parents.Length; k++)
            {
                reached[parents[k]] = true;
                adjoints[parents[k]] += adjoints[node] == 0 ? 0 : adjoints[node] * partials[k];
            }
        }
    }
}
