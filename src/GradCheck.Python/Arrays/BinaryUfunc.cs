using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Arrays;

/// <summary>A function of two numbers, applied element by element with broadcasting.</summary>
/// <param name="Name">NumPy's name for it, without <c>numpy.</c>.</param>
internal sealed record BinaryUfunc(string Name)
{
    /// <summary>On floats; null where NumPy has none.</summary>
    public Func<double, double, double>? Float { get; init; }

    /// <summary>On whole numbers; null where they are converted to floats.</summary>
    public Func<long, long, long>? Integer { get; init; }

    /// <summary>On booleans; null where they are converted to whole numbers.</summary>
    public Func<long, long, long>? Boolean { get; init; }

    /// <summary>A result that is true or false, of floats.</summary>
    public Func<double, double, bool>? Test { get; init; }

    /// <summary>A result that is true or false, of whole numbers.</summary>
    public Func<long, long, bool>? IntegerTest { get; init; }

    /// <summary>The partial derivatives, of the operands and the result; null where they are 0 (almost) everywhere.</summary>
    public Func<double, double, double, double>? Left { get; init; }

    /// <inheritdoc cref="Left"/>
    public Func<double, double, double, double>? Right { get; init; }

    /// <summary>Whether the result is one of the operands, so that the first of two equal operands has the gradient.</summary>
    public bool Selects { get; init; }

    /// <summary>Applies it to two arrays.</summary>
    /// <param name="context">The call.</param>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <param name="isOperator">Whether it was written as an operator, which words a warning about two scalars in another way.</param>
    public NdArray Apply(CallContext context, NdArray left, NdArray right, bool isOperator = false)
    {
        var shape = Shapes.Broadcast(left.Shape, right.Shape) ?? Shapes.Broadcast(context, left, right);
        var count = Shapes.Charge(context, shape);
        var dtype = ArrayTypes.Promote(left.DType, right.DType);
        if (Test is not null)
        {
            return Tested(left, right, shape, count, dtype);
        }

        var words = isOperator && left.IsScalar && right.IsScalar ? "scalar " + Name : Name;
        if (dtype == DType.Bool && Boolean is not null)
        {
            return Whole(context, left, right, shape, count, DType.Bool, Boolean, words);
        }

        if (dtype != DType.Float64 && Integer is not null)
        {
            return Whole(context, left, right, shape, count, DType.Int64, Integer, words);
        }

        return Float is not null
            ? Real(context, Floats.Of(left, shape), Floats.Of(right, shape), shape, count, words)
            : throw Errors.Type($"ufunc '{Name}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''", context.Span);
    }

    /// <summary>Changes elements in place one after another, as <c>np.add.at</c> does: one that is named twice is changed twice.</summary>
    /// <param name="context">The call.</param>
    /// <param name="array">The array to write to.</param>
    /// <param name="places">The places in its storage.</param>
    /// <param name="value">The right operands, as many as places, or one.</param>
    public void Accumulate(CallContext context, NdArray array, int[] places, NdArray value)
    {
        var storage = array.Storage;
        context.Budget.Work(places.Length, context.Span);
        storage.Version++;
        if (storage.DType != DType.Float64)
        {
            var integers = Integers.Of(ArrayTypes.Convert(context, value, storage.DType));
            var apply = storage.DType == DType.Bool ? Boolean : Integer;
            for (var k = 0; k < places.Length; k++)
            {
                storage.Integers[places[k]] = apply!(storage.Integers[places[k]], integers[k]);
            }

            return;
        }

        var right = Floats.Of(value.Storage == storage ? Views.Copy(context, value) : value);
        var isTracked = right.IsTracked || array.IsTracked;
        var recording = Recording.Start(context, $"numpy.{Name}.at", isTracked, array.Size, 2L * places.Length, array.Source, value.Source);
        var nodes = isTracked ? storage.Nodes ??= new int[storage.Count] : null;
        for (var k = 0; k < places.Length; k++)
        {
            double old = storage.Floats[places[k]], made = Float!(old, right[k]);
            if (nodes is not null)
            {
                nodes[places[k]] = NodeOf(context, recording.Tape, old, nodes[places[k]], right[k], right.Node(k), made);
            }

            storage.Floats[places[k]] = made;
        }

        if (recording.IsOn)
        {
            storage.Writer = recording.Operation;
            recording.Close(array);
        }
    }

    private static NdArray Whole(CallContext context, NdArray left, NdArray right, int[] shape, int count, DType dtype, Func<long, long, long> apply, string words)
    {
        Integers a = Integers.Of(left, shape), b = Integers.Of(right, shape);
        var divides = words.EndsWith("floor_divide", StringComparison.Ordinal) || words.EndsWith("remainder", StringComparison.Ordinal);
        var powers = words.EndsWith("power", StringComparison.Ordinal);
        var made = new long[count];
        for (var k = 0; k < count; k++)
        {
            if (divides && b[k] == 0)
            {
                FloatWarnings.DivideByZero(context, words);
            }
            else if (powers && b[k] < 0)
            {
                throw Errors.Value("Integers to negative integer powers are not allowed.", context.Span);
            }

            made[k] = apply(a[k], b[k]);
        }

        if (words.StartsWith("scalar ", StringComparison.Ordinal) && Overflows(words, a[0], b[0], made[0]))
        {
            FloatWarnings.Overflow(context, words);
        }

        return NdArray.Of(shape, dtype, made, isScalar: shape.Length == 0);
    }

    /// <summary>Whether the sum, difference or product of two scalars is another number than the wrapped one.</summary>
    private static bool Overflows(string words, Int128 a, Int128 b, long made) => words switch
    {
        "scalar add" => a + b != made,
        "scalar subtract" => a - b != made,
        "scalar multiply" => a * b != made,
        _ => false,
    };

    private NdArray Tested(NdArray left, NdArray right, int[] shape, int count, DType dtype)
    {
        var made = new long[count];
        if (dtype == DType.Float64)
        {
            Floats a = Floats.Of(left, shape), b = Floats.Of(right, shape);
            for (var k = 0; k < count; k++)
            {
                made[k] = Test!(a[k], b[k]) ? 1 : 0;
            }
        }
        else
        {
            Integers a = Integers.Of(left, shape), b = Integers.Of(right, shape);
            for (var k = 0; k < count; k++)
            {
                made[k] = IntegerTest!(a[k], b[k]) ? 1 : 0;
            }
        }

        return NdArray.Of(shape, DType.Bool, made, isScalar: shape.Length == 0);
    }

    private NdArray Real(CallContext context, Floats a, Floats b, int[] shape, int count, string words)
    {
        var made = new double[count];
        var apply = Float!;
        switch (Name)
        {
            // The four that nearly all code is made of are spared the call.
            case "add":
                for (var k = 0; k < made.Length; k++)
                {
                    made[k] = a[k] + b[k];
                }

                break;
            case "subtract":
                for (var k = 0; k < made.Length; k++)
                {
                    made[k] = a[k] - b[k];
                }

                break;
            case "multiply":
                for (var k = 0; k < made.Length; k++)
                {
                    made[k] = a[k] * b[k];
                }

                break;
            case "divide":
                for (var k = 0; k < made.Length; k++)
                {
                    made[k] = a[k] / b[k];
                }

                break;
            default:
                for (var k = 0; k < made.Length; k++)
                {
                    made[k] = apply(a[k], b[k]);
                }

                break;
        }

        FloatWarnings.Check(context, words, made, a, b);
        var byLeft = a.IsTracked && (Left is not null || Selects);
        var byRight = b.IsTracked && (Right is not null || Selects);
        var recording = Recording.Start(context, Name, byLeft || byRight, count, (byLeft ? count : 0L) + (byRight ? count : 0L), a.Source, b.Source);
        return recording.Result(shape, made, recording.IsOn ? Nodes(context, recording, a, b, made, byLeft, byRight) : null);
    }

    private int[] Nodes(CallContext context, Recording recording, Floats a, Floats b, double[] made, bool byLeft, bool byRight)
    {
        var nodes = new int[made.Length];
        for (var k = 0; k < nodes.Length; k++)
        {
            nodes[k] = NodeOf(context, recording.Tape, a[k], byLeft ? a.Node(k) : 0, b[k], byRight ? b.Node(k) : 0, made[k]);
        }

        return nodes;
    }

    private int NodeOf(CallContext context, GradientTape tape, double a, int left, double b, int right, double made)
    {
        if ((left | right) == 0)
        {
            return 0;
        }

        if (Selects)
        {
            return tape.Node(made.Equals(a) ? left : right, 1);
        }

        return tape.Node(left, left == 0 ? 0 : Left!(a, b, made), right, right == 0 ? 0 : Right!(a, b, made));
    }
}
