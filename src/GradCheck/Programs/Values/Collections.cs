namespace GradCheck.Programs.Values;

/// <summary>A tuple.</summary>
internal sealed class TupleValue(params Value[] items) : Value
{
    public IReadOnlyList<Value> Items { get; } = items;

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

    public override string TypeName => "dict";
}

/// <summary>A set; the order is that of insertion.</summary>
internal sealed class SetValue : Value
{
    public OrderedDictionary<DictionaryKey, Value> Items { get; } = [];

    public override string TypeName => "set";
}
