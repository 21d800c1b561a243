using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Autograd;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>New tensors.</summary>
internal static class CreationFunctions
{
    private const string Options = "*, dtype=None, device=None, requires_grad=False, out=None, layout=None, pin_memory=None, memory_format=None, names=None";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. Filled("zeros", 0),
        .. Filled("ones", 1),
        .. Filled("empty", 0),
        TorchFunction.Function("full", "size, fill_value, " + Options, "A tensor of one value.", (context, arguments) =>
            Made(context, arguments, Full(context, Sizes(context, arguments["size"]), arguments.Operand(context, "fill_value"), arguments.Type(context)), arguments.Type(context))),
        Like("full_like", "input, fill_value, " + Options, arguments => arguments["fill_value"]),
        TorchFunction.Method("new_full", "input, size, fill_value, " + Options, "A tensor of one value, of the same type.", (context, arguments) =>
            New(context, arguments, Sizes(context, arguments["size"]), arguments.Operand(context, "fill_value"))),
        TorchFunction.Function("tensor", "data, " + Options, "A tensor of nested lists, or a copy.", (context, arguments) => Made(context, arguments, Data(context, arguments["data"], arguments.Type(context)), Told(context, arguments))),
        TorchFunction.Method("new_tensor", "input, data, " + Options, "A tensor of nested lists, of the same type.", (context, arguments) =>
            (arguments.Type(context) ?? TensorTypes.Of(context, arguments.Tensor(context, "input"))) is var type ? Made(context, arguments, Data(context, arguments["data"], type), type) : NoneValue.Instance),
        .. Array.ConvertAll(new[] { "as_tensor", "asarray" }, name => TorchFunction.Function(name, "data, " + Options + ", copy=None", "The tensor itself, or one of an array's memory, or of nested lists.", As)),
        TorchFunction.Function("from_numpy", "ndarray", "A tensor of an array's memory.", (context, arguments) => arguments["ndarray"] is NdArray and not TorchTensor
            ? As((NdArray)arguments["ndarray"])
            : throw Errors.Type($"expected np.ndarray (got {arguments["ndarray"].TypeName})", context.Span)),
        TorchFunction.Function("arange", "start|end=0, end=None, step=None, " + Options, "Evenly spaced numbers, the end left out.", (context, arguments) =>
        {
            if (arguments.Has("step") && arguments.Double(context, "step") == 0)
            {
                throw TensorValues.Error("step must be nonzero", context.Span);
            }

            return Made(context, arguments, Creation.Range(context, arguments["start"], arguments["end"], arguments["step"], arguments.Type(context)?.DType), arguments.Type(context));
        }),
        TorchFunction.Function("range", "start, end=None, step=1, " + Options, "Evenly spaced numbers, the end included.", (context, arguments) =>
            Made(context, arguments, Casts.To(context, Creation.Range(context, arguments["start"], new FloatValue(arguments.Double(context, "end") + (arguments.Double(context, "step") * 0.5)), arguments["step"]), DType.Float64), arguments.Type(context))),
        TorchFunction.Function("linspace", "start, end, steps, " + Options, "Evenly spaced floats, the end included.", (context, arguments) => Made(context, arguments, Vector(Spaced(context, arguments)), arguments.Type(context))),
        TorchFunction.Function("logspace", "start, end, steps, base=10.0, " + Options, "Evenly spaced exponents, the end included.", (context, arguments) =>
            Made(context, arguments, Vector(Array.ConvertAll(Spaced(context, arguments), exponent => Arithmetic.Power(arguments.Double(context, "base"), exponent))), arguments.Type(context))),
        TorchFunction.Function("eye", "n, m=None, " + Options, "The unit matrix.", (context, arguments) =>
        {
            int rows = arguments.Int(context, "n"), columns = arguments.Has("m") ? arguments.Int(context, "m") : rows;
            if (rows < 0 || columns < 0)
            {
                throw TensorValues.Error($"n must be greater or equal to 0, got {rows}", context.Span);
            }

            var ones = Full(context, [rows, columns], NdArray.Of([], DType.Int64, [1L]), arguments.Type(context) ?? TensorType.Float64);
            return Made(context, arguments, Gathering.Take(context, "eye", ones, ones.Shape, k => k / columns == k % columns ? k : -1), arguments.Type(context));
        }),
        TorchFunction.Function("tril_indices", "row, col, offset=0, " + Options, "The indices of a lower triangle, in two rows.", (context, arguments) => Indices(context, arguments, (row, column, k) => column <= row + k)),
        TorchFunction.Function("triu_indices", "row, col, offset=0, " + Options, "The indices of an upper triangle, in two rows.", (context, arguments) => Indices(context, arguments, (row, column, k) => column >= row + k)),
        .. new[] { ("Tensor", TensorType.Float32) }.Concat(TensorType.ByName.Values.Distinct().Select(type => (type.Word + "Tensor", type))).SelectMany(old => new[] { "", "cuda." }.Select(place =>
            TorchFunction.Function(place + old.Item1, "*data, dtype=None, device=None", "A tensor of nested lists, or of sizes without values.", (context, arguments) => Old(context, arguments, old.Item1 == "Tensor" ? null : old.Item2)))),
        .. TorchFunction.Both("clone", "input, *, memory_format=None", "A copy, with its gradient.", (context, arguments) => Views.Record(context, "clone", arguments.Tensor(context, "input"), Views.Copy(context, arguments.Tensor(context, "input")))),
    ];

    /// <summary>A tensor of one value and its copies.</summary>
    public static NdArray Full(CallContext context, int[] shape, NdArray value, TensorType? type) => Creation.Full(context, shape, value, type?.DType);

    /// <summary>A new tensor as the options of a call want it.</summary>
    public static TorchTensor Made(CallContext context, BoundArguments arguments, NdArray array, TensorType? type)
    {
        var tensor = TensorValues.New(context, array, type ?? (array.DType == DType.Float64 ? null : TensorTypes.Of(context, array)));
        if (arguments.Names.Contains("requires_grad") && arguments.Flag("requires_grad"))
        {
            Leaves.Require(context, tensor, required: true, isNew: true);
        }

        return tensor;
    }

    private static int[] Sizes(CallContext context, Value size) => Array.Find(Arguments.Ints(context, size), length => length < 0) is var wrong and < 0
        ? throw TensorValues.Error($"Trying to create tensor with negative dimension {wrong}: {TorchWords.Of(Arguments.Ints(context, size))}", context.Span)
        : Arguments.Ints(context, size);

    private static LibraryFunction[] Filled(string name, long value)
    {
        var number = NdArray.Of([], DType.Int64, [value]);
        return
        [
            TorchFunction.Function(name, "*size|shape, size=None, " + Options[3..], $"A tensor of {(value == 0 ? "zeros" : "ones")}; sizes one by one or as a tuple.", (context, arguments) =>
                Made(context, arguments, Full(context, arguments.Sizes(context), number, arguments.Type(context) ?? TensorType.Float64), arguments.Type(context))),
            Like(name + "_like", "input, " + Options, _ => IntegerValue.Of(value)),
            TorchFunction.Method("new_" + name, "input, *size, " + Options[3..], $"A tensor of {(value == 0 ? "zeros" : "ones")}, of the same type.", (context, arguments) => New(context, arguments, arguments.Sizes(context), number)),
        ];
    }

    private static LibraryFunction Like(string name, string signature, Func<BoundArguments, Value> value) => TorchFunction.Function(name, signature, "As large as another tensor, and of its type.", (context, arguments) =>
        New(context, arguments, arguments.Tensor(context, "input", name).Shape, TensorValues.Operand(context, value(arguments))));

    private static TorchTensor New(CallContext context, BoundArguments arguments, int[] shape, NdArray value)
    {
        var type = arguments.Type(context) ?? TensorTypes.Of(context, arguments.Tensor(context, "input"));
        return Made(context, arguments, Full(context, shape, value, type), type);
    }

    private static TensorType? Told(CallContext context, BoundArguments arguments) => arguments.Type(context)
        ?? (arguments["data"] is NdArray { DType: DType.Float64, IsScalar: false } array ? TensorTypes.Of(context, array) : null);

    // An array of lists is copied; so is a tensor, without its history.
    private static NdArray Data(CallContext context, Value data, TensorType? type)
    {
        if (data is TorchTensor tensor)
        {
            context.Session.Warn("UserWarning: To copy construct from a tensor, it is recommended to use sourceTensor.clone().detach() or sourceTensor.clone().detach().requires_grad_(True), rather than torch.tensor(sourceTensor).", context.Span);
            data = GradientFunctions.Cut(tensor);
        }

        if (data is StringValue)
        {
            throw Errors.Type("new(): invalid data type 'str'", context.Span);
        }

        try
        {
            var array = ArrayConversion.ToArray(context, data);
            return type is null || type.DType == array.DType ? Views.Copy(context, array) : Casts.To(context, array, type.DType);
        }
        catch (ProgramException failure) when (failure.Error.Code == ErrorCodes.ShapeMismatch)
        {
            throw NestedData.Ragged(data, context.Span) ?? failure;
        }
        catch (ProgramException failure) when (failure.Error.Code == ErrorCodes.WrongType && data is not (ListValue or TupleValue))
        {
            throw TensorValues.Error($"Could not infer dtype of {data.TypeName}", context.Span, ErrorCodes.WrongType);
        }
    }

    private static TorchTensor As(CallContext context, BoundArguments arguments)
    {
        var type = arguments.Type(context);
        return arguments["data"] switch
        {
            TorchTensor tensor => type is null || type == TensorTypes.Of(context, tensor) ? tensor : (TorchTensor)TensorConversion.To(context, tensor, type),
            NdArray { IsScalar: false } array when type is null || type.DType == array.DType => Made(context, arguments, As(array), type ?? TensorTypes.Of(context, array)),
            var data => Made(context, arguments, Data(context, data, type), type),
        };
    }

    private static TorchTensor As(NdArray array) => new(Views.Of(array, array.Offset, array.Shape, array.Strides)) { Type = array.DType == DType.Float64 ? TensorType.Float64 : null };

    private static TorchTensor Old(CallContext context, BoundArguments arguments, TensorType? type)
    {
        var made = arguments.Rest is [ListValue or TupleValue or (NdArray and not TorchTensor { Rank: 0 })] and [var data]
            ? Casts.To(context, Data(context, data, type), type?.DType ?? DType.Float64)
            : Full(context, arguments.Sizes(context), NdArray.Of([], DType.Int64, [0L]), type ?? TensorType.Float64);
        return TensorValues.New(context, made, type);
    }

    private static NdArray Vector(double[] values) => NdArray.Of([values.Length], values);

    private static double[] Spaced(CallContext context, BoundArguments arguments)
    {
        double start = arguments.Double(context, "start"), end = arguments.Double(context, "end");
        var count = arguments.Int(context, "steps") is var steps and >= 0 ? steps : throw TensorValues.Error("number of steps must be non-negative", context.Span);
        context.Budget.Array(count, context.Span);
        var step = count > 1 ? (end - start) / (count - 1) : 0;

        // From both ends, as torch does it.
        return [.. Enumerable.Range(0, count).Select(k => k < count / 2 || count == 1 ? start + (step * k) : end - (step * (count - 1 - k)))];
    }

    private static TorchTensor Indices(CallContext context, BoundArguments arguments, Func<int, int, int, bool> holds)
    {
        int rows = Math.Max(0, arguments.Int(context, "row")), columns = Math.Max(0, arguments.Int(context, "col")), offset = arguments.Int(context, "offset");
        Shapes.Charge(context, [rows, columns, 2]);
        var found = Enumerable.Range(0, rows * columns).Where(k => holds(k / columns, k % columns, offset)).ToArray();
        return Made(context, arguments, NdArray.Of([2, found.Length], DType.Int64, [.. found.Select(k => (long)(k / columns)), .. found.Select(k => (long)(k % columns))]), null);
    }
}
