using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>Functions of elements one by one.</summary>
internal static class PointwiseFunctions
{
    private const string Element = "Element by element.";
    private static readonly string[] TensorsOnly = ["maximum", "minimum", "fmax", "fmin", "atan2", "arctan2", "hypot", "logaddexp", "logical_and", "logical_or", "logical_xor"];

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. TorchUfuncs.Unary.SelectMany(unary => TorchFunction.Both(unary.Name, "input|self|x, *, out=None", Element, (context, arguments) => unary.Ufunc.Apply(context, arguments.Tensor(context, "input", unary.Name)))),
        .. TorchUfuncs.Binary.SelectMany(binary => TorchFunction.Both(binary.Name, "input|self, other|exponent, *, out=None", "Element by element, with broadcasting.", (context, arguments) =>
            TensorOperators.Apply(context, binary.Ufunc, binary.Name, arguments["input"], Other(context, binary.Name, arguments["other"])))),
        .. Scaled("add", BinaryUfuncs.Add),
        .. Scaled("sub", BinaryUfuncs.Subtract),
        .. Scaled("subtract", BinaryUfuncs.Subtract),
        TorchFunction.Function("rsub", "input, other, *, alpha=1", "The other less the first.", (context, arguments) => TensorOperators.Apply(context, BinaryUfuncs.Subtract, "rsub", arguments["other"], arguments["input"])),
        .. Divided("div"),
        .. Divided("divide"),
        .. Clamped("clamp"),
        .. Clamped("clip"),
        .. TorchFunction.Both("clamp_min", "input, min", "Elements no smaller than a bound.", (context, arguments) => Clamp(context, arguments.Tensor(context, "input"), arguments["min"], NoneValue.Instance)),
        .. TorchFunction.Both("clamp_max", "input, max", "Elements no greater than a bound.", (context, arguments) => Clamp(context, arguments.Tensor(context, "input"), NoneValue.Instance, arguments["max"])),
        .. TorchFunction.Both("round", "input, *, decimals=0, out=None", "To whole numbers, halves to even ones.", Round),
        .. TorchFunction.Both("where", "condition, input|self=None, other|y=None", "Elements of one tensor or another; with a condition alone, where it is true.", Where),
        .. TorchFunction.Both("lerp", "input, end, weight", "Between two tensors.", (context, arguments) =>
        {
            NdArray start = arguments.Operand(context, "input"), end = arguments.Operand(context, "end");
            return BinaryUfuncs.Add.Apply(context, start, BinaryUfuncs.Multiply.Apply(context, arguments.Operand(context, "weight"), BinaryUfuncs.Subtract.Apply(context, end, start)));
        }),
        .. TorchFunction.Both("addcmul", "input, tensor1, tensor2, *, value=1", "input + value * tensor1 * tensor2.", (context, arguments) => With(context, arguments, BinaryUfuncs.Multiply)),
        .. TorchFunction.Both("addcdiv", "input, tensor1, tensor2, *, value=1", "input + value * tensor1 / tensor2.", (context, arguments) => With(context, arguments, BinaryUfuncs.Divide)),
        .. TorchFunction.Both("nan_to_num", "input, nan=0.0, posinf=None, neginf=None", "Finite numbers in place of what is not.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var floats = tensor.ToDoubles();
            double above = Bound(context, arguments, "posinf", double.MaxValue), below = Bound(context, arguments, "neginf", double.MinValue), nan = arguments.Double(context, "nan");
            var kept = Gathering.Take(context, "nan_to_num", tensor, tensor.Shape, k => double.IsFinite(floats[k]) ? k : -1);
            var others = NdArray.Of(tensor.Shape, Array.ConvertAll(floats, value => double.IsFinite(value) ? 0 : double.IsNaN(value) ? nan : value > 0 ? above : below));
            return tensor.DType == DType.Float64 ? BinaryUfuncs.Add.Apply(context, kept, others) : kept;
        }),
    ];

    private static Value Other(CallContext context, string name, Value other) => Array.IndexOf(TensorsOnly, name) >= 0 && other is not TorchTensor
        ? throw Errors.Type($"{name}(): argument 'other' (position 2) must be Tensor, not {other.TypeName}", context.Span)
        : Number(context, name, other);

    private static Value Number(CallContext context, string name, Value other) => other is NdArray or FloatValue or IntegerValue or BooleanValue
        ? other
        : throw Errors.Type($"{name}(): argument 'other' (position 1) must be Tensor, not {other.TypeName}", context.Span);

    private static LibraryFunction[] Scaled(string name, BinaryUfunc ufunc) => TorchFunction.Both(name, "input|self, other, *, alpha=1, out=None", "Element by element; the other times alpha.", (context, arguments) =>
    {
        var other = Number(context, name, arguments["other"]);
        other = arguments["alpha"] is IntegerValue { Value.IsOne: true } ? other : TensorOperators.Apply(context, BinaryUfuncs.Multiply, "mul", other, arguments["alpha"]);
        return TensorOperators.Apply(context, ufunc, name, arguments["input"], other);
    });

    private static LibraryFunction[] Divided(string name) => TorchFunction.Both(name, "input|self, other, *, rounding_mode=None, out=None", "Element by element; rounded by 'floor' or 'trunc'.", (context, arguments) =>
    {
        NdArray left = arguments.Operand(context, "input"), right = TensorValues.Operand(context, Number(context, name, arguments["other"]));
        return arguments["rounding_mode"] switch
        {
            NoneValue => BinaryUfuncs.Divide.Apply(context, left, right),
            StringValue { Value: "floor" } => BinaryUfuncs.FloorDivide.Apply(context, left, right),
            StringValue { Value: "trunc" } when left.DType != DType.Float64 && right.DType != DType.Float64 => Casts.To(context, Truncated(BinaryUfuncs.Divide.Apply(context, left, right)), DType.Int64),
            StringValue { Value: "trunc" } => Truncated(BinaryUfuncs.Divide.Apply(context, left, right)),
            _ => throw TensorValues.Error("div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '" + ((arguments["rounding_mode"] as StringValue)?.Value ?? string.Empty) + "'", context.Span),
        };

        NdArray Truncated(NdArray quotient) => UnaryUfuncs.All.First(unary => unary.Name == "trunc").Apply(context, quotient);
    });

    private static LibraryFunction[] Clamped(string name) => TorchFunction.Both(name, "input|self, min=None, max=None, *, out=None", "Elements limited to a range; at a bound the gradient is 1.", (context, arguments) =>
    {
        if (!arguments.Has("min") && !arguments.Has("max"))
        {
            throw TensorValues.Error("torch.clamp: At least one of 'min' or 'max' must not be None", context.Span);
        }

        return Clamp(context, arguments.Tensor(context, "input", name), arguments["min"], arguments["max"]);
    });

    private static NdArray Clamp(CallContext context, NdArray tensor, Value least, Value most)
    {
        tensor = least is NoneValue ? tensor : TorchUfuncs.AtLeast.Apply(context, tensor, TensorValues.Operand(context, least));
        return most is NoneValue ? tensor : TorchUfuncs.AtMost.Apply(context, tensor, TensorValues.Operand(context, most));
    }

    private static NdArray Round(CallContext context, BoundArguments arguments)
    {
        var tensor = arguments.Tensor(context, "input");
        var scale = Arithmetic.Power(10.0, arguments.Double(context, "decimals"));
        return tensor.DType != DType.Float64
            ? Views.Copy(context, tensor)
            : new UnaryUfunc("round") { Float = x => Math.Round(x * scale, MidpointRounding.ToEven) / scale, Partial = (_, _) => 0 }.Apply(context, tensor);
    }

    private static Value Where(CallContext context, BoundArguments arguments)
    {
        // x.where(condition, y) has the condition second.
        var (condition, left) = arguments["condition"] is NdArray { DType: DType.Bool } || arguments["input"] is not NdArray { DType: DType.Bool }
            ? (arguments["condition"], arguments["input"])
            : (arguments["input"], arguments["condition"]);
        if (condition is not NdArray test)
        {
            throw Errors.Type($"where(): argument 'condition' (position 1) must be Tensor, not {condition.TypeName}", context.Span);
        }

        return left is NoneValue
            ? new TupleValue([.. Searching.NonZero(context, test)])
            : Gathering.Choose(context, "where", test, TensorValues.Operand(context, left), arguments.Operand(context, "other"));
    }

    private static NdArray With(CallContext context, BoundArguments arguments, BinaryUfunc ufunc)
    {
        var made = ufunc.Apply(context, arguments.Operand(context, "tensor1"), arguments.Operand(context, "tensor2"));
        return BinaryUfuncs.Add.Apply(context, arguments.Operand(context, "input"), BinaryUfuncs.Multiply.Apply(context, arguments.Operand(context, "value"), made));
    }

    private static double Bound(CallContext context, BoundArguments arguments, string name, double standard) => arguments.Has(name) ? arguments.Double(context, name) : standard;
}
