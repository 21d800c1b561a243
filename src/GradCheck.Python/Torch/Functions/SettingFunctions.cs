using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>What is set once, or asked of the machine: most is accepted and ignored.</summary>
internal static class SettingFunctions
{
    private static readonly string[] Ignored =
    [
        "set_printoptions", "set_num_threads", "use_deterministic_algorithms", "set_float32_matmul_precision", "cuda.manual_seed", "cuda.manual_seed_all", "cuda.synchronize", "cuda.empty_cache", "cuda.set_device",
        "set_deterministic", "set_num_interop_threads",
    ];

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. Ignored.Select(name => TorchFunction.Function(name, "*_, **options", "Accepted and ignored.", (_, _) => NoneValue.Instance)),
        TorchFunction.Function("set_default_dtype", "d", "The type of floats that are made without one.", (context, arguments) => Default(context, TensorTypes.Read(context, arguments["d"]))),
        TorchFunction.Function("set_default_tensor_type", "t", "The type of floats that are made without one.", (context, arguments) => Default(context, TensorTypes.Read(context, arguments["t"]))),
        TorchFunction.Function("get_default_dtype", "", "The type of floats that are made without one.", (context, _) => context.Session.State<TorchState>().Default),
        TorchFunction.Function("device", "type='cpu', index=None", "A device: there is one, whatever it is called.", (context, arguments) => arguments["type"] is StringValue name ? new DeviceValue(name.Value) : arguments["type"]),
        .. new[] { "cuda.is_available", "backends.mps.is_available", "cuda.is_initialized" }.Select(name => TorchFunction.Function(name, "", "False.", (_, _) => BooleanValue.False)),
        TorchFunction.Function("cuda.device_count", "", "0.", (_, _) => IntegerValue.Of(0)),
        TorchFunction.Function("get_num_threads", "", "1.", (_, _) => IntegerValue.Of(1)),
        TorchFunction.Function("Size", "sizes=None", "Sizes as a tuple.", (context, arguments) => new SizeValue(arguments.Has("sizes") ? Arguments.Ints(context, arguments["sizes"]) : [])),
        TorchFunction.Function("promote_types", "type1, type2", "The type that holds the elements of both.", (context, arguments) =>
            arguments["type1"] is TensorType a && arguments["type2"] is TensorType b ? (a.Order > b.Order ? a : b) : throw Errors.Type("promote_types(): arguments must be torch.dtype", context.Span)),
        TorchFunction.Function("finfo", "type=None", "The limits of floats.", (_, _) => new LibraryObject("torch.finfo", (_, name) => name switch
        {
            "eps" => new FloatValue(Math.BitIncrement(1.0) - 1),
            "tiny" or "smallest_normal" => new FloatValue(2.2250738585072014e-308),
            "max" => new FloatValue(double.MaxValue),
            "min" => new FloatValue(double.MinValue),
            _ => null,
        })),
    ];

    private static NoneValue Default(CallContext context, TensorType? type)
    {
        context.Session.State<TorchState>().Default = type is { DType: Arrays.DType.Float64 } ? type : throw Errors.Type("only floating-point types are supported as the default type", context.Span);
        return NoneValue.Instance;
    }
}
