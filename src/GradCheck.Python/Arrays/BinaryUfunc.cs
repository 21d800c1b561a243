namespace GradCheck.Python.Arrays;

/// <summary>A function of two numbers, applied element by element with broadcasting.</summary>
/// <param name="Name">Its name, after NumPy's.</param>
internal sealed record BinaryUfunc(string Name)
{
    /// <summary>On floats; null where there is none.</summary>
    public Func<double, double, double>? Float { get; init; }

    /// <summary>The same as a loop of its own; null where the function is called for each pair.</summary>
    public Action<Floats, Floats, double[]>? Loop { get; init; }

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

    /// <summary>Whether an infinite result of two finite operands is a division by zero, and not an overflow; null for never.</summary>
    public Func<double, double, bool>? IsPole { get; init; }

    /// <summary>Whether a whole number cannot be divided by 0 here.</summary>
    public bool Divides { get; init; }

    /// <summary>Whether a whole number has no negative exponent here.</summary>
    public bool Powers { get; init; }

    /// <summary>On whole numbers without wrapping round, to tell an overflow by; null where nothing is told.</summary>
    public Func<Int128, Int128, Int128>? Exact { get; init; }

    /// <summary>One of all elements along some axes, kept with length 1 or not, recorded under a name; null where there is no such reduction.</summary>
    public Func<ArrayContext, NdArray, bool[], bool, string, NdArray>? Reduce { get; init; }

    /// <summary>Applies it to two arrays.</summary>
    /// <param name="context">The call.</param>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <param name="isOperator">Whether it was written as an operator, which tells of an overflow of two scalars.</param>
    public NdArray Apply(ArrayContext context, NdArray left, NdArray right, bool isOperator = false)
    {
        var shape = Shapes.Broadcast(left.Shape, right.Shape) ?? Shapes.Broadcast([left, right]);
        var count = Shapes.Charge(context, shape);
        var dtype = Casts.Promote(left.DType, right.DType);
        if (Test is not null)
        {
            return Tested(left, right, shape, count, dtype);
        }

        var areScalars = isOperator && left.IsScalar && right.IsScalar;
        if (dtype == DType.Bool && Boolean is not null)
        {
            return Whole(context, left, right, shape, count, DType.Bool, Boolean, areScalars);
        }

        if (dtype != DType.Float64 && Integer is not null)
        {
            return Whole(context, left, right, shape, count, DType.Int64, Integer, areScalars);
        }

        return Float is not null
            ? Real(context, Floats.Of(left, shape), Floats.Of(right, shape), shape, count, areScalars)
            : throw new ArrayFault(ArrayFaultKind.ElementType) { Name = Name };
    }

    /// <summary>Changes elements in place one after another: one that is named twice is changed twice.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the graph calls it.</param>
    /// <param name="array">The array to write to.</param>
    /// <param name="places">The places in its storage.</param>
    /// <param name="value">The right operands, as many as places, or one.</param>
    public void At(ArrayContext context, string name, NdArray array, int[] places, NdArray value)
    {
        var storage = array.Storage;
        context.Budget.Work(places.Length, context.Span);
        storage.Version++;
        if (storage.DType != DType.Float64)
        {
            var integers = Integers.Of(Casts.To(context, value, storage.DType));
            var apply = storage.DType == DType.Bool ? Boolean : Integer;
            for (var k = 0; k < places.Length; k++)
            {
                storage.Integers[places[k]] = apply!(storage.Integers[places[k]], integers[k]);
            }

            return;
        }

        var right = Floats.Of(value.Storage == storage ? Views.Copy(context, value) : value);
        var isTracked = right.IsTracked || array.IsTracked;
        var recording = Recording.Start(context, name, isTracked, array.Size, 2L * places.Length, array.Source, value.Source);
        var nodes = isTracked ? storage.Nodes ??= new int[storage.Count] : null;
        for (var k = 0; k < places.Length; k++)
        {
            double old = storage.Floats[places[k]], made = Float!(old, right[k]);
            if (nodes is not null)
            {
                nodes[places[k]] = NodeOf(recording.Tape, old, nodes[places[k]], right[k], right.Node(k), made);
            }

            storage.Floats[places[k]] = made;
        }

        if (recording.IsOn)
        {
            storage.Writer = recording.Operation;
            recording.Close(array);
        }
    }

    private NdArray Whole(ArrayContext context, NdArray left, NdArray right, int[] shape, int count, DType dtype, Func<long, long, long> apply, bool areScalars)
    {
        Integers a = Integers.Of(left, shape), b = Integers.Of(right, shape);
        var made = new long[count];
        for (var k = 0; k < count; k++)
        {
            if (Divides && b[k] == 0)
            {
                context.Warn(ArrayWarning.DivideByZero, Name, areScalars);
            }
            else if (Powers && b[k] < 0)
            {
                throw new ArrayFault(ArrayFaultKind.NegativePower);
            }

            made[k] = apply(a[k], b[k]);
        }

        if (areScalars && Exact is { } exact && exact(a[0], b[0]) != made[0])
        {
            context.Warn(ArrayWarning.Overflow, Name, areScalars);
        }

        return NdArray.Of(shape, dtype, made, isScalar: shape.Length == 0);
    }

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

    private NdArray Real(ArrayContext context, Floats a, Floats b, int[] shape, int count, bool areScalars)
    {
        var made = new double[count];
        if (Loop is null)
        {
            FloatLoops.Of(Float!, a, b, made);
        }
        else
        {
            Loop(a, b, made);
        }

        FloatChecks.Of(context, this, areScalars, made, a, b);
        var byLeft = a.IsTracked && (Left is not null || Selects);
        var byRight = b.IsTracked && (Right is not null || Selects);
        var recording = Recording.Start(context, Name, byLeft || byRight, count, (byLeft ? count : 0L) + (byRight ? count : 0L), a.Source, b.Source);
        return recording.Result(shape, made, recording.IsOn ? Nodes(recording, a, b, made, byLeft, byRight) : null);
    }

    private int[] Nodes(Recording recording, Floats a, Floats b, double[] made, bool byLeft, bool byRight)
    {
        var nodes = new int[made.Length];
        for (var k = 0; k < nodes.Length; k++)
        {
            nodes[k] = NodeOf(recording.Tape, a[k], byLeft ? a.Node(k) : 0, b[k], byRight ? b.Node(k) : 0, made[k]);
        }

        return nodes;
    }

    /// <summary>The node of a result; 0 where both operands are constants.</summary>
    public int NodeOf(GradientTape tape, double a, int left, double b, int right, double made)
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
