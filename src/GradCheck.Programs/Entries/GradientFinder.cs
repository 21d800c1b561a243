using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Returns;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Arrays;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>Finds the gradients in what a function returned: by the keys of dictionaries first, then by the names in the <c>return</c>, then by their places.</summary>
/// <remarks>
/// For the course's layers a tuple of as many values as are asked for is taken by its places, since that is how whoever
/// calls the function takes it. For any other function the names in a <c>return</c> decide, where they are those of all
/// that is asked for; its places only where they say nothing.
/// </remarks>
/// <param name="forward">The forward pass.</param>
/// <param name="function">The function that returned them.</param>
/// <param name="subject">The layer.</param>
internal sealed class GradientFinder(ForwardCall forward, FunctionStatement function, Subject subject)
{
    private const int MostDepth = 8;
    private const int MostLeaves = 1000;

    private readonly IReadOnlyList<string> asked = subject.Inputs;
    private readonly List<Leaf> leaves = [];
    private readonly List<(int Input, Leaf Leaf)> taken = [];
    private int? count;

    /// <summary>How much a name says: that it is the gradient, in the same letters or not; or only that it is the input's, as a key of a dictionary of gradients may be.</summary>
    private enum Says
    {
        Nothing,
        Input,
        ExactInput,
        Gradient,
        ExactGradient,
    }

    /// <summary>The gradients among some parts.</summary>
    public FoundGradients Of(IEnumerable<Part> parts)
    {
        count = forward.Returned is { } whole ? Part.ItemsOf(whole)?.Count : null;
        foreach (var part in parts)
        {
            Flatten(part.Value, part.Name, isKey: forward.Returned is DictionaryValue && subject.IsLoss, part.Place, 0);
        }

        return Matched();
    }

    /// <summary>The gradients in what a backward function returned.</summary>
    public FoundGradients Of(Value returned, IReadOnlyList<Part> parts)
    {
        count = parts.Count;
        foreach (var part in parts)
        {
            Flatten(part.Value, part.Name, isKey: returned is DictionaryValue, part.Place, 0);
        }

        return Matched();
    }

    /// <summary>Whether what was found goes by the name of a gradient wherever it has one: values that a forward pass keeps are not.</summary>
    public bool AreGradients() => taken.TrueForAll(pair =>
    {
        var names = forward.Locals.Where(local => ReferenceEquals(local.Value, pair.Leaf.Value)).Select(local => local.Key).ToList();
        return SaysOf(pair.Leaf.Name, asked[pair.Input]) >= Says.Gradient
            || (pair.Leaf.IsKey ? !forward.Arguments.Values.Any(argument => ReferenceEquals(argument, pair.Leaf.Value)) && !names.Contains(pair.Leaf.Name!) : names.TrueForAll(name => ParameterNames.IsIncoming(name) || SaysOf(name, asked[pair.Input]) >= Says.Gradient));
    });

    private FoundGradients Matched()
    {
        var found = new Leaf?[asked.Count];
        var keyed = leaves.Where(leaf => leaf.IsKey).ToList();
        var least = keyed.Exists(leaf => Enumerable.Range(0, asked.Count).Any(k => SaysOf(leaf.Name, asked[k]) >= Says.Gradient)) ? Says.Gradient : Says.Input;
        Name(found, keyed, least);

        // A dictionary whose keys say nothing of any gradient is a list.
        var open = found.Any(leaf => leaf is not null) ? leaves.Except(keyed).ToList() : leaves;
        var missing = Enumerable.Range(0, asked.Count).Where(k => found[k] is null).ToList();
        if (!subject.IsCourse && AreNamed(open) && (open.Count != missing.Count || AllAre(open, Says.Gradient)))
        {
            Name(found, open, Says.Gradient);
            return Found(found);
        }

        if (subject.IsCourse || open.Count == missing.Count || (keyed.Count > 0 && open.Count == 0))
        {
            foreach (var (k, leaf) in missing.Zip(open))
            {
                found[k] = leaf;
            }

            return Found(found);
        }

        // One for each argument, those that are not asked about included.
        var arguments = forward.Arguments.Keys.ToList();
        if (missing.Count == asked.Count && open.Count == arguments.Count)
        {
            missing.ForEach(k => found[k] = open[arguments.IndexOf(asked[k])]);
            return Found(found);
        }

        return Found(found) with
        {
            Fault = $"returns {open.Count} {(open.Count == 1 ? "value" : "values")} where {string.Join(", ", missing.Select(k => $"`d{asked[k]}`"))} {(missing.Count == 1 ? "is" : "are")} asked for, and no name says which is which: return them in that order, or in a dictionary with these keys",
        };
    }

    private FoundGradients Found(Leaf?[] found)
    {
        taken.AddRange(found.Index().Where(pair => pair.Item is not null).Select(pair => (pair.Index, pair.Item!)));
        return new([.. found.Select(leaf => leaf?.Numbers)], [.. found.Select(leaf => leaf?.Place)]);
    }

    /// <summary>Whether all that is asked for is there by its name.</summary>
    private bool AllAre(List<Leaf> open, Says least) => asked.All(input => open.Exists(leaf => SaysOf(leaf.Name, input) >= least));

    /// <summary>Whether each name is that of another of the gradients.</summary>
    private bool AreNamed(List<Leaf> open)
    {
        var named = open.Where(leaf => leaf.Value is not NoneValue).Select(leaf => asked.FirstOrDefault(input => SaysOf(leaf.Name, input) >= Says.Gradient)).ToList();
        var known = named.OfType<string>().ToList();

        // More than those asked for may be returned; fewer may, too, but then each has to be known.
        return known.Count > 0 && known.Distinct().Count() == known.Count && (known.Count == asked.Count || (known.Count == named.Count && named.Count < asked.Count));
    }

    private void Name(Leaf?[] found, List<Leaf> from, Says least)
    {
        var pairs = from.SelectMany(leaf => Enumerable.Range(0, asked.Count).Select(k => (leaf, k, says: SaysOf(leaf.Name, asked[k])))).Where(pair => pair.says >= least).OrderByDescending(pair => pair.says);
        var used = new HashSet<Leaf>(ReferenceEqualityComparer.Instance);
        foreach (var (leaf, k, _) in pairs)
        {
            if (found[k] is null && used.Add(leaf))
            {
                found[k] = leaf;
            }
        }
    }

    private Says SaysOf(string? name, string input)
    {
        var most = Says.Nothing;
        foreach (var alias in name is null ? [] : forward.Aliases(input))
        {
            var says = name == "d" + alias ? Says.ExactGradient
                : ParameterNames.IsGradientOf(name!, alias) ? Says.Gradient
                : name == alias ? Says.ExactInput
                : Roles.Plain(name!) == Roles.Plain(alias) ? Says.Input
                : Says.Nothing;
            most = says > most ? says : most;
        }

        return most;
    }

    private void Flatten(Value value, string? name, bool isKey, int place, int depth)
    {
        if (leaves.Count >= MostLeaves || depth > MostDepth)
        {
            return;
        }

        switch (value)
        {
            case ListValue list when Numbers(list, depth) is { } numbers && !(list.Items.Count == asked.Count && asked.All(input => forward.Inputs.GetValueOrDefault(input) is { Shape.Length: 0 })):
                leaves.Add(new(name, isKey, place, value, numbers));
                break;
            case TupleValue tuple:
                FlattenAll(tuple.Items, place, depth);
                break;
            case ListValue list:
                FlattenAll(list.Items, place, depth);
                break;
            case DictionaryValue dictionary:
                foreach (var (key, item) in dictionary.Items)
                {
                    Flatten(item, (key.Key as StringValue)?.Value, true, place, depth + 1);
                }

                break;
            default:
                leaves.Add(new(name, isKey, place, value, Snapshot.Of(value)));
                break;
        }
    }

    private void FlattenAll(IReadOnlyList<Value> items, int place, int depth)
    {
        var names = depth > 0 || place < 0 || count is not { } parts ? new string?[items.Count] : ReturnNames.Inside(function, parts, place, items.Count);
        for (var k = 0; k < items.Count && leaves.Count < MostLeaves; k++)
        {
            Flatten(items[k], names[k], false, place, depth + 1);
        }
    }

    /// <summary>A list of numbers, or of such lists, as an array; null for any other.</summary>
    private static Snapshot? Numbers(ListValue list, int depth)
    {
        if (list.Items.Count is 0 or > 100_000 || depth > MostDepth)
        {
            return null;
        }

        var items = new List<Snapshot>();
        foreach (var item in list.Items)
        {
            if ((item is ListValue inner ? Numbers(inner, depth + 1) : item is NdArray ? null : Snapshot.Of(item)) is not { } numbers || (items.Count > 0 && !numbers.Shape.AsSpan().SequenceEqual(items[0].Shape)))
            {
                return null;
            }

            items.Add(numbers);
        }

        return new([items.Count, .. items[0].Shape], [.. items.SelectMany(item => item.Values)]);
    }

    private sealed record Leaf(string? Name, bool IsKey, int Place, Value Value, Snapshot? Numbers);
}
