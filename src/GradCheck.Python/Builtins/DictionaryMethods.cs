using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Builtins;

/// <summary>The methods of dictionaries.</summary>
internal static class DictionaryMethods
{
    private const string Empty = "'popitem(): dictionary is empty'";

    public static IReadOnlyList<LibraryFunction> All { get; } =
    [
        new("dict.get", "self, key, default=None, /", "The value of a key, or a default.", (context, a) => Of(a).Items.TryGetValue(Keys.Of(context, a["key"]), out var value) ? value : a["default"]),
        new("dict.keys", "self, /", "The keys.", (_, a) => new DictionaryViewValue(Of(a), DictionaryViewKind.Keys)),
        new("dict.values", "self, /", "The values.", (_, a) => new DictionaryViewValue(Of(a), DictionaryViewKind.Values)),
        new("dict.items", "self, /", "Pairs of key and value.", (_, a) => new DictionaryViewValue(Of(a), DictionaryViewKind.Items)),
        new("dict.pop", "self, *args", "Takes a key away and gives its value, or a default.", Pop),
        new("dict.popitem", "self, /", "Takes the last pair away and gives it.", PopItem),
        new("dict.setdefault", "self, key, default=None, /", "The value of a key, which is set where it is missing.", SetDefault),
        new("dict.update", "self, other=None, /, **kwargs", "Takes over the pairs of another.", Update),
        new("dict.copy", "self, /", "A dictionary of the same pairs.", Copy),
        new("dict.clear", "self, /", "Takes all pairs away.", Clear),
    ];

    private static DictionaryValue Of(BoundArguments a) => a["self"] as DictionaryValue ?? new DictionaryValue();

    private static Value Pop(CallContext context, BoundArguments a)
    {
        if (a.Rest.Count is not (1 or 2))
        {
            throw Errors.Python("TypeError", ErrorCodes.WrongArguments, a.Rest.Count == 0 ? "pop expected at least 1 argument, got 0" : $"pop expected at most 2 arguments, got {a.Rest.Count}", context.Span);
        }

        var key = Keys.Of(context, a.Rest[0]);
        context.Budget.Work(Of(a).Items.Count, context.Span);
        return Of(a).Items.Remove(key, out var value) ? value : a.Rest.Count == 2 ? a.Rest[1] : throw Raising.MissingKey(context, a.Rest[0]);
    }

    private static TupleValue PopItem(CallContext context, BoundArguments a)
    {
        var items = Of(a).Items;
        if (items.Count == 0)
        {
            throw Errors.Python("KeyError", ErrorCodes.MissingKey, Empty, context.Span);
        }

        var (key, value) = items.GetAt(items.Count - 1);
        items.RemoveAt(items.Count - 1);
        return new(key.Key, value);
    }

    private static Value SetDefault(CallContext context, BoundArguments a)
    {
        if (Of(a).Items.TryGetValue(Keys.Of(context, a["key"]), out var value))
        {
            return value;
        }

        Keys.Set(context, Of(a), a["key"], a["default"]);
        return a["default"];
    }

    private static NoneValue Update(CallContext context, BoundArguments a)
    {
        if (a.Has("other"))
        {
            Keys.Update(context, Of(a), a["other"]);
        }

        foreach (var (name, value) in a.Keywords)
        {
            Keys.Set(context, Of(a), new StringValue(name), value);
        }

        return NoneValue.Instance;
    }

    private static DictionaryValue Copy(CallContext context, BoundArguments a)
    {
        var copy = new DictionaryValue();
        Keys.Update(context, copy, Of(a));
        return copy;
    }

    private static NoneValue Clear(CallContext context, BoundArguments a)
    {
        Of(a).Items.Clear();
        return NoneValue.Instance;
    }
}
