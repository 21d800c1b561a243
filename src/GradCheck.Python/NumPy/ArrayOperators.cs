using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>What the operators of the language do where an operand is an array.</summary>
internal static class ArrayOperators
{
    private static readonly Dictionary<BinaryOperator, (BinaryUfunc? Ufunc, string Text)> Binaries = new()
    {
        [BinaryOperator.Add] = (BinaryUfuncs.Add, "+"),
        [BinaryOperator.Subtract] = (BinaryUfuncs.Subtract, "-"),
        [BinaryOperator.Multiply] = (BinaryUfuncs.Multiply, "*"),
        [BinaryOperator.Divide] = (BinaryUfuncs.Divide, "/"),
        [BinaryOperator.FloorDivide] = (BinaryUfuncs.FloorDivide, "//"),
        [BinaryOperator.Modulo] = (BinaryUfuncs.Remainder, "%"),
        [BinaryOperator.Power] = (BinaryUfuncs.Power, "** or pow()"),
        [BinaryOperator.MatrixMultiply] = (null, "@"),
        [BinaryOperator.And] = (BinaryUfuncs.And, "&"),
        [BinaryOperator.Or] = (BinaryUfuncs.Or, "|"),
        [BinaryOperator.Xor] = (BinaryUfuncs.Xor, "^"),
        [BinaryOperator.LeftShift] = (BinaryUfuncs.LeftShift, "<<"),
        [BinaryOperator.RightShift] = (BinaryUfuncs.RightShift, ">>"),
    };

    private static readonly Dictionary<CompareOperator, (BinaryUfunc Ufunc, string Text)> Comparisons = new()
    {
        [CompareOperator.Equal] = (BinaryUfuncs.Equal, "=="),
        [CompareOperator.NotEqual] = (BinaryUfuncs.NotEqual, "!="),
        [CompareOperator.Less] = (BinaryUfuncs.Less, "<"),
        [CompareOperator.LessOrEqual] = (BinaryUfuncs.LessEqual, "<="),
        [CompareOperator.Greater] = (BinaryUfuncs.Greater, ">"),
        [CompareOperator.GreaterOrEqual] = (BinaryUfuncs.GreaterEqual, ">="),
    };

    /// <summary><c>a + b</c> and its like; at least one operand is an array.</summary>
    public static NdArray Binary(CallContext context, BinaryOperator op, Value left, Value right)
    {
        try
        {
            return Applied(context, op, left, right);
        }
        catch (ArrayFault fault)
        {
            throw NumPyWords.Error(fault, context.Span);
        }
    }

    private static NdArray Applied(CallContext context, BinaryOperator op, Value left, Value right)
    {
        var (ufunc, text) = Binaries[op];
        var (a, b) = Operands(context, ufunc?.Name ?? "matmul", text, left, right);
        if (ufunc is null)
        {
            return Products.MatMul(context, a, b, "matmul");
        }

        if (op == BinaryOperator.Subtract && a.DType == DType.Bool && b.DType == DType.Bool)
        {
            throw Errors.Type("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.", context.Span);
        }

        return op == BinaryOperator.Power && !a.IsScalar && a.DType == DType.Float64 && right is IntegerValue or FloatValue or NdArray { Rank: 0 }
            ? Power(context, a, b)
            : ufunc.Apply(context, a, b, isOperator: true);
    }

    /// <summary><c>a += b</c> and its like, which write into the array; a scalar of NumPy cannot be written, and a new one is the result.</summary>
    /// <returns>What the name has afterwards.</returns>
    public static Value InPlace(CallContext context, BinaryOperator op, NdArray target, Value right)
    {
        if (target.IsScalar)
        {
            return Binary(context, op, target, right);
        }

        if (op == BinaryOperator.MatrixMultiply)
        {
            throw Errors.Type("In-place matrix multiplication is not (yet) supported. Use 'a = a @ b' instead of 'a @= b'.", context.Span);
        }

        try
        {
            var name = Binaries[op].Ufunc!.Name;
            CheckOutput(context, target);
            if (ArrayConversionOf(context, right) is { } other)
            {
                CheckCast(context, name, op == BinaryOperator.Divide ? DType.Float64 : Casts.Promote(target.DType, other.DType), target.DType);
                CheckOutput(context, target, target, other);
            }

            var result = Applied(context, op, target, right);
            CheckCast(context, name, result.DType, target.DType);
            Writes.Into(context, null, target, result);
            return target;
        }
        catch (ArrayFault fault)
        {
            throw NumPyWords.Error(fault, context.Span);
        }
    }

    /// <summary><c>-a</c>, <c>+a</c>, <c>~a</c>, <c>not a</c>.</summary>
    public static Value Unary(CallContext context, UnaryOperator op, NdArray operand)
    {
        try
        {
            return op switch
            {
                UnaryOperator.Negative when operand.DType == DType.Bool => throw Errors.Type("The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.", context.Span),
                UnaryOperator.Negative => UnaryUfuncs.Negative.Apply(context, operand),
                UnaryOperator.Positive => UnaryUfuncs.Positive.Apply(context, operand),
                UnaryOperator.Invert => UnaryUfuncs.Invert.Apply(context, operand),
                _ => BooleanValue.Of(!ArrayTruth.Of(context, operand)),
            };
        }
        catch (ArrayFault fault)
        {
            throw NumPyWords.Error(fault, context.Span);
        }
    }

    /// <summary><c>a == b</c>, <c>a &lt; b</c> and the like, element by element; at least one operand is an array.</summary>
    public static Value Compare(CallContext context, CompareOperator op, Value left, Value right)
    {
        try
        {
            return Compared(context, op, left, right);
        }
        catch (ArrayFault fault)
        {
            throw NumPyWords.Error(fault, context.Span);
        }
    }

    private static Value Compared(CallContext context, CompareOperator op, Value left, Value right)
    {
        var (ufunc, text) = Comparisons[op];
        var isEquality = op is CompareOperator.Equal or CompareOperator.NotEqual;
        var other = left is NdArray ? right : left;
        if (other is not (NdArray or FloatValue or IntegerValue or BooleanValue or ListValue or TupleValue or RangeValue))
        {
            if (isEquality && other is NoneValue && (left is NdArray ? left : right) is NdArray { IsScalar: false } array)
            {
                var count = Shapes.Charge(context, array.Shape);
                var made = new long[count];
                Array.Fill(made, op == CompareOperator.NotEqual ? 1 : 0);
                return NdArray.Of(array.Shape, DType.Bool, made);
            }

            return isEquality
                ? BooleanValue.Of(op == CompareOperator.NotEqual)
                : throw Errors.Type($"'{text}' not supported between instances of '{TypeOf(left)}' and '{TypeOf(right)}'", context.Span);
        }

        NdArray a = ArrayConversion.ToArray(context, left), b = ArrayConversion.ToArray(context, right);
        if (isEquality && Shapes.Broadcast(a.Shape, b.Shape) is null)
        {
            context.Session.Warn("DeprecationWarning: elementwise comparison failed; this will raise an error in the future.", context.Span);
            return BooleanValue.Of(op == CompareOperator.NotEqual);
        }

        return ufunc.Apply(context, a, b);

        // An order with a text is refused as a whole, one with another value for each element.
        string TypeOf(Value value) => other is StringValue ? value.TypeName : ElementOf(value);
    }

    /// <summary>Whether a result may be written into an array in place.</summary>
    public static void CheckCast(CallContext context, string name, DType from, DType to)
    {
        if (from > to)
        {
            throw Errors.Python("UFuncTypeError", ErrorCodes.WrongType, $"Cannot cast ufunc '{name}' output from dtype('{ArrayTypes.NameOf(from)}') to dtype('{ArrayTypes.NameOf(to)}') with casting rule 'same_kind'", context.Span);
        }
    }

    /// <summary>Whether an array may be the output of a function.</summary>
    public static void CheckOutput(CallContext context, NdArray target)
    {
        if (target.IsReadOnly)
        {
            throw Errors.Value("output array is read-only", context.Span);
        }
    }

    /// <summary>Whether an array has the shape for the result of some operands.</summary>
    public static void CheckOutput(CallContext context, NdArray target, params ReadOnlySpan<NdArray> inputs)
    {
        CheckOutput(context, target);
        var shape = Shapes.Broadcast([.. inputs, target]);
        if (!Shapes.Same(shape, target.Shape))
        {
            throw Errors.Shape($"non-broadcastable output operand with shape {ShapeWords.Tight(target.Shape)} doesn't match the broadcast shape {ShapeWords.Tight(shape)}", context.Span);
        }
    }

    /// <summary><c>x ** 2</c> and the other exponents that NumPy's operator computes in another way than <c>np.power</c>.</summary>
    private static NdArray Power(CallContext context, NdArray x, NdArray exponent)
    {
        var floats = Floats.Of(exponent);
        return floats.IsTracked ? BinaryUfuncs.Power.Apply(context, x, exponent, isOperator: true) : floats[0] switch
        {
            2 => UnaryUfuncs.Square.Apply(context, x),
            0.5 => UnaryUfuncs.Sqrt.Apply(context, x),
            -1 => UnaryUfuncs.Reciprocal.Apply(context, x),
            1 => UnaryUfuncs.Positive.Apply(context, x),
            _ => BinaryUfuncs.Power.Apply(context, x, exponent, isOperator: true),
        };
    }

    private static NdArray? ArrayConversionOf(CallContext context, Value value) =>
        value is NdArray or FloatValue or IntegerValue or BooleanValue or ListValue or TupleValue ? ArrayConversion.ToArray(context, value) : null;

    private static (NdArray Left, NdArray Right) Operands(CallContext context, string name, string text, Value left, Value right)
    {
        if (left is StringValue || right is StringValue)
        {
            throw Errors.Python("UFuncTypeError", ErrorCodes.WrongType, $"ufunc '{name}' did not contain a loop with signature matching types ({TypeOf(left)}, {TypeOf(right)}) -> None", context.Span);
        }

        return IsNumeric(left) && IsNumeric(right)
            ? (ArrayConversion.ToArray(context, left), ArrayConversion.ToArray(context, right))
            : throw Errors.Type($"unsupported operand type(s) for {text}: '{ElementOf(left)}' and '{ElementOf(right)}'", context.Span);

        static bool IsNumeric(Value value) => value is NdArray or FloatValue or IntegerValue or BooleanValue or ListValue or TupleValue or RangeValue;

        string TypeOf(Value value) => value is StringValue word
            ? $"dtype('<U{Math.Max(1, word.Value.Length)}')"
            : IsNumeric(value) ? $"dtype('{ArrayTypes.NameOf(ArrayConversion.ToArray(context, value).DType)}')" : "dtype('O')";
    }

    /// <summary>The type of Python that an element has.</summary>
    private static string ElementOf(Value value) => value is NdArray array
        ? array.DType switch { DType.Bool => "bool", DType.Int64 => "int", _ => "float" }
        : value.TypeName;
}
