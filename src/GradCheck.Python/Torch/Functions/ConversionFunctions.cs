using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Autograd;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>Tensors as something else, and questions about them.</summary>
internal static class ConversionFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        TorchFunction.Method("item", "input", "The only element as a number of Python.", (context, arguments) => Item(context, arguments.Tensor(context, "input"))),
        TorchFunction.Method("tolist", "input", "Nested lists of numbers of Python.", (context, arguments) => ToList(context, GradientFunctions.Cut(arguments.Tensor(context, "input")))),
        TorchFunction.Method("numpy", "input, *, force=False", "An array of NumPy of the same memory.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            return tensor.RequiresGrad && !arguments.Flag("force")
                ? throw TensorValues.Error("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.", context.Span)
                : new Raw(Views.Of(tensor, tensor.Offset, tensor.Shape, tensor.Strides));
        }),
        TorchFunction.Method("to", "input, *options, dtype=None, device=None, non_blocking=False, copy=False, memory_format=None", "Another type of elements; devices are accepted and ignored.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var type = arguments.Type(context) ?? arguments.Rest.Select(option => option as TensorType ?? (option is TorchTensor like ? TensorTypes.Of(context, like) : null)).FirstOrDefault(told => told is not null);
            return type is null ? tensor : TensorConversion.To(context, tensor, Told(context, type), arguments.Flag("copy"));
        }),
        TorchFunction.Method("type", "input, dtype=None, non_blocking=False", "Another type of elements, or the name of its own.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            return arguments.Type(context) is { } type ? TensorConversion.To(context, tensor, type) : new StringValue($"torch.{TensorTypes.Of(context, tensor).Word}Tensor");
        }),
        TorchFunction.Method("type_as", "input, other", "The type of elements of another.", (context, arguments) => TensorConversion.To(context, arguments.Tensor(context, "input"), TensorTypes.Of(context, arguments.Tensor(context, "other")))),
        .. TensorType.ByName.Where(named => named.Key is "bool" or "int" or "long" or "short" or "half" or "bfloat16" or "float" or "double").Select(named =>
            TorchFunction.Method(named.Key, "input, memory_format=None", "Its elements as that type.", (context, arguments) => TensorConversion.To(context, arguments.Tensor(context, "input"), Told(context, named.Value)))),
        TorchFunction.Method("byte", "input", "Its elements as that type.", (context, arguments) => TensorConversion.To(context, arguments.Tensor(context, "input"), Told(context, TensorType.UInt8))),
        .. new[] { "cpu", "cuda", "pin_memory", "share_memory_" }.Select(name => TorchFunction.Method(name, "input, *_, **options", "Itself.", (context, arguments) => arguments.Tensor(context, "input"))),
        TorchFunction.Method("get_device", "input", "-1.", (_, _) => IntegerValue.Of(-1)),
        TorchFunction.Method("element_size", "input", "How many bytes an element would have.", (context, arguments) => TensorTypes.Of(context, arguments.Tensor(context, "input")).Attribute(context, "itemsize")!),
        .. TorchFunction.Both("is_floating_point", "input", "Whether its elements are floats.", (context, arguments) => BooleanValue.Of(arguments.Tensor(context, "input").DType == DType.Float64)),
        TorchFunction.Function("is_tensor", "obj", "Whether a value is a tensor.", (_, arguments) => BooleanValue.Of(arguments["obj"] is TorchTensor)),
        .. TorchFunction.Both("equal", "input, other", "Whether two tensors have the same shape and elements.", (context, arguments) =>
        {
            NdArray left = arguments.Tensor(context, "input", "equal"), right = arguments.Tensor(context, "other", "equal");
            return BooleanValue.Of(Shapes.Same(left.Shape, right.Shape) && left.ToDoubles().AsSpan().SequenceEqual(right.ToDoubles()));
        }),
        .. TorchFunction.Both("allclose", "input, other, rtol=1e-05, atol=1e-08, equal_nan=False", "Whether all elements are close.", (context, arguments) => BooleanValue.Of(Close(context, arguments).ToDoubles().All(truth => truth != 0))),
        .. TorchFunction.Both("isclose", "input, other, rtol=1e-05, atol=1e-08, equal_nan=False", "Whether elements are close, one by one.", (context, arguments) => Close(context, arguments)),
    ];

    private static TensorType Told(CallContext context, TensorType type)
    {
        TensorTypes.Tell(context, type);
        return type;
    }

    private static Value Item(CallContext context, TorchTensor tensor) => tensor.Size == 1
        ? GradientFunctions.Cut(tensor).ToPython()
        : throw Errors.Value("only one element tensors can be converted to Python scalars", context.Span);

    private static Value ToList(CallContext context, NdArray tensor)
    {
        if (tensor.Rank == 0)
        {
            return tensor.ToPython();
        }

        context.Budget.Array(tensor.Size, context.Span);
        return new ListValue([.. Enumerable.Range(0, tensor.Shape[0]).Select(k => ToList(context, IndexPlan.Of(context, tensor, [IndexItem.At(k)]).View))]);
    }

    private static NdArray Close(CallContext context, BoundArguments arguments)
    {
        NdArray left = arguments.Tensor(context, "input", "isclose"), right = arguments.Tensor(context, "other", "isclose");
        if (TensorTypes.Of(context, left) is var one && TensorTypes.Of(context, right) is var other && one.DType != other.DType)
        {
            throw TensorValues.Error($"{one.Word} did not match {other.Word}", context.Span, ErrorCodes.WrongType);
        }

        double relative = arguments.Double(context, "rtol"), absolute = arguments.Double(context, "atol");
        var nan = arguments.Flag("equal_nan");
        return new BinaryUfunc("isclose") { Test = Holds, IntegerTest = (a, b) => Holds(a, b) }.Apply(context, left, right);

        bool Holds(double a, double b) => a == b || (nan && double.IsNaN(a) && double.IsNaN(b)) || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= absolute + (relative * Math.Abs(b)));
    }
}
