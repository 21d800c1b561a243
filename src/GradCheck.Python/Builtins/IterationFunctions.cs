using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>Functions over what can be iterated.</summary>
internal static class IterationFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("enumerate", "iterable, start=0", "Pairs of a number and an item.", Enumerate),
        new("zip", "*iterables, strict=False", "Tuples of items, up to the shortest.", Zip),
        new("map", "*args", "The results of a function for each item.", Map),
        new("filter", "function, iterable, /", "The items for which a function is true.", Filter),
        new("reversed", "sequence, /", "The items from the last to the first.", Reversed),
        new("sorted", "iterable, key=None, reverse=False", "The items in order, as a list.", (context, a) => new ListValue(Sorting.Sorted(context, Iteration.ToList(context, a["iterable"]), a["key"], Truth.Of(context, a["reverse"])))),
        new("any", "iterable, /", "Whether one item is true.", (context, a) => BooleanValue.Of(Iteration.Of(context, a["iterable"]).Any(item => Counted(context, item)))),
        new("all", "iterable, /", "Whether all items are true.", (context, a) => BooleanValue.Of(Iteration.Of(context, a["iterable"]).All(item => Counted(context, item)))),
        new("sum", "iterable, start=0", "The sum, from the left.", Sum),
        new("max", "*args, key=None, default=None", "The greatest item.", (context, a) => Extreme(context, a, greatest: true)),
        new("min", "*args, key=None, default=None", "The smallest item.", (context, a) => Extreme(context, a, greatest: false)),
        new("iter", "iterable, /", "An iterator for next().", Iterator),
        new("next", "*args", "The next item of an iterator.", Next),
    ];

    private static IteratorValue Made(CallContext context, string name, IReadOnlyList<Value> items)
    {
        context.Budget.Allocate(40, context.Span);
        return new(name, items);
    }

    private static string IteratorName(Value value) => value switch
    {
        StringValue => "str_iterator",
        NdArray => "iterator",
        _ => value.TypeName + "_iterator",
    };

    private static Value Iterator(CallContext context, BoundArguments a) => a["iterable"] switch
    {
        IteratorValue again => again,
        InstanceValue own when own.Class.Find("__iter__") is { } method => context.Call(own.Bind(method)),
        var other => Made(context, IteratorName(other), Iteration.ToList(context, other)),
    };

    // What has perhaps no end is gone through as far as it is asked for.
    private static IteratorValue? Lazy(CallContext context, string name, Value source, Func<Value, Value> change) => source is not IteratorValue { IsLazy: true } lazy ? null
        : new(name, () =>
        {
            context.Budget.Step(context.Span);
            return lazy.Next() is { } item ? change(item) : null;
        }, context.Span);

    private static bool Counted(CallContext context, Value item)
    {
        context.Budget.Work(1, context.Span);
        return Truth.Of(context, item);
    }

    private static IteratorValue Enumerate(CallContext context, BoundArguments a)
    {
        var start = Numbers.Index(context, a["start"]);
        var number = start;
        if (Lazy(context, "enumerate", a["iterable"], item => new TupleValue(IntegerValue.Of(number++), item)) is { } endless)
        {
            return endless;
        }

        var items = Iteration.ToList(context, a["iterable"]);
        context.Grow(2L * items.Count);
        for (var k = 0; k < items.Count; k++)
        {
            items[k] = new TupleValue(IntegerValue.Of(start + k), items[k]);
        }

        return Made(context, "enumerate", items);
    }

    private static IteratorValue Zip(CallContext context, BoundArguments a)
    {
        var rows = Rows(context, a.Rest, out var unequal).ToList();
        return unequal() && Truth.Of(context, a["strict"])
            ? throw Errors.Value("zip() arguments have different lengths", context.Span)
            : Made(context, "zip", [.. rows.Select(row => new TupleValue(row))]);
    }

    private static IteratorValue Map(CallContext context, BoundArguments a)
    {
        if (a.Rest.Count < 2)
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, "map() must have at least two arguments.", context.Span);
        }

        if (a.Rest.Count == 2 && Lazy(context, "map", a.Rest[1], item => context.Call(a.Rest[0], item)) is { } endless)
        {
            return endless;
        }

        return Made(context, "map", [.. Rows(context, [.. a.Rest.Skip(1)], out _).Select(row => context.Call(a.Rest[0], row))]);
    }

    private static IteratorValue Filter(CallContext context, BoundArguments a)
    {
        var kept = new List<Value>();
        foreach (var item in Iteration.Of(context, a["iterable"]))
        {
            context.Grow(1);
            if (Truth.Of(context, a["function"] is NoneValue ? item : context.Call(a["function"], [item])))
            {
                kept.Add(item);
            }
        }

        return Made(context, "filter", kept);
    }

    // One item of each at a time, until the first that ends.
    private static IEnumerable<Value[]> Rows(CallContext context, IReadOnlyList<Value> iterables, out Func<bool> unequal)
    {
        var sources = iterables.Select(iterable => Iteration.Of(context, iterable).GetEnumerator()).ToArray();
        var differ = false;
        unequal = () => differ;
        return Take();

        IEnumerable<Value[]> Take()
        {
            while (sources.Length > 0)
            {
                context.Grow(sources.Length + 1);
                var row = new Value[sources.Length];
                for (var k = 0; k < row.Length; k++)
                {
                    if (!sources[k].MoveNext())
                    {
                        differ = k > 0 || sources.Skip(1).Any(source => source.MoveNext());
                        yield break;
                    }

                    row[k] = sources[k].Current;
                }

                yield return row;
            }
        }
    }

    private static IteratorValue Reversed(CallContext context, BoundArguments a)
    {
        if (a["sequence"] is not (ListValue or TupleValue or StringValue or RangeValue or DictionaryValue or DictionaryViewValue or NdArray))
        {
            throw Errors.Type($"'{a["sequence"].TypeName}' object is not reversible", context.Span);
        }

        var items = Iteration.ToList(context, a["sequence"]);
        items.Reverse();
        return Made(context, a["sequence"] is ListValue ? "list_reverseiterator" : "reversed", items);
    }

    private static Value Sum(CallContext context, BoundArguments a)
    {
        var sum = a["start"];
        if (sum is StringValue)
        {
            throw Errors.Type("sum() can't sum strings [use ''.join(seq) instead]", context.Span);
        }

        foreach (var item in Iteration.Of(context, a["iterable"]))
        {
            context.Budget.Step(context.Span);
            sum = Operations.Binary(context, Syntax.BinaryOperator.Add, sum, item);
        }

        return sum;
    }

    private static Value Extreme(CallContext context, BoundArguments a, bool greatest)
    {
        var name = greatest ? "max" : "min";
        if (a.Rest.Count == 0)
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"{name} expected at least 1 argument, got 0", context.Span);
        }

        var (best, bestKey) = ((Value?)null, (Value?)null);
        foreach (var item in a.Rest.Count == 1 ? Iteration.Of(context, a.Rest[0]) : a.Rest)
        {
            context.Budget.Step(context.Span);
            var key = a.Has("key") ? context.Call(a["key"], [item]) : item;
            if (bestKey is null || Ordering.Holds(context, greatest ? Syntax.CompareOperator.Greater : Syntax.CompareOperator.Less, key, bestKey))
            {
                (best, bestKey) = (item, key);
            }
        }

        return best ?? (a.Has("default") ? a["default"] : throw Errors.Value($"{name}() arg is an empty sequence", context.Span));
    }

    private static Value Next(CallContext context, BoundArguments a)
    {
        if (a.Rest.Count is not (1 or 2))
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, a.Rest.Count == 0 ? "next expected at least 1 argument, got 0" : $"next expected at most 2 arguments, got {a.Rest.Count}", context.Span);
        }

        if (a.Rest[0] is InstanceValue own && own.Class.Find("__next__") is { } method)
        {
            try
            {
                return context.Call(own.Bind(method));
            }
            catch (ProgramException end) when (a.Rest.Count == 2 && end.Error is { Kind: ProgramErrorKind.Python, Type: "StopIteration" })
            {
                return a.Rest[1];
            }
        }

        return a.Rest[0] is not IteratorValue iterator
            ? throw Errors.Type($"'{a.Rest[0].TypeName}' object is not an iterator", context.Span)
            : iterator.Next() ?? (a.Rest.Count == 2 ? a.Rest[1] : throw Errors.Python("StopIteration", ErrorCodes.WrongValue, string.Empty, context.Span));
    }
}
