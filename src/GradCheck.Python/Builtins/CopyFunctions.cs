using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The modules <c>copy</c> and <c>functools</c>.</summary>
internal static class CopyFunctions
{
    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("copy.copy", "x", "A copy whose items are the same.", (context, a) => Copied(context, a["x"], null)),
        new("copy.deepcopy", "x", "A copy whose items are copies.", (context, a) => Copied(context, a["x"], new(ReferenceEqualityComparer.Instance))),
        new("functools.reduce", "*args", "Items taken together from the left.", Reduce),
    ];

    private static Value Copied(CallContext context, Value value, Dictionary<Value, Value>? copies)
    {
        Keys.Enter(context);
        if (copies is not null && copies.TryGetValue(value, out var known))
        {
            return known;
        }

        switch (value)
        {
            case ListValue list:
                context.Grow(list.Items.Count);
                var items = new ListValue(new(list.Items.Count));
                Kept(copies, value, items);
                items.Items.AddRange(list.Items.Select(item => copies is null ? item : Copied(context, item, copies)).ToList());
                return items;
            case TupleValue tuple when copies is not null:
                context.Grow(tuple.Items.Count);
                return Kept(copies, value, new TupleValue([.. tuple.Items.Select(item => Copied(context, item, copies))]));
            case DictionaryValue dictionary:
                var pairs = new DictionaryValue();
                Kept(copies, value, pairs);
                for (var place = 0; place < dictionary.Items.Count; place++)
                {
                    var (key, item) = dictionary.Items.GetAt(place);
                    Keys.Set(context, pairs, key.Key, copies is null ? item : Copied(context, item, copies));
                }

                return pairs;
            case SetValue set:
                return Kept(copies, value, Sets.Binary(context, Syntax.BinaryOperator.Or, set, new SetValue())!);
            default:
                return context.ObjectOf(value)?.Copy(context) is { } copy ? Kept(copies, value, copy) : value;
        }
    }

    private static Value Kept(Dictionary<Value, Value>? copies, Value value, Value copy)
    {
        copies?.TryAdd(value, copy);
        return copy;
    }

    private static Value Reduce(CallContext context, BoundArguments a)
    {
        if (a.Rest.Count is not (2 or 3))
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, $"reduce expected {(a.Rest.Count < 2 ? "at least 2" : "at most 3")} arguments, got {a.Rest.Count}", context.Span);
        }

        var sum = a.Rest.Count == 3 ? a.Rest[2] : null;
        foreach (var item in Iteration.Of(context, a.Rest[1]))
        {
            context.Budget.Step(context.Span);
            sum = sum is null ? item : context.Call(a.Rest[0], [sum, item]);
        }

        return sum ?? throw Errors.Type("reduce() of empty iterable with no initial value", context.Span);
    }
}
