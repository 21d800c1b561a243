using System.Globalization;
using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>A value that an object holds: an attribute, an entry of a dictionary or an item of a list in it, of it or of an object in it.</summary>
/// <param name="Container">Where it lies, as one would write it after <c>self.</c>: <c>layers[0]</c>; empty for the object's own attributes.</param>
/// <param name="Leaf">Its name there: that of an attribute, a key, or a number.</param>
/// <param name="Value">The value.</param>
internal sealed record Held(string Container, string Leaf, Value Value)
{
    /// <summary>Whether its place is an entry of a dictionary or an item of a list.</summary>
    public bool IsEntry { get; init; }

    /// <summary>Its place, as one would write it after <c>self.</c>.</summary>
    public string Path => IsEntry ? (int.TryParse(Leaf, CultureInfo.InvariantCulture, out _) ? $"{Container}[{Leaf}]" : $"{Container}['{Leaf}']")
        : Container.Length == 0 ? Leaf : $"{Container}.{Leaf}";

    /// <summary>The array, where it is one of floats.</summary>
    public NdArray? Floats => Value is NdArray { DType: DType.Float64, Size: > 0 } array ? array : null;
}

/// <summary>Goes through what an object holds.</summary>
internal static class ObjectPaths
{
    private const int MostDepth = 6;
    private const int Most = 2000;

    /// <summary>All values with numbers, those nearest to the object first.</summary>
    /// <param name="root">The object.</param>
    public static IReadOnlyList<Held> In(Value root)
    {
        var found = new List<Held>();
        var seen = new HashSet<Value>(ReferenceEqualityComparer.Instance) { root };
        var open = new Queue<(Value Value, string Path, int Depth)>([(root, string.Empty, 0)]);
        while (open.TryDequeue(out var next) && found.Count < Most)
        {
            foreach (var held in ItemsOf(next.Value, next.Path))
            {
                if (held.Value is NdArray or FloatValue)
                {
                    found.Add(held);
                }
                else if (next.Depth < MostDepth && seen.Count < Most && seen.Add(held.Value))
                {
                    open.Enqueue((held.Value, held.Path, next.Depth + 1));
                }
            }
        }

        return found;
    }

    /// <summary>The value at a place; null where there is none.</summary>
    /// <param name="root">The object.</param>
    /// <param name="path">The place.</param>
    public static Held? At(Value root, string path) => In(root).FirstOrDefault(held => held.Path == path);

    /// <summary>The attributes of an object that are None.</summary>
    /// <param name="root">The object.</param>
    public static IReadOnlyList<string> Unset(Value root) => [.. ItemsOf(root, string.Empty).Where(held => held is { IsEntry: false, Value: NoneValue }).Select(held => held.Leaf)];

    private static IEnumerable<Held> ItemsOf(Value value, string path) => value switch
    {
        InstanceValue instance => instance.Attributes.Items.Select(item => new Held(path, ((StringValue)item.Key.Key).Value, item.Value)),
        DictionaryValue dictionary => dictionary.Items.Where(item => item.Key.Key is StringValue or IntegerValue)
            .Select(item => new Held(path, item.Key.Key is StringValue text ? text.Value : ((IntegerValue)item.Key.Key).Value.ToString(CultureInfo.InvariantCulture), item.Value) { IsEntry = true }),
        ListValue list => Numbered(list.Items, path),
        TupleValue tuple => Numbered(tuple.Items, path),
        _ => [],
    };

    private static IEnumerable<Held> Numbered(IReadOnlyList<Value> items, string path) =>
        items.Select((item, place) => new Held(path, place.ToString(CultureInfo.InvariantCulture), item) { IsEntry = true });
}
