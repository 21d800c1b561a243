using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>What the operators of the language do where an operand is a tensor.</summary>
internal static class TensorOperators
{
    private static readonly Dictionary<BinaryOperator, (BinaryUfunc? Ufunc, string Name)> Binaries = new()
    {
        [BinaryOperator.Add] = (BinaryUfuncs.Add, "add"),
        [BinaryOperator.Subtract] = (BinaryUfuncs.Subtract, "sub"),
        [BinaryOperator.Multiply] = (BinaryUfuncs.Multiply, "mul"),
        [BinaryOperator.Divide] = (BinaryUfuncs.Divide, "div"),
        [BinaryOperator.FloorDivide] = (BinaryUfuncs.FloorDivide, "floor_divide"),
        [BinaryOperator.Modulo] = (BinaryUfuncs.Remainder, "remainder"),
        [BinaryOperator.Power] = (BinaryUfuncs.Power, "pow"),
        [BinaryOperator.MatrixMultiply] = (null, "matmul"),
        [BinaryOperator.And] = (BinaryUfuncs.And, "bitwise_and"),
        [BinaryOperator.Or] = (BinaryUfuncs.Or, "bitwise_or"),
        [BinaryOperator.Xor] = (BinaryUfuncs.Xor, "bitwise_xor"),
        [BinaryOperator.LeftShift] = (BinaryUfuncs.LeftShift, "bitwise_left_shift"),
        [BinaryOperator.RightShift] = (BinaryUfuncs.RightShift, "bitwise_right_shift"),
    };

    private static readonly Dictionary<CompareOperator, BinaryUfunc> Comparisons = new()
    {
        [CompareOperator.Equal] = BinaryUfuncs.Equal,
        [CompareOperator.NotEqual] = BinaryUfuncs.NotEqual,
        [CompareOperator.Less] = BinaryUfuncs.Less,
        [CompareOperator.LessOrEqual] = BinaryUfuncs.LessEqual,
        [CompareOperator.Greater] = BinaryUfuncs.Greater,
        [CompareOperator.GreaterOrEqual] = BinaryUfuncs.GreaterEqual,
    };

    /// <summary><c>a + b</c> and its like; at least one operand is a tensor. Null where torch has no such operation.</summary>
    public static Value? Binary(CallContext context, BinaryOperator op, Value left, Value right)
    {
        var (ufunc, name) = Binaries[op];
        return left is NdArray { IsForeign: false, IsScalar: false } ? null // An array of NumPy on the left refuses a tensor.
            : ufunc is null ? left is NdArray && right is NdArray ? TorchFunction.Run(context, name, [left, right], seen => MatrixProducts.MatMul(context, (NdArray)seen[0], (NdArray)seen[1])) : null
            : IsOperand(left) && IsOperand(right) ? Apply(context, ufunc, name, left, right)
            : null;
    }

    /// <summary>A function of two operands, with torch's rules for their types.</summary>
    public static Value Apply(CallContext context, BinaryUfunc ufunc, string name, Value left, Value right) =>
        TorchFunction.Run(context, name, [left, right], seen => Applied(context, ufunc, TensorValues.Operand(context, seen[0]), TensorValues.Operand(context, seen[1])));

    /// <summary><c>a += b</c> and its like, which write into the tensor.</summary>
    public static Value? InPlace(CallContext context, BinaryOperator op, TorchTensor target, Value right)
    {
        var (ufunc, name) = Binaries[op];
        return ufunc is null || !IsOperand(right) ? null : InPlace(context, name, target, right, operand => Applied(context, ufunc, target, operand));
    }

    /// <summary>Writes what an operation makes into the tensor that it was made of.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">The operation.</param>
    /// <param name="target">The tensor.</param>
    /// <param name="right">The other operand.</param>
    /// <param name="apply">The operation, of the other operand.</param>
    public static TorchTensor InPlace(CallContext context, string name, TorchTensor target, Value right, Func<NdArray, NdArray> apply)
    {
        Writing.Check(context, target);
        try
        {
            var operand = TensorValues.Operand(context, right);
            if (Shapes.Broadcast(target.Shape, operand.Shape) is { } shape && !Shapes.Same(shape, target.Shape))
            {
                throw TensorValues.Error($"output with shape {TorchWords.Of(target.Shape)} doesn't match the broadcast shape {TorchWords.Of(shape)}", context.Span, ErrorCodes.ShapeMismatch);
            }

            var seen = TensorValues.Seen(context, operand, TensorValues.Among([target, right]));
            var made = apply(seen);
            if (made.DType > target.DType)
            {
                var word = made.DType == DType.Float64 ? context.Session.State<TorchState>().Default.Word : "Long";
                throw TensorValues.Error($"result type {word} can't be cast to the desired output type {TensorTypes.Of(context, target).Word}", context.Span, ErrorCodes.WrongType);
            }

            return Writing.Into(context, null, target, made, right, name);
        }
        catch (ArrayFault fault)
        {
            throw TorchWords.Error(fault, context.Span);
        }
    }

    /// <summary><c>-a</c>, <c>+a</c>, <c>~a</c>.</summary>
    public static Value Unary(CallContext context, UnaryOperator op, TorchTensor operand) => op switch
    {
        UnaryOperator.Negative when operand.DType == DType.Bool => throw TensorValues.Error("Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.", context.Span, ErrorCodes.WrongType),
        UnaryOperator.Negative => TorchFunction.Run(context, "neg", [operand], seen => UnaryUfuncs.Negative.Apply(context, (NdArray)seen[0])),
        UnaryOperator.Positive => operand,
        _ when operand.DType == DType.Float64 => throw Errors.Type("~ (operator.invert) is only implemented on integer and Boolean-type tensors", context.Span),
        _ => TorchFunction.Run(context, "bitwise_not", [operand], seen => UnaryUfuncs.Invert.Apply(context, (NdArray)seen[0])),
    };

    /// <summary><c>a == b</c>, <c>a &lt; b</c> and the like, element by element; null where the other is nothing to compare with.</summary>
    public static Value? Compare(CallContext context, CompareOperator op, Value left, Value right) =>
        IsOperand(left) && IsOperand(right) ? Apply(context, Comparisons[op], op.ToString(), left, right) : null;

    private static NdArray Applied(CallContext context, BinaryUfunc ufunc, NdArray a, NdArray b)
    {
        if (ufunc == BinaryUfuncs.Subtract && a.DType == DType.Bool && b.DType == DType.Bool)
        {
            throw TensorValues.Error("Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.", context.Span, ErrorCodes.WrongType);
        }

        if (ufunc == BinaryUfuncs.Subtract && (a.DType == DType.Bool || b.DType == DType.Bool))
        {
            throw TensorValues.Error("Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.", context.Span, ErrorCodes.WrongType);
        }

        if (ufunc == BinaryUfuncs.FloorDivide && b.DType != DType.Float64 && a.DType != DType.Float64 && b.ToDoubles().Contains(0))
        {
            throw TensorValues.Error("ZeroDivisionError", context.Span, ErrorCodes.DivisionByZero);
        }

        return ufunc.Apply(context, a, b);
    }

    private static bool IsOperand(Value value) => value is NdArray or FloatValue or IntegerValue or BooleanValue;
}
