namespace GradCheck.Python.Arrays;

/// <summary>A function of one number, applied element by element.</summary>
/// <param name="Name">Its name, after NumPy's.</param>
internal sealed record UnaryUfunc(string Name)
{
    /// <summary>On floats; null where there is none.</summary>
    public Func<double, double>? Float { get; init; }

    /// <summary>On whole numbers; null where they are converted to floats.</summary>
    public Func<long, long>? Integer { get; init; }

    /// <summary>On booleans; null where they are converted to whole numbers.</summary>
    public Func<long, long>? Boolean { get; init; }

    /// <summary>A result that is true or false.</summary>
    public Func<double, bool>? Test { get; init; }

    /// <summary>The derivative, of the operand and the result; null where it is 0 (almost) everywhere.</summary>
    public Func<double, double, double>? Partial { get; init; }

    /// <summary>Whether an infinite result of a finite operand is a division by zero, and not an overflow.</summary>
    public bool HasPole { get; init; }

    /// <summary>Applies it to an array.</summary>
    public NdArray Apply(ArrayContext context, NdArray x)
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
            : throw new ArrayFault(ArrayFaultKind.ElementType) { Name = Name };
    }

    private NdArray Real(ArrayContext context, NdArray x, int count)
    {
        var floats = Floats.Of(x);
        var made = new double[count];
        for (var k = 0; k < count; k++)
        {
            made[k] = Float!(floats[k]);
        }

        FloatChecks.Of(context, this, made, floats);
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
