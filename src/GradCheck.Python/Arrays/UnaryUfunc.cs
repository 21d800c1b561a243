using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Arrays;

/// <summary>A function of one number, applied element by element.</summary>
/// <param name="Name">NumPy's name for it, without <c>numpy.</c>.</param>
internal sealed record UnaryUfunc(string Name)
{
    /// <summary>On floats; null where NumPy has none.</summary>
    public Func<double, double>? Float { get; init; }

    /// <summary>On whole numbers; null where they are converted to floats.</summary>
    public Func<long, long>? Integer { get; init; }

    /// <summary>On booleans; null where they are converted to whole numbers.</summary>
    public Func<long, long>? Boolean { get; init; }

    /// <summary>A result that is true or false.</summary>
    public Func<double, bool>? Test { get; init; }

    /// <summary>The derivative, of the operand and the result; null where it is 0 (almost) everywhere.</summary>
    public Func<double, double, double>? Partial { get; init; }

    /// <summary>Applies it to an array.</summary>
    public NdArray Apply(CallContext context, NdArray x)
    {
        var count = Shapes.Charge(context, x.Shape);
        var isScalar = x.Rank == 0;
        if (Test is not null)
        {
            var floats = Floats.Of(x);
            var made = new long[count];
            for (var k = 0; k < count; k++)
            {
                made[k] = Test(floats[k]) ? 1 : 0;
            }

            return NdArray.Of(x.Shape, DType.Bool, made, isScalar);
        }

        if ((x.DType == DType.Bool && Boolean is not null) || (x.DType != DType.Float64 && Integer is not null))
        {
            var isBool = x.DType == DType.Bool && Boolean is not null;
            var apply = isBool ? Boolean! : Integer!;
            var integers = Integers.Of(x);
            var made = new long[count];
            for (var k = 0; k < count; k++)
            {
                made[k] = apply(integers[k]);
            }

            return NdArray.Of(x.Shape, isBool ? DType.Bool : DType.Int64, made, isScalar);
        }

        return Float is not null
            ? Real(context, x, count)
            : throw Errors.Type($"ufunc '{Name}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''", context.Span);
    }

    private NdArray Real(CallContext context, NdArray x, int count)
    {
        var floats = Floats.Of(x);
        var made = new double[count];
        for (var k = 0; k < count; k++)
        {
            made[k] = Float!(floats[k]);
        }

        FloatWarnings.Check(context, Name, made, floats);
        var recording = Recording.Start(context, Name, floats.IsTracked && Partial is not null, count, count, floats.Source);
        if (!recording.IsOn)
        {
            return recording.Result(x.Shape, made, null);
        }

        var nodes = new int[count];
        for (var k = 0; k < count; k++)
        {
            nodes[k] = floats.Node(k) is var node and not 0 ? recording.Tape.Node(node, Partial!(floats[k], made[k])) : 0;
        }

        return recording.Result(x.Shape, made, nodes);
    }
}
