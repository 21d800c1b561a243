using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Autograd;

/// <summary>What a program asks of autograd.</summary>
internal static class GradientFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        TorchFunction.Method("backward", "input, gradient=None, retain_graph=None, create_graph=False, inputs=None", "The gradients of all leaves, added to their .grad.", (context, arguments) =>
        {
            Once(context, arguments);
            var output = arguments.Tensor(context, "input");
            var pass = BackwardPass.Of(context, [output], [arguments["gradient"] as NdArray], arguments.Flag("retain_graph"));
            pass.Accumulate(context);
            return NoneValue.Instance;
        }),
        TorchFunction.Function("autograd.backward", "tensors, grad_tensors=None, retain_graph=None, create_graph=False", "As x.backward(), of several.", (context, arguments) =>
        {
            Once(context, arguments);
            var outputs = TensorValues.Among([arguments["tensors"]]);
            BackwardPass.Of(context, outputs, Seeds(arguments["grad_tensors"], outputs.Count), arguments.Flag("retain_graph")).Accumulate(context);
            return NoneValue.Instance;
        }),
        TorchFunction.Function("autograd.grad", "outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, allow_unused=False", "The gradients of some tensors, as a tuple.", (context, arguments) =>
        {
            Once(context, arguments);
            var outputs = TensorValues.Among([arguments["outputs"]]);
            var pass = BackwardPass.Of(context, outputs, Seeds(arguments["grad_outputs"], outputs.Count), arguments.Flag("retain_graph"));
            var inputs = TensorValues.Among([arguments["inputs"]]);
            if (inputs.Exists(input => !input.RequiresGrad))
            {
                throw TensorValues.Error("One of the differentiated Tensors does not require grad", context.Span);
            }

            return new TupleValue([.. inputs.Select(input => (Value?)pass.Of(input) ?? (arguments.Flag("allow_unused")
                ? NoneValue.Instance
                : throw TensorValues.Error("One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.", context.Span)))]);
        }),
        TorchFunction.Method("requires_grad_", "input, requires_grad=True", "Whether a gradient is wanted; the tensor itself.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            Leaves.Require(context, tensor, arguments.Flag("requires_grad"));
            return tensor;
        }),
        TorchFunction.Method("retain_grad", "input", "Keeps the gradient of what is no leaf.", (context, arguments) =>
        {
            Leaves.Retain(context, arguments.Tensor(context, "input"));
            return NoneValue.Instance;
        }),
        .. TorchFunction.Both("detach", "input", "The same memory, without its history.", (context, arguments) => Cut(arguments.Tensor(context, "input"))),
        TorchFunction.Method("detach_", "input", "Its history is forgotten.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            tensor.Show(Cut(tensor));
            (tensor.RequiresGrad, tensor.HasHistory) = (false, false);
            return tensor;
        }),
        new("torch.autograd.Variable", "data, requires_grad=False, volatile=False", "The tensor itself, or one that requires a gradient.", (context, a) =>
        {
            if (a["data"] is not TorchTensor data)
            {
                throw Errors.Type($"Variable data has to be a tensor, but got {a["data"].TypeName}", context.Span);
            }

            var made = GradientFunctions.Cut(data);
            Leaves.Require(context, made, a["requires_grad"] is BooleanValue { Value: true });
            return made;
        }),
        TorchFunction.Method("register_hook", "input, hook", "Outside of the subset.", (context, _) => throw Errors.Unsupported("hooks of tensors are outside of the subset", context.Span)),
    ];

    /// <summary>The same elements without a gradient. What autograd does not record has none to lose: it stays what the program computed.</summary>
    public static TorchTensor Cut(TorchTensor tensor)
    {
        if (tensor.RequiresGrad || tensor.IsCut)
        {
            return TensorValues.Detached(tensor);
        }

        return new(Views.Of(tensor, tensor.Offset, tensor.Shape, tensor.Strides)) { Type = tensor.Type, Root = tensor.Root ?? tensor };
    }

    private static NdArray?[] Seeds(Value given, int count) => given switch
    {
        NdArray one => [one, .. new NdArray?[Math.Max(0, count - 1)]],
        _ when ArrayConversion.Items(given) is { } items => [.. items.Select(item => item as NdArray), .. new NdArray?[Math.Max(0, count - items.Count)]],
        _ => new NdArray?[count],
    };

    private static void Once(CallContext context, BoundArguments arguments)
    {
        if (arguments.Flag("create_graph"))
        {
            throw Errors.Unsupported("create_graph=True, gradients of gradients, is outside of the subset", context.Span);
        }
    }
}
