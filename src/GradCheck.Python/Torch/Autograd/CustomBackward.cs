using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Autograd;

/// <summary>The engine at a function whose backward pass the program has written: it gives that the gradients of the outputs and takes those of the inputs.</summary>
internal static class CustomBackward
{
    /// <summary>Runs the backward pass of a call.</summary>
    /// <param name="context">The call of <c>backward()</c>.</param>
    /// <param name="call">The call of the function.</param>
    /// <param name="adjoints">The gradient of every node so far.</param>
    /// <param name="reached">Which nodes have one.</param>
    /// <param name="keep">Whether the graph may be gone through again.</param>
    public static void Run(CallContext context, CustomCall call, double[] adjoints, bool[] reached, bool keep)
    {
        var state = context.Session.State<TorchState>();
        if (!keep)
        {
            Free(context, call, state);
        }
        else if (state.Freed.Contains(call.Last))
        {
            throw BackwardPass.Freed(context);
        }

        var fills = FunctionContexts.Of(call.Ctx, FunctionContexts.Fills) is not BooleanValue { Value: false };
        IReadOnlyList<Value> given = [.. call.Outputs.Select((output, at) => Incoming(context, output, call.Made[at], adjoints, reached, fills))];
        var outer = state.IsRecording;
        state.IsRecording = false;
        Value made;
        try
        {
            made = context.Call(call.Of.Attribute(context, "backward")!, [call.Ctx, .. given], []);
        }
        finally
        {
            state.IsRecording = outer;
        }

        Take(context, call, made is TupleValue several ? several.Items : [made], adjoints, reached);
    }

    private static void Free(CallContext context, CustomCall call, TorchState state)
    {
        if (!state.Freed.Add(call.Last) && ArrayConversion.Items(FunctionContexts.Of(call.Ctx, FunctionContexts.Saved)) is [_, ..])
        {
            throw BackwardPass.Freed(context);
        }
    }

    private static Value Incoming(CallContext context, Value output, int[]? nodes, double[] adjoints, bool[] reached, bool fills)
    {
        if (output is not TorchTensor tensor)
        {
            return NoneValue.Instance;
        }

        context.Budget.Array(tensor.Size, context.Span);
        var isReached = nodes is not null && Array.Exists(nodes, node => reached[node]);
        return !isReached && !fills ? NoneValue.Instance
            : tensor.DType != DType.Float64 ? new TorchTensor(NdArray.Of(tensor.Shape, tensor.DType, new long[tensor.Size])) { Type = tensor.Type }
            : new TorchTensor(NdArray.Of(tensor.Shape, nodes is null ? new double[tensor.Size] : Array.ConvertAll(nodes, node => adjoints[node]))) { Type = tensor.Type };
    }

    private static void Take(CallContext context, CustomCall call, IReadOnlyList<Value> gradients, double[] adjoints, bool[] reached)
    {
        var expected = call.Inputs.Count;
        if (gradients.Count < expected || gradients.Skip(expected).Any(extra => extra is not NoneValue))
        {
            throw Wrong($"function {call.Name} returned an incorrect number of gradients (expected {expected}, got {gradients.Count})", context, ErrorCodes.WrongUnpacking);
        }

        for (var k = 0; k < expected; k++)
        {
            switch (gradients[k])
            {
                case NoneValue:
                    break;
                case not NdArray when call.Inputs[k] is TorchTensor:
                    throw Wrong($"expected Variable or None (got {gradients[k].TypeName})", context, ErrorCodes.WrongType);
                case var _ when call.Inputs[k] is not TorchTensor:
                    throw Wrong($"function {call.Name} returned a gradient different than None at position {k + 1}, but the corresponding forward input was not a Variable", context, ErrorCodes.WrongUnpacking);
                case NdArray gradient when call.Inputs[k] is TorchTensor { RequiresGrad: true } input && call.Nodes[k] is { } nodes:
                    Add(Fitted(context, call, k, gradient, input.Shape), nodes, adjoints, reached);
                    break;
            }
        }
    }

    // A gradient may be as large as what the input was broadcast to: the engine sums it.
    private static double[] Fitted(CallContext context, CustomCall call, int at, NdArray gradient, int[] shape)
    {
        var values = Casts.To(context, gradient, DType.Float64);
        if (!Shapes.Same(gradient.Shape, shape))
        {
            if (Shapes.Broadcast(shape, gradient.Shape) is not { } both || !Shapes.Same(both, gradient.Shape))
            {
                throw Wrong($"Function {call.Name} returned an invalid gradient at index {at} - got {TorchWords.Of(gradient.Shape)} but expected shape compatible with {TorchWords.Of(shape)}", context, ErrorCodes.ShapeMismatch);
            }

            var extra = gradient.Rank - shape.Length;
            bool[] axes = [.. gradient.Shape.Select((length, axis) => axis < extra || (shape[axis - extra] == 1 && length != 1))];
            values = Reductions.Sum(context, values, axes, keep: false, "sum");
        }

        return values.ToDoubles();
    }

    private static void Add(double[] gradient, int[] nodes, double[] adjoints, bool[] reached)
    {
        for (var k = 0; k < nodes.Length; k++)
        {
            adjoints[nodes[k]] += nodes[k] == 0 ? 0 : gradient[k];
            reached[nodes[k]] |= nodes[k] != 0;
        }
    }

    private static ProgramException Wrong(string message, CallContext context, string code) => TensorValues.Error(message, context.Span, code);
}
