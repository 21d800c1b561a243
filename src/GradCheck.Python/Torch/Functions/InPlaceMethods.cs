using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>The methods that write into their tensor: <c>x.add_(y)</c>.</summary>
internal static class InPlaceMethods
{
    /// <summary>What looks at the same memory in another way.</summary>
    private static readonly string[] Looks = ["squeeze", "unsqueeze", "t", "transpose", "swapaxes"];

    private static readonly string[] Names =
    [
        "add", "sub", "subtract", "mul", "multiply", "div", "divide", "true_divide", "floor_divide", "remainder", "fmod", "pow", "addcmul", "addcdiv", "lerp", "atan2",
        "abs", "neg", "negative", "square", "sqrt", "rsqrt", "reciprocal", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "tanh", "sinh", "cosh", "asin", "acos", "atan",
        "sigmoid", "relu", "erf", "erfc", "sign", "floor", "ceil", "round", "trunc", "frac", "clamp", "clip", "clamp_min", "clamp_max", "nan_to_num", "cumsum", "cumprod", "tril", "triu",
        "masked_fill", "masked_scatter", "scatter", "scatter_add", "index_add", "index_copy", "index_fill", "index_put", "addmm", "addmv", "baddbmm",
        "logical_not", "logical_and", "logical_or", "logical_xor", "bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_not", "eq", "ne", "lt", "le", "gt", "ge",
    ];

    /// <summary>Those of the methods that have one that writes, and those that only write.</summary>
    /// <param name="methods">The methods.</param>
    public static IReadOnlyList<LibraryFunction> Of(IReadOnlyDictionary<string, LibraryFunction> methods) =>
    [
        .. Names.Select(name => TorchFunction.Method(name + "_", methods["Tensor." + name].Signature, $"As {name}, in place.", (context, arguments) => Written(context, name, methods["Tensor." + name], arguments))),
        .. Looks.Select(name => TorchFunction.Method(name + "_", methods["Tensor." + name].Signature, $"As {name}, in place.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            tensor.Show((NdArray)methods["Tensor." + name].Apply(context, arguments));
            return tensor;
        })),
        Filling("zero_", "input", "All elements 0.", (_, _) => NdArray.Of([], DType.Int64, [0L])),
        Filling("fill_", "input, value", "All elements one value.", (context, arguments) => arguments.Operand(context, "value")),
        Filling("copy_", "input, src|other, non_blocking=False", "The elements of another, broadcast.", (context, arguments) => arguments.Operand(context, "src")),
        TorchFunction.Method("fill_diagonal_", "input, fill_value, wrap=False", "One value on the diagonal.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            if (tensor.Rank < 2)
            {
                throw TensorValues.Error("dimensions must larger than 1", context.Span, ErrorCodes.ShapeMismatch);
            }

            Writing.Check(context, tensor);
            var whole = Writing.Unrecorded(context, tensor);
            var diagonal = Views.Of(whole, whole.Offset, [tensor.Shape.Min()], [whole.Strides.Sum()]);
            Writes.Into(context, "fill_diagonal", diagonal, arguments.Operand(context, "fill_value"));
            return tensor;
        }),
        TorchFunction.Method("set_", "input, source", "Shows another's memory.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            tensor.Show(arguments.Tensor(context, "source"));
            return tensor;
        }),
        TorchFunction.Method("resize_", "input, *sizes", "Outside of the subset.", (context, _) => throw Errors.Unsupported("resize_() is outside of the subset: use reshape()", context.Span)),
    ];

    private static TorchTensor Written(CallContext context, string name, LibraryFunction method, BoundArguments arguments)
    {
        var target = arguments.Tensor(context, "input", name + "_");
        Writing.Check(context, target);
        var made = (TorchTensor)method.Apply(context, arguments);
        if (!Shapes.Same(made.Shape, target.Shape))
        {
            throw TensorValues.Error($"output with shape {TorchWords.Of(target.Shape)} doesn't match the broadcast shape {TorchWords.Of(made.Shape)}", context.Span, ErrorCodes.ShapeMismatch);
        }

        if (made.DType > target.DType)
        {
            throw TensorValues.Error($"result type {TensorTypes.Of(context, made).Word} can't be cast to the desired output type {TensorTypes.Of(context, target).Word}", context.Span, ErrorCodes.WrongType);
        }

        return Writing.Into(context, null, target, made, made, name);
    }

    private static LibraryFunction Filling(string name, string signature, string summary, Func<CallContext, BoundArguments, NdArray> value) => TorchFunction.Method(name, signature, summary, (context, arguments) =>
    {
        var target = arguments.Tensor(context, "input");
        Writing.Check(context, target);
        var made = value(context, arguments);
        if (name == "fill_" && made.Rank > 0)
        {
            throw TensorValues.Error($"fill_ only supports 0-dimension value tensor but got tensor with {made.Rank} dimensions.", context.Span, ErrorCodes.ShapeMismatch);
        }

        return Writing.Into(context, name, target, made, made, name.TrimEnd('_'));
    });
}
