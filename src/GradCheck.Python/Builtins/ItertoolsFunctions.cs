using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The module <c>itertools</c>. Items are made at once, but for those without end.</summary>
internal static class ItertoolsFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("itertools.count", "start=0, step=1", "Whole numbers without end.", Count),
        new("itertools.cycle", "iterable, /", "The items again and again.", (context, a) => Iteration.ToList(context, a["iterable"]) is var items && items.Count == 0
            ? Made(context, "cycle", [])
            : Made(context, "cycle", new EndlessItems(k => items[k % items.Count]))),
        new("itertools.repeat", "object, times=None", "One value again and again.", Repeat),
        new("itertools.chain", "*iterables", "The items of one after those of another.", (context, a) => Made(context, "chain", [.. a.Rest.SelectMany(one => Iteration.ToList(context, one))])),
        new("itertools.chain.from_iterable", "iterable, /", "The items of the items.", (context, a) => Made(context, "chain", [.. Iteration.Of(context, a["iterable"]).SelectMany(one => Iteration.ToList(context, one))])),
        new("itertools.islice", "*args", "Some of the items: those before a stop, or from a start on by steps.", Slice),
        new("itertools.accumulate", "iterable, func=None, initial=None", "The sums up to each item, or what a function of two makes in their place.", Accumulate),
        new("itertools.starmap", "function, iterable, /", "The results of a function for each tuple of arguments.", (context, a) => Made(context, "starmap", [.. Charged(context, a["iterable"]).Select(row => context.Call(a["function"], [.. Iteration.ToList(context, row)]))])),
        new("itertools.takewhile", "predicate, iterable, /", "The items before the first for which a function is false.", (context, a) => Made(context, "takewhile", [.. Charged(context, a["iterable"]).TakeWhile(item => Holds(context, a["predicate"], item))])),
        new("itertools.dropwhile", "predicate, iterable, /", "The items from the first on for which a function is false.", (context, a) => Made(context, "dropwhile", [.. Charged(context, a["iterable"]).SkipWhile(item => Holds(context, a["predicate"], item))])),
        new("itertools.filterfalse", "function, iterable, /", "The items for which a function is false.", (context, a) => Made(context, "filterfalse", [.. Charged(context, a["iterable"]).Where(item => !Holds(context, a["function"], item))])),
        new("itertools.pairwise", "iterable, /", "Each item with the next.", (context, a) => Iteration.ToList(context, a["iterable"]) is var items && items.Count > 0
            ? Made(context, "pairwise", Tuples(context, 2, items.Zip(items.Skip(1), (left, right) => new[] { left, right })))
            : Made(context, "pairwise", [])),
        new("itertools.zip_longest", "*iterables, fillvalue=None", "Tuples of items, up to the longest.", ZipLongest),
        new("itertools.product", "*iterables, repeat=1", "All tuples of an item of each, the last changing fastest.", Product),
        new("itertools.permutations", "iterable, r=None", "All arrangements of r items.", (context, a) => Chosen(context, "permutations", a, (picked, next, _) => !picked.Contains(next))),
        new("itertools.combinations", "iterable, r", "All choices of r items, in their order.", (context, a) => Chosen(context, "combinations", a, (picked, next, spare) => spare >= 0 && (picked.Count == 0 || next > picked[^1]))),
        new("itertools.combinations_with_replacement", "iterable, r", "All choices of r items, each as often as one likes.", (context, a) => Chosen(context, "combinations_with_replacement", a, (picked, next, _) => picked.Count == 0 || next >= picked[^1])),
    ];

    private static IteratorValue Made(CallContext context, string name, IReadOnlyList<Value> items)
    {
        context.Budget.Allocate(40, context.Span);
        return new("itertools." + name, items);
    }

    // Each item as it is taken, charged for the list that it goes to.
    private static IEnumerable<Value> Charged(CallContext context, Value iterable)
    {
        foreach (var item in Iteration.Of(context, iterable))
        {
            context.Budget.Step(context.Span);
            context.Grow(1);
            yield return item;
        }
    }

    private static List<Value> Tuples(CallContext context, int length, IEnumerable<Value[]> rows)
    {
        var made = new List<Value>();
        foreach (var row in rows)
        {
            context.Budget.Step(context.Span);
            context.Grow(length + 1L);
            made.Add(new TupleValue(row));
        }

        return made;
    }

    private static bool Holds(CallContext context, Value function, Value item) => Truth.Of(context, function is NoneValue ? item : context.Call(function, [item]));

    private static IteratorValue Count(CallContext context, BoundArguments a)
    {
        if (!Numbers.TryIndex(a["start"], out var start) || !Numbers.TryIndex(a["step"], out var step))
        {
            throw Errors.Unsupported("itertools.count is supported with whole numbers", context.Span);
        }

        return Made(context, "count", new EndlessItems(k => IntegerValue.Of(start + (k * step))));
    }

    private static IteratorValue Repeat(CallContext context, BoundArguments a)
    {
        if (!a.Has("times"))
        {
            return Made(context, "repeat", new EndlessItems(_ => a["object"]));
        }

        var times = Sequences.Count(context, a["times"], 1);
        context.Grow(times);
        return Made(context, "repeat", [.. Enumerable.Repeat(a["object"], (int)times)]);
    }

    private static IteratorValue Slice(CallContext context, BoundArguments a)
    {
        if (a.Rest.Count is < 2 or > 4)
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"islice expected at {(a.Rest.Count < 2 ? "least 2 arguments" : "most 4 arguments")}, got {a.Rest.Count}", context.Span);
        }

        const string Indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
        var start = a.Rest.Count > 2 ? Bound(context, a.Rest[1], 0, 0, Indices) : 0;
        var stop = Bound(context, a.Rest[a.Rest.Count > 2 ? 2 : 1], long.MaxValue, 0, a.Rest.Count > 2 ? Indices : "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        var step = a.Rest.Count > 3 ? Bound(context, a.Rest[3], 1, 1, "Step for islice() must be a positive integer or None.") : 1;
        var taken = new List<Value>();
        using var items = Iteration.Of(context, a.Rest[0]).GetEnumerator();
        for (var k = 0L; k < stop && items.MoveNext(); k++)
        {
            context.Budget.Step(context.Span);
            if (k >= start && (k - start) % step == 0)
            {
                context.Grow(1);
                taken.Add(items.Current);
            }
        }

        return Made(context, "islice", taken);
    }

    private static long Bound(CallContext context, Value value, long standard, long least, string message) =>
        value is NoneValue ? standard
        : Numbers.TryIndex(value, out var bound) && bound >= least && bound <= long.MaxValue ? (long)bound
        : throw Errors.Value(message, context.Span);

    private static IteratorValue Accumulate(CallContext context, BoundArguments a)
    {
        var sums = new List<Value>();
        if (a.Has("initial"))
        {
            sums.Add(a["initial"]);
        }

        foreach (var item in Charged(context, a["iterable"]))
        {
            sums.Add(sums.Count == 0 ? item
                : a.Has("func") ? context.Call(a["func"], [sums[^1], item])
                : Operations.Binary(context, Syntax.BinaryOperator.Add, sums[^1], item));
        }

        return Made(context, "accumulate", sums);
    }

    private static IteratorValue ZipLongest(CallContext context, BoundArguments a)
    {
        var columns = a.Rest.Select(one => Iteration.ToList(context, one)).ToArray();
        var longest = columns.Length == 0 ? 0 : columns.Max(column => column.Count);
        return Made(context, "zip_longest", Tuples(context, columns.Length, Enumerable.Range(0, longest).Select(k => Array.ConvertAll(columns, column => k < column.Count ? column[k] : a["fillvalue"]))));
    }

    private static IteratorValue Product(CallContext context, BoundArguments a)
    {
        var repeats = Numbers.SmallIndex(context, a["repeat"]);
        if (repeats < 0)
        {
            throw Errors.Value("repeat argument cannot be negative", context.Span);
        }

        var once = a.Rest.Select(one => Iteration.ToList(context, one)).ToArray();
        context.Grow(once.Length == 0 ? 0 : Math.Min(repeats, long.MaxValue / 1024 / once.Length) * once.Length);
        var pools = once.Length == 0 ? [] : Enumerable.Repeat(once, (int)repeats).SelectMany(pool => pool).ToArray();
        return Made(context, "product", Tuples(context, pools.Length, Rows()));

        IEnumerable<Value[]> Rows()
        {
            if (pools.Any(pool => pool.Count == 0))
            {
                yield break;
            }

            // As a meter counts: the last place first.
            var places = new int[pools.Length];
            while (true)
            {
                yield return [.. places.Select((place, at) => pools[at][place])];
                var turning = places.Length - 1;
                while (turning >= 0 && ++places[turning] == pools[turning].Count)
                {
                    places[turning--] = 0;
                }

                if (turning < 0)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Choices of r places in lexicographic order, each place one that may follow those before it.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">The function.</param>
    /// <param name="a">Its arguments.</param>
    /// <param name="mayFollow">Whether a place may follow those picked; the last number is how many places behind it are left over when r have been picked.</param>
    private static IteratorValue Chosen(CallContext context, string name, BoundArguments a, Func<List<int>, int, int, bool> mayFollow)
    {
        var pool = Iteration.ToList(context, a["iterable"]);
        var wanted = a["r"] is NoneValue && name == "permutations" ? pool.Count : Numbers.SmallIndex(context, a["r"]);
        if (wanted < 0)
        {
            throw Errors.Value("r must be non-negative", context.Span);
        }

        if (wanted > pool.Count && (name != "combinations_with_replacement" || pool.Count == 0))
        {
            return Made(context, name, []);
        }

        context.Grow(wanted);
        return Made(context, name, Tuples(context, (int)wanted, Rows((int)wanted)));

        IEnumerable<Value[]> Rows(int length)
        {
            var picked = new List<int>();
            var next = 0;
            while (true)
            {
                if (picked.Count == length)
                {
                    yield return [.. picked.Select(place => pool[place])];
                }
                else
                {
                    while (next < pool.Count && !mayFollow(picked, next, pool.Count - next - (length - picked.Count)))
                    {
                        context.Budget.Work(1 + picked.Count, context.Span);
                        next++;
                    }

                    if (next < pool.Count)
                    {
                        context.Budget.Step(context.Span);
                        picked.Add(next);
                        next = 0;
                        continue;
                    }
                }

                if (picked.Count == 0)
                {
                    yield break;
                }

                next = picked[^1] + 1;
                picked.RemoveAt(picked.Count - 1);
            }
        }
    }
}
