using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The methods of lists, tuples and ranges.</summary>
internal static class ListMethods
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("list.append", "self, object, /", "Adds an item at the end.", (context, a) => Insert(context, List(a), List(a).Items.Count, a["object"])),
        new("list.extend", "self, iterable, /", "Adds items at the end.", (context, a) => Sequences.Extend(context, List(a), a["iterable"])),
        new("list.insert", "self, index, object, /", "Adds an item at a place.", (context, a) => Insert(context, List(a), Numbers.SmallIndex(context, a["index"]), a["object"])),
        new("list.pop", "self, index=-1, /", "Takes an item away and gives it.", Pop),
        new("list.remove", "self, value, /", "Takes the first such item away.", Remove),
        new("list.clear", "self, /", "Takes all items away.", (_, a) => Done(() => List(a).Items.Clear())),
        new("list.reverse", "self, /", "Turns the order round.", (context, a) => Done(() => Reverse(context, List(a)))),
        new("list.sort", "self, key=None, reverse=False", "Puts the items in order.", Sort),
        new("list.copy", "self, /", "A list of the same items.", (context, a) => new ListValue(Iteration.ToList(context, a["self"]))),
        new("list.index", "self, value, /", "Where an item first stands.", (context, a) => Index(context, a, "{0} is not in list")),
        new("list.count", "self, value, /", "How often an item stands in it.", Count),
        new("tuple.index", "self, value, /", "Where an item first stands.", (context, a) => Index(context, a, "tuple.index(x): x not in tuple")),
        new("tuple.count", "self, value, /", "How often an item stands in it.", Count),
        new("range.index", "self, value, /", "Where a number stands.", (context, a) => Index(context, a, "{0} is not in range")),
        new("range.count", "self, value, /", "How often a number stands in it.", Count),
    ];

    private static ListValue List(BoundArguments a) => a["self"] as ListValue ?? new ListValue([]);

    private static NoneValue Done(Action action)
    {
        action();
        return NoneValue.Instance;
    }

    private static NoneValue Insert(CallContext context, ListValue list, long index, Value item)
    {
        context.Grow(1);
        var place = (int)Math.Clamp(index < 0 ? index + list.Items.Count : index, 0, list.Items.Count);
        context.Budget.Work(list.Items.Count - place, context.Span);
        list.Items.Insert(place, item);
        return NoneValue.Instance;
    }

    private static Value Pop(CallContext context, BoundArguments a)
    {
        var list = List(a);
        if (list.Items.Count == 0)
        {
            throw Errors.Index("pop from empty list", context.Span);
        }

        var index = Numbers.SmallIndex(context, a["index"]);
        var place = index < 0 ? index + list.Items.Count : index;
        if (place < 0 || place >= list.Items.Count)
        {
            throw Errors.Index("pop index out of range", context.Span);
        }

        var item = list.Items[(int)place];
        context.Budget.Work(list.Items.Count - place, context.Span);
        list.Items.RemoveAt((int)place);
        return item;
    }

    private static NoneValue Remove(CallContext context, BoundArguments a)
    {
        var place = Place(context, List(a), a["value"]);
        if (place < 0)
        {
            throw Errors.Value("list.remove(x): x not in list", context.Span);
        }

        List(a).Items.RemoveAt(place);
        return NoneValue.Instance;
    }

    private static void Reverse(CallContext context, ListValue list)
    {
        context.Budget.Work(list.Items.Count, context.Span);
        list.Items.Reverse();
    }

    private static NoneValue Sort(CallContext context, BoundArguments a)
    {
        var list = List(a);
        var sorted = Sorting.Sorted(context, [.. list.Items], a["key"], Truth.Of(context, a["reverse"]));
        list.Items.Clear();
        list.Items.AddRange(sorted);
        return NoneValue.Instance;
    }

    private static IntegerValue Index(CallContext context, BoundArguments a, string missing)
    {
        var place = Place(context, a["self"], a["value"]);
        return place >= 0 ? IntegerValue.Of(place) : throw Errors.Value(missing.Replace("{0}", Text.ValueText.Repr(context, a["value"]), StringComparison.Ordinal), context.Span);
    }

    private static int Place(CallContext context, Value sequence, Value item)
    {
        var place = 0;
        foreach (var other in Iteration.Of(context, sequence))
        {
            if (Equality.Same(context, other, item))
            {
                return place;
            }

            place++;
        }

        return -1;
    }

    private static IntegerValue Count(CallContext context, BoundArguments a) =>
        IntegerValue.Of(Iteration.Of(context, a["self"]).Count(item => Equality.Same(context, item, a["value"])));
}
