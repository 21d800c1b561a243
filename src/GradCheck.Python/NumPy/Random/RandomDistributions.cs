using GradCheck.Python.Arrays;
using GradCheck.Python.Builtins;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy.Random;

/// <summary>The distributions, drawn as NumPy's legacy generator draws them.</summary>
internal static class RandomDistributions
{
    public static readonly IReadOnlyList<Distribution> All =
    [
        new("rand", "*dims", "Uniform on [0, 1).", (context, generator, arguments) => Drawn(context, Dimensions(arguments), generator.NextDouble)),
        new("randn", "*dims", "Standard normal.", (context, generator, arguments) => Drawn(context, Dimensions(arguments), generator.NextGauss)),
        Uniform("random"),
        Uniform("random_sample"),
        Uniform("ranf"),
        Uniform("sample"),
        new("standard_normal", "size=None", "Standard normal.", (context, generator, arguments) => Drawn(context, arguments["size"], generator.NextGauss)),
        new("standard_exponential", "size=None", "Standard exponential.", (context, generator, arguments) => Drawn(context, arguments["size"], () => -Math.Log(1.0 - generator.NextDouble()))),
        new("uniform", "low=0.0, high=1.0, size=None", "Uniform on [low, high).", (context, generator, arguments) =>
            Spread(context, arguments, "low", "high", (low, high) => low + ((high - low) * generator.NextDouble()))),
        new("normal", "loc=0.0, scale=1.0, size=None", "Normal with a mean and a standard deviation.", (context, generator, arguments) =>
            Spread(context, arguments, "loc", "scale", (loc, scale) => scale >= 0 ? loc + (scale * generator.NextGauss()) : throw Errors.Value("scale < 0", context.Span))),
        new("randint", "low, high=None, size=None, dtype=None", "Whole numbers from low on, high left out.", RandInt),
        new("binomial", "n, p, size=None", "How many of n tries succeed.", Binomial),
        new("permutation", "x", "A shuffled copy, or the shuffled numbers below x.", (context, generator, arguments) => Permutation(context with { TakesObjects = true }, generator, arguments)),
        new("shuffle", "x", "Shuffles in place along the first axis.", Shuffle),
        new("choice", "a, size=None, replace=True, p=None", "Elements at random.", (context, generator, arguments) => RandomChoice.Draw(context with { TakesObjects = true }, generator, arguments)),
    ];

    /// <summary>The numbers from 0 on in a random order.</summary>
    public static long[] Permuted(CallContext context, MersenneTwister generator, long count)
    {
        context.Budget.Array(count, context.Span);
        var numbers = new long[count];
        for (var k = 0; k < numbers.Length; k++)
        {
            numbers[k] = k;
        }

        for (var k = numbers.Length - 1; k > 0; k--)
        {
            var other = (int)generator.NextBounded((ulong)k);
            (numbers[k], numbers[other]) = (numbers[other], numbers[k]);
        }

        return numbers;
    }

    /// <summary>The shape that <c>size=</c> means; null for none.</summary>
    public static int[]? SizeOf(CallContext context, Value size) => size is NoneValue ? null : Arguments.Shape(context, size);

    private static Distribution Uniform(string name) => new(name, "size=None", "Uniform on [0, 1).", (context, generator, arguments) => Drawn(context, arguments["size"], generator.NextDouble));

    private static Value Dimensions(BoundArguments arguments) => arguments.Rest.Count == 0 ? NoneValue.Instance : new TupleValue([.. arguments.Rest]);

    private static Value Drawn(CallContext context, Value size, Func<double> draw)
    {
        if (SizeOf(context, size) is not { } shape)
        {
            return new FloatValue(draw());
        }

        var made = new double[Shapes.Charge(context, shape)];
        for (var k = 0; k < made.Length; k++)
        {
            made[k] = draw();
        }

        return NdArray.Of(shape, made);
    }

    private static Value Spread(CallContext context, BoundArguments arguments, string first, string second, Func<double, double, double> draw)
    {
        NdArray a = arguments.Array(context, first), b = arguments.Array(context, second);
        var both = Shapes.Broadcast(a, b);
        if (both.Length == 0)
        {
            double x = Floats.Of(a)[0], y = Floats.Of(b)[0];
            return Drawn(context, arguments["size"], () => draw(x, y));
        }

        var shape = SizeOf(context, arguments["size"]) ?? both;
        if (Shapes.Broadcast(both, shape) is not { } fitted || !Shapes.Same(fitted, shape))
        {
            throw Errors.Shape($"Output size {ShapeWords.Of(shape)} is not compatible with broadcast dimensions of inputs {ShapeWords.Of(both)}.", context.Span);
        }

        var made = new double[Shapes.Charge(context, shape)];
        Floats left = Floats.Of(a, shape), right = Floats.Of(b, shape);
        for (var k = 0; k < made.Length; k++)
        {
            made[k] = draw(left[k], right[k]);
        }

        return NdArray.Of(shape, made);
    }

    private static Value RandInt(CallContext context, MersenneTwister generator, BoundArguments arguments)
    {
        var low = arguments.Has("high") ? arguments.Long(context, "low") : 0;
        return Integers(context, generator, arguments, low, arguments.Long(context, arguments.Has("high") ? "high" : "low"));
    }

    /// <summary>Whole numbers from low on, high left out.</summary>
    public static Value Integers(CallContext context, MersenneTwister generator, BoundArguments arguments, long low, long high)
    {
        if (low >= high)
        {
            throw Errors.Value(arguments.Has("high") ? "low >= high" : "high <= 0", context.Span);
        }

        var range = (ulong)(high - 1) - (ulong)low;
        if (SizeOf(context, arguments["size"]) is not { } shape)
        {
            return new IntegerValue(low + (long)generator.NextBounded(range));
        }

        var made = new long[Shapes.Charge(context, shape)];
        for (var k = 0; k < made.Length; k++)
        {
            made[k] = low + (long)generator.NextBounded(range);
        }

        var array = NdArray.Of(shape, DType.Int64, made);
        return arguments.DTypeOf(context) is { } dtype ? Casts.To(context, array, dtype) : array;
    }

    private static Value Binomial(CallContext context, MersenneTwister generator, BoundArguments arguments)
    {
        var tries = arguments.Long(context, "n");
        var p = arguments.Double(context, "p");
        if (tries < 0)
        {
            throw Errors.Value("n < 0", context.Span);
        }

        if (!(p >= 0 && p <= 1))
        {
            throw Errors.Value(double.IsNaN(p) ? "p < 0, p > 1 or p is NaN" : p < 0 ? "p < 0, p > 1 or p is NaN" : "p < 0, p > 1 or p is NaN", context.Span);
        }

        if (tries * Math.Min(p, 1 - p) > 30)
        {
            throw Errors.Unsupported("np.random.binomial is supported for n * p up to 30, such as the masks of dropout (n = 1)", context.Span);
        }

        if (SizeOf(context, arguments["size"]) is not { } shape)
        {
            return new IntegerValue(Successes(context, generator, tries, p));
        }

        var made = new long[Shapes.Charge(context, shape)];
        for (var k = 0; k < made.Length; k++)
        {
            made[k] = Successes(context, generator, tries, p);
        }

        return NdArray.Of(shape, DType.Int64, made);
    }

    private static long Successes(CallContext context, MersenneTwister generator, long tries, double p)
    {
        if (tries == 0 || p == 0)
        {
            return 0;
        }

        return p <= 0.5 ? Inverted(context, generator, tries, p) : tries - Inverted(context, generator, tries, 1.0 - p);
    }

    private static long Inverted(CallContext context, MersenneTwister generator, long tries, double p)
    {
        var q = 1.0 - p;
        var none = Math.Exp(tries * Math.Log(q));
        var mean = tries * p;
        var bound = (long)Math.Min(tries, mean + (10.0 * Math.Sqrt((mean * q) + 1)));
        long successes = 0;
        var chance = none;
        var drawn = generator.NextDouble();
        while (drawn > chance)
        {
            context.Budget.Work(1, context.Span);
            successes++;
            if (successes > bound)
            {
                successes = 0;
                chance = none;
                drawn = generator.NextDouble();
            }
            else
            {
                drawn -= chance;
                chance = (tries - successes + 1) * p * chance / (successes * q);
            }
        }

        return successes;
    }

    private static NdArray Permutation(CallContext context, MersenneTwister generator, BoundArguments arguments)
    {
        if (arguments["x"] is IntegerValue or NdArray { IsScalar: true, DType: DType.Int64 })
        {
            var numbers = Permuted(context, generator, Math.Max(0, Arguments.Int(context, arguments["x"])));
            return NdArray.Of([numbers.Length], DType.Int64, numbers);
        }

        var array = arguments.Array(context, "x");
        if (array.Rank == 0)
        {
            throw Errors.Index("x must be an integer or at least 1-dimensional", context.Span);
        }

        var order = Permuted(context, generator, array.Shape[0]);
        return Indexing.Get(context, array, NdArray.Of([order.Length], DType.Int64, order));
    }

    private static NoneValue Shuffle(CallContext context, MersenneTwister generator, BoundArguments arguments)
    {
        switch (arguments["x"])
        {
            case ListValue list:
                var items = list.Items.ToArray();
                var places = Permuted(context, generator, items.Length);
                for (var k = 0; k < items.Length; k++)
                {
                    list.Items[k] = items[places[k]];
                }

                break;
            case NdArray { Rank: > 0 } array:
                Writes.CheckWritable(array);
                var order = Permuted(context, generator, array.Shape[0]);
                Writes.Into(context, "numpy.random.shuffle", array, Indexing.Get(context, array, NdArray.Of([order.Length], DType.Int64, order)));
                break;
            default:
                throw Errors.Type($"'{arguments["x"].TypeName}' object does not support item assignment", context.Span);
        }

        return NoneValue.Instance;
    }
}
