using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Python.Arrays;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Returns;

/// <summary>One part of what a function returned: an item of a tuple or of a list, a value of a dictionary, or all of it.</summary>
/// <param name="Name">The key, or the name that stands in the <c>return</c>; null where neither says one.</param>
/// <param name="Place">Its place, as in <see cref="Event.Position"/>; -1 where it is all that was returned.</param>
/// <param name="Value">The value.</param>
internal sealed record Part(string? Name, int Place, Value Value)
{
    /// <summary>A list or a dictionary of more values than this is one value.</summary>
    private const int MostItems = 64;

    /// <summary>The numbers; null for what has none.</summary>
    public Snapshot? Numbers { get; private init; } = Snapshot.Of(Value);

    /// <summary>Whether it is a list of arrays of one shape that is taken as one output, such as the states of each step.</summary>
    public bool IsStack => Numbers is not null && Value is ListValue;

    /// <summary>Whether it holds other values, as a cache does.</summary>
    public bool IsContainer => Value is TupleValue or ListValue or DictionaryValue;

    /// <summary>The parts of a value: those of a tuple, of a list that has arrays in it, and of a dictionary that has numbers.</summary>
    public static IReadOnlyList<Value>? ItemsOf(Value value) => value switch
    {
        TupleValue tuple => tuple.Items,
        ListValue list when list.Items.Count <= MostItems && list.Items.Exists(item => item is NdArray) => list.Items,
        DictionaryValue dictionary when dictionary.Items.Count <= MostItems && dictionary.Items.Values.Any(item => item is NdArray or FloatValue) => [.. dictionary.Items.Values],
        _ => null,
    };

    /// <summary>A list of arrays of one shape as one output, whose numbers are those of all, one after the other; null for anything else.</summary>
    public Part? Stacked()
    {
        if (Value is not ListValue { Items: { Count: > 0 and <= MostItems } items } || items.Exists(item => item is not NdArray))
        {
            return null;
        }

        var all = items.ConvertAll(item => Snapshot.Of(item)!);
        if (all.Exists(item => !item.Shape.AsSpan().SequenceEqual(all[0].Shape)))
        {
            return null;
        }

        var nodes = all.Exists(item => item.Nodes is not null) ? all.SelectMany(item => item.Nodes ?? new int[item.Values.Length]).ToArray() : null;
        return this with { Numbers = new([all.Count, .. all[0].Shape], [.. all.SelectMany(item => item.Values)], nodes) { IsDiscrete = all.TrueForAll(item => item.IsDiscrete) } };
    }

    /// <summary>A value that a line made.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="numbers">Its numbers.</param>
    public static Part Of(string name, Snapshot numbers) => new(name, -1, NoneValue.Instance) { Numbers = numbers };

    /// <summary>The parts of what a function returned.</summary>
    /// <param name="returned">What it returned.</param>
    /// <param name="function">The function, whose <c>return</c> may name them.</param>
    public static IReadOnlyList<Part> Of(Value returned, FunctionStatement function)
    {
        if (ItemsOf(returned) is not { } items)
        {
            return [new(ReturnNames.Of(function, null)[0], -1, returned)];
        }

        var names = returned is DictionaryValue dictionary ? [.. dictionary.Items.Keys.Select(key => (key.Key as StringValue)?.Value)] : ReturnNames.Of(function, items.Count);
        return [.. items.Select((item, k) => new Part(names[k], k, item))];
    }
}
