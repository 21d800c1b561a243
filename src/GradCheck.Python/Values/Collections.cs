namespace GradCheck.Python.Values;

/// <summary>A tuple; a library may have kinds of its own, whose items have names.</summary>
internal class TupleValue(params Value[] items) : Value
{
    public IReadOnlyList<Value> Items { get; } = items;

    /// <summary>The names of its items, where <c>namedtuple</c> has given some.</summary>
    public IReadOnlyList<string>? FieldNames { get; init; }

    /// <summary>What <c>namedtuple</c> has called it.</summary>
    public string? Label { get; init; }

    public override string TypeName => "tuple";
}

/// <summary>A list, which may change.</summary>
internal sealed class ListValue(List<Value> items) : Value
{
    public List<Value> Items { get; } = items;

    public override string TypeName => "list";
}

/// <summary>A range of whole numbers.</summary>
internal sealed class RangeValue(long start, long stop, long step) : Value
{
    public long Start { get; } = start;

    public long Stop { get; } = stop;

    public long Step { get; } = step;

    public long Count => Step > 0
        ? Stop > Start ? ((Stop - Start - 1) / Step) + 1 : 0
        : Start > Stop ? ((Start - Stop - 1) / -Step) + 1 : 0;

    public override string TypeName => "range";
}

/// <summary>A dictionary in the order of insertion. Keys are texts, numbers, booleans, <c>None</c> and tuples of those.</summary>
internal sealed class DictionaryValue : Value
{
    /// <summary>The items in the order of insertion; the key of the map is <see cref="DictionaryKey"/>'s form of the key.</summary>
    public OrderedDictionary<DictionaryKey, Value> Items { get; } = [];

    /// <summary>What makes the value of a key that is missing, in a <c>defaultdict</c>; null in any other.</summary>
    public Value? Factory { get; init; }

    public override string TypeName => "dict";
}

/// <summary>A set; the order is that of insertion.</summary>
internal sealed class SetValue : Value
{
    public OrderedDictionary<DictionaryKey, Value> Items { get; } = [];

    public override string TypeName => "set";
}

/// <summary><c>d.keys()</c>, <c>d.values()</c>, <c>d.items()</c>: what the dictionary holds at any time.</summary>
internal sealed class DictionaryViewValue(DictionaryValue dictionary, DictionaryViewKind kind) : Value
{
    public DictionaryValue Dictionary { get; } = dictionary;

    public DictionaryViewKind Kind { get; } = kind;

    public override string TypeName => Kind switch
    {
        DictionaryViewKind.Keys => "dict_keys",
        DictionaryViewKind.Values => "dict_values",
        _ => "dict_items",
    };

    /// <summary>What stands at a place of the dictionary's order.</summary>
    public Value At(int place) => Dictionary.Items.GetAt(place) is var (key, value) && Kind == DictionaryViewKind.Keys ? key.Key
        : Kind == DictionaryViewKind.Values ? value
        : new TupleValue(key.Key, value);
}

/// <summary>Which part of a dictionary a view shows.</summary>
internal enum DictionaryViewKind
{
    /// <summary>Its keys.</summary>
    Keys,

    /// <summary>Its values.</summary>
    Values,

    /// <summary>Pairs of both.</summary>
    Items,
}
