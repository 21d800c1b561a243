using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>Python's module <c>random</c>; its numbers are those of CPython 3.11.</summary>
internal static class RandomModule
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("random.seed", "a=None, version=2", "Starts the numbers anew from a whole number.", Seed),
        new("random.random", "", "Uniform on [0, 1).", (context, _) => new FloatValue(Current(context).Next())),
        new("random.uniform", "a, b", "Uniform between a and b.", (context, a) => new FloatValue(Real(context, a["a"]) + ((Real(context, a["b"]) - Real(context, a["a"])) * Current(context).Next()))),
        new("random.gauss", "mu=0.0, sigma=1.0", "Normal with a mean and a standard deviation.", (context, a) => new FloatValue(Real(context, a["mu"]) + (Current(context).Gauss() * Real(context, a["sigma"])))),
        new("random.normalvariate", "mu=0.0, sigma=1.0", "As gauss, drawn in another way.", (context, a) => new FloatValue(Real(context, a["mu"]) + (Current(context).Normal() * Real(context, a["sigma"])))),
        new("random.expovariate", "lambd", "Exponential.", (context, a) => new FloatValue(-Math.Log(1.0 - Current(context).Next()) / Real(context, a["lambd"]))),
        new("random.getrandbits", "k, /", "A whole number of k bits.", (context, a) => Whole(context, a["k"]) switch
        {
            < 0 => throw Errors.Value("number of bits must be non-negative", context.Span),
            > 64 => throw Errors.Unsupported("random.getrandbits is supported for up to 64 bits", context.Span),
            var bits => new IntegerValue(Current(context).Bits((int)bits)),
        }),
        new("random.randint", "a, b", "A whole number from a to b, b included.", (context, a) => Between(context, Whole(context, a["a"]), Whole(context, a["b"]) + 1)),
        new("random.randrange", "start, stop=None, step=1", "An item of a range.", RandRange),
        new("random.choice", "seq", "An item of a sequence.", (context, a) => Length(context, a["seq"]) is var count and > 0
            ? Subscripts.Get(context, a["seq"], IntegerValue.Of(Current(context).Below(count)))
            : throw Errors.Index("Cannot choose from an empty sequence", context.Span)),
        new("random.choices", "population, weights=None, k=1", "Several items of a sequence, each drawn from all; weights= is not supported.", Choices),
        new("random.shuffle", "x", "Shuffles a list in place.", Shuffle),
        new("random.sample", "population, k", "Several different items of a sequence.", Sample),
    ];

    private static PythonRandom Current(CallContext context) => context.Session.State<PythonRandom>();

    private static NoneValue Seed(CallContext context, BoundArguments a)
    {
        if (!Numbers.TryInteger(a["a"], out var seed) && a["a"] is not NoneValue)
        {
            throw Errors.Unsupported($"random.seed is supported with a whole number, not with a '{a["a"].TypeName}'", context.Span);
        }

        context.Budget.Work(Numbers.Words(seed) + 624, context.Span);
        Current(context).Seed(seed);
        return NoneValue.Instance;
    }

    private static double Real(CallContext context, Value value) => Numbers.TryFloat(Numbers.Plain(value), context.Span, out var number, out _)
        ? number
        : throw Errors.Type($"must be real number, not {value.TypeName}", context.Span);

    // Whole numbers as floats are deprecated in 3.11, and so large ones are nobody's.
    private static long Whole(CallContext context, Value value) =>
        value is FloatValue ? throw Errors.Unsupported("the module random is supported with whole numbers as bounds, not with floats", context.Span)
        : Numbers.Index(context, value) is var number && BigInteger.Abs(number) <= 1L << 61 ? (long)number
        : throw Errors.Unsupported("whole numbers beyond 2**61 are outside of the subset of random", context.Span);

    private static IntegerValue Between(CallContext context, long start, long stop) => stop > start
        ? IntegerValue.Of(start + Current(context).Below(stop - start))
        : throw Errors.Value($"empty range for randrange() ({start}, {stop}, {stop - start})", context.Span);

    private static IntegerValue RandRange(CallContext context, BoundArguments a)
    {
        var start = Whole(context, a["start"]);
        if (!a.Has("stop"))
        {
            return start > 0 ? IntegerValue.Of(Current(context).Below(start)) : throw Errors.Value("empty range for randrange()", context.Span);
        }

        long stop = Whole(context, a["stop"]), step = Whole(context, a["step"]);
        if (step == 1)
        {
            return Between(context, start, stop);
        }

        if (step == 0)
        {
            throw Errors.Value("zero step for randrange()", context.Span);
        }

        var count = new RangeValue(start, stop, step).Count;
        return count > 0 ? IntegerValue.Of(start + (step * Current(context).Below(count))) : throw Errors.Value("empty range for randrange()", context.Span);
    }

    private static long Length(CallContext context, Value sequence) => sequence is ListValue or TupleValue or StringValue or RangeValue or NdArray { Rank: > 0 }
        ? Iteration.Length(sequence)!.Value
        : throw Errors.Unsupported($"the module random is supported with lists, tuples, texts, ranges and arrays, not with a '{sequence.TypeName}'", context.Span);

    private static ListValue Choices(CallContext context, BoundArguments a)
    {
        if (a.Has("weights"))
        {
            throw Errors.Unsupported("random.choices is supported without weights; np.random.choice(a, size, p=p) takes them", context.Span);
        }

        var count = Length(context, a["population"]);
        var times = Math.Max(0, Whole(context, a["k"]));
        if (count == 0 && times > 0)
        {
            throw Errors.Index("list index out of range", context.Span);
        }

        context.Grow(times);
        var drawn = new List<Value>();
        for (var k = 0L; k < times; k++)
        {
            drawn.Add(Subscripts.Get(context, a["population"], IntegerValue.Of((long)Math.Floor(Current(context).Next() * count))));
        }

        return new(drawn);
    }

    private static NoneValue Shuffle(CallContext context, BoundArguments a)
    {
        if (a["x"] is NdArray { Rank: not 1 })
        {
            throw Errors.Unsupported("random.shuffle of an array of several axes writes rows over each other; np.random.shuffle shuffles them", context.Span);
        }

        var count = Length(context, a["x"]);
        context.Budget.Work(count, context.Span);
        for (var k = count - 1; k > 0; k--)
        {
            var (at, other) = (IntegerValue.Of(k), IntegerValue.Of(Current(context).Below(k + 1)));
            var (first, second) = (Subscripts.Get(context, a["x"], at), Subscripts.Get(context, a["x"], other));
            Subscripts.Set(context, a["x"], at, second);
            Subscripts.Set(context, a["x"], other, first);
        }

        return NoneValue.Instance;
    }

    private static ListValue Sample(CallContext context, BoundArguments a)
    {
        if (a["population"] is SetValue or DictionaryValue or NdArray)
        {
            throw Errors.Type("Population must be a sequence.  For dicts or sets, use sorted(d).", context.Span);
        }

        var count = Length(context, a["population"]);
        var times = Whole(context, a["k"]);
        if (times < 0 || times > count)
        {
            throw Errors.Value("Sample larger than population or is negative", context.Span);
        }

        context.Grow(times);
        var drawn = new List<Value>();

        // CPython keeps a list of what is left, or where that would be long a set of what was taken.
        if (count <= 21 + (times > 5 ? 1L << (2 * (int)Math.Ceiling(Math.Log(times * 3) / Math.Log(4))) : 0))
        {
            var left = Iteration.ToList(context, a["population"]);
            for (var k = 0L; k < times; k++)
            {
                var at = (int)Current(context).Below(count - k);
                drawn.Add(left[at]);
                left[at] = left[(int)(count - k - 1)];
            }

            return new(drawn);
        }

        var taken = new HashSet<long>();
        while (drawn.Count < times)
        {
            context.Budget.Step(context.Span);
            var at = Current(context).Below(count);
            if (taken.Add(at))
            {
                drawn.Add(Subscripts.Get(context, a["population"], IntegerValue.Of(at)));
            }
        }

        return new(drawn);
    }
}
