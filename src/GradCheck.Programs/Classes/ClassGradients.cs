using GradCheck.Programs.Entries;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Returns;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Classes;

/// <summary>Finds the gradients that a backward method returned or left in its object: by names, and by places where no name says anything; never by value.</summary>
/// <param name="plan">The class.</param>
/// <param name="forward">The forward pass.</param>
/// <param name="subject">The layer.</param>
internal sealed class ClassGradients(ClassPlan plan, ForwardCall forward, Subject subject)
{
    private readonly IReadOnlyList<string> asked = subject.Inputs;
    private readonly Snapshot?[] values = new Snapshot?[subject.Inputs.Count];
    private readonly int?[] places = new int?[subject.Inputs.Count];
    private readonly Dictionary<int, (string, Value)> left = [];
    private readonly HashSet<int> misspelt = [];
    private readonly HashSet<Value> taken = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Value> inner = new(ReferenceEqualityComparer.Instance);

    /// <summary>The gradients in what a backward method gave.</summary>
    /// <param name="result">What it returned, and its object.</param>
    public FoundGradients Of(BackResult result)
    {
        var method = plan.Backward ?? plan.Forward;
        List<Part> parts = result.Returned is NoneValue ? []
            : [.. Flat(result.Returned, plan.Backward is null ? forward.Wiring.Rest : Part.Of(result.Returned, method))];
        ByPosition(parts);
        ByName(parts);
        var held = result.Receiver is { } root ? ObjectPaths.In(root) : [];
        Left(held);
        Misspelt();
        Alone(parts, held);
        InOrder(parts);
        Updated(held);
        return new(values, places) { Left = left };
    }

    /// <summary>The parts of what was returned; a dictionary, or a list beside another value, is gone into.</summary>
    private IEnumerable<Part> Flat(Value returned, IReadOnlyList<Part> parts) => parts.SelectMany(part => part.Value switch
    {
        DictionaryValue dictionary when !ReferenceEquals(returned, dictionary) =>
            dictionary.Items.Select(item => Inner((item.Key.Key as StringValue)?.Value, part.Place, item.Value)),
        TupleValue tuple when !ReferenceEquals(returned, tuple) => tuple.Items.Select(item => Inner(null, part.Place, item)),
        _ => [part],
    });

    private Part Inner(string? name, int place, Value value)
    {
        inner.Add(value);
        return new(name, place, value);
    }

    /// <summary>What a context gave back has a place for each argument of the forward method.</summary>
    private void ByPosition(List<Part> parts)
    {
        if (plan.Kind == ClassKind.Context)
        {
            var parameters = plan.Forward.Parameters.Items.Skip(1).Select(parameter => parameter.Name).ToList();
            for (var k = 0; k < asked.Count; k++)
            {
                var at = parameters.FindIndex(name => forward.Aliases(asked[k]).Contains(name));
                if (at >= 0 && at < parts.Count)
                {
                    Take(k, parts[at]);
                    values[k] = values[k] is { } made && forward.Inputs.TryGetValue(asked[k], out var input) ? SummedTo(input.Shape, made) : values[k];
                }
            }
        }
        else if (subject.IsCourse && plan.Kind == ClassKind.Static && parts.Count == asked.Count)
        {
            InOrder(parts);
        }
    }

    /// <summary>A gradient summed over the axes that its input was broadcast along, as torch's engine does with what it is given.</summary>
    private static Snapshot SummedTo(int[] shape, Snapshot made)
    {
        var extra = made.Shape.Length - shape.Length;
        if (extra < 0 || made.Shape.AsSpan().SequenceEqual(shape) || !shape.Index().All(axis => axis.Item == 1 || axis.Item == made.Shape[axis.Index + extra]))
        {
            return made;
        }

        var sums = new double[shape.Aggregate(1, (a, b) => a * b)];
        for (var k = 0; k < made.Values.Length; k++)
        {
            var (rest, to, step) = (k, 0, 1);
            for (var axis = made.Shape.Length - 1; axis >= 0; axis--)
            {
                var at = rest % made.Shape[axis];
                rest /= made.Shape[axis];
                if (axis >= extra)
                {
                    to += shape[axis - extra] == 1 ? 0 : at * step;
                    step *= shape[axis - extra];
                }
            }

            sums[to] += made.Values[k];
        }

        return new(shape, sums);
    }

    private void ByName(List<Part> parts)
    {
        foreach (var k in Missing())
        {
            var named = parts.FirstOrDefault(part => part.Name is { } name && part.Numbers is not null && forward.Aliases(asked[k]).Any(alias => ParameterWords.IsGradient(name, alias) == 2))
                ?? parts.FirstOrDefault(part => part.Name is { } name && part.Numbers is not null && (IsKey(name, k) || (SlotOf(k) is { } slot && ParameterWords.IsGradient(name, LeafOf(slot.Path)) > 0)));
            if (named is not null)
            {
                Take(k, named);
            }
        }
    }

    /// <summary>Whether a name is that of the input itself, as the keys of a dictionary of gradients are.</summary>
    private bool IsKey(string name, int k) => name == asked[k] && plan.Backward is null;

    /// <summary>What lies in the object under the name of a parameter's gradient, or under its own where gradients are kept.</summary>
    private void Left(IReadOnlyList<Held> held)
    {
        foreach (var k in Missing().Where(k => !IsArgument(k)))
        {
            var homes = HomesOf(asked[k], held);
            var best = held.Select(item => (Item: item, Score: homes.Count == 0 ? 0 : homes.Max(home => ScoreOf(item, home)))).Where(pair => pair.Score > 0).OrderByDescending(pair => pair.Score).FirstOrDefault().Item;
            if (best is not null)
            {
                Take(k, best);
            }
        }
    }

    /// <summary>A gradient whose name differs from the others' in capitals alone, <c>dldb</c> beside <c>dLdW</c>, is not where whoever reads them looks.</summary>
    private void Misspelt()
    {
        List<(int K, string Prefix)> prefixes = [];
        for (var k = 0; k < asked.Count; k++)
        {
            if (SlotOf(k) is { } slot && places[k] is { } place && left.TryGetValue(place, out var kept) && LeafOf(slot.Path) is var leaf && Roles.Own(kept.Item1) is var name
                && name.EndsWith(leaf, StringComparison.OrdinalIgnoreCase) && name.Length > leaf.Length)
            {
                prefixes.Add((k, name[..^leaf.Length]));
            }
        }

        var usual = prefixes.FirstOrDefault().Prefix;
        foreach (var (k, prefix) in prefixes.Where(item => item.Prefix != usual && string.Equals(item.Prefix, usual, StringComparison.OrdinalIgnoreCase)))
        {
            left.Remove(places[k]!.Value);
            (values[k], places[k]) = (null, null);
            misspelt.Add(k);
        }
    }

    /// <summary>Where a parameter lies in the object: its own place, and that of every other name of its memory.</summary>
    private List<Held> HomesOf(string input, IReadOnlyList<Held> held)
    {
        var slot = plan.Slots.FirstOrDefault(slot => slot.Input == input || slot.Ingredient == input);
        var storage = slot is null ? null : held.FirstOrDefault(item => item.Path == slot.Path)?.Floats?.Storage;
        var homes = held.Where(item => item.Path == slot?.Path || (storage is not null && ReferenceEquals(item.Floats?.Storage, storage))).ToList();
        if (forward.Inputs.TryGetValue(input, out var before))
        {
            homes.AddRange(held.Where(item => !homes.Contains(item) && item.Floats is { } array && Near.Fits(array.Shape, before.Shape) && array.ToDoubles().AsSpan().SequenceEqual(before.Values)));
        }

        // A parameter that the client gives has the name it is given under, wherever it lies.
        return [.. homes, new(string.Empty, input, NoneValue.Instance)];
    }

    private static int ScoreOf(Held item, Held home)
    {
        if (ReferenceEquals(item.Value, home.Value))
        {
            return 0;
        }

        var alike = ParameterWords.IsGradient(item.Leaf, home.Leaf);
        var isBeside = item.Container == home.Container;
        var isSameKey = Roles.Plain(item.Leaf) == Roles.Plain(home.Leaf) && ParameterWords.HoldsGradients(item.Container) && item.Container != home.Container;
        return isBeside && alike == 2 && !home.IsEntry ? 8
            : isSameKey ? 7
            : ParameterWords.HoldsGradients(item.Container) && alike == 2 ? 6
            : isBeside && home.Leaf is "data" or "value" && item.Leaf == "grad" ? 6
            : isBeside && alike == 1 ? 5
            : home.IsEntry && item.Container.Length == 0 && alike == 2 ? 4
            : 0;
    }

    /// <summary>The one array that was returned, or the first of several, or what lies under the name of an input's gradient, belongs to the input.</summary>
    private void Alone(List<Part> parts, IReadOnlyList<Held> held)
    {
        var open = Missing().Where(IsArgument).ToList();
        if (open.Count == 0)
        {
            return;
        }

        if (parts.Find(part => part.Numbers is not null && !IsTaken(part)) is { } first && (open.Count == 1 || parts.Count(part => part.Numbers is not null && !IsTaken(part)) == 1) && plan.Backward is not null)
        {
            Take(open[0], first);
        }
        else
        {
            foreach (var k in open)
            {
                if (held.FirstOrDefault(item => item.Container.Length == 0 && forward.Aliases(asked[k]).Any(alias => ParameterWords.IsInputGradient(item.Leaf, alias))) is { } named)
                {
                    Take(k, named);
                }
            }
        }
    }

    /// <summary>One value for each gradient that is left.</summary>
    private void InOrder(List<Part> parts)
    {
        var open = parts.Where(part => part.Value is not NoneValue && !IsTaken(part)).ToList();
        var missing = Missing().ToList();
        if (open.Count == missing.Count)
        {
            missing.Zip(open).ToList().ForEach(pair => Take(pair.First, pair.Second));
        }
    }

    /// <summary>Where no gradient is kept at all, the step that was taken in place is one, at a learning rate of 1.</summary>
    private void Updated(IReadOnlyList<Held> held)
    {
        var own = Enumerable.Range(0, asked.Count).Where(k => SlotOf(k) is not null).ToList();
        foreach (var k in own.TrueForAll(k => values[k] is null) ? own : [])
        {
            if (SlotOf(k) is { } slot && forward.Inputs.TryGetValue(asked[k], out var before) && held.FirstOrDefault(item => item.Path == slot.Path)?.Floats is { } after
                && after.Size == before.Values.Length && after.ToDoubles() is var now && !now.AsSpan().SequenceEqual(before.Values))
            {
                values[k] = before with { Values = [.. before.Values.Zip(now, (old, made) => old - made)], Nodes = null };
                places[k] = Event.FirstLeft + k;
                left[Event.FirstLeft + k] = ($"self.{slot.Path}", after);
            }
        }
    }

    /// <summary>Whether an input is an argument of the forward method, and no parameter of the object.</summary>
    private bool IsArgument(int k) => SlotOf(k) is null && forward.Arguments.ContainsKey(asked[k]);

    private Slot? SlotOf(int k) => plan.Slots.FirstOrDefault(slot => slot.Input == asked[k] || slot.Ingredient == asked[k]);

    private static string LeafOf(string path) => path.TrimEnd(']', '\'').Split('.', '[', '\'')[^1];

    private IEnumerable<int> Missing() => Enumerable.Range(0, asked.Count).Where(k => values[k] is null && !misspelt.Contains(k));


    private bool IsTaken(Part part) => taken.Contains(part.Value);

    private void Take(int k, Part part)
    {
        // What lies in a dictionary beside a loss is by itself, as what lies in an object is.
        var isInner = inner.Contains(part.Value);
        (values[k], places[k]) = (part.Numbers, isInner ? Event.FirstLeft + k : part.Place);
        taken.Add(part.Value);
        if (isInner)
        {
            left[Event.FirstLeft + k] = (part.Name ?? asked[k], part.Value);
        }
    }

    private void Take(int k, Held item)
    {
        (values[k], places[k]) = (Snapshot.Of(item.Value), Event.FirstLeft + k);
        left[Event.FirstLeft + k] = ($"self.{item.Path}", item.Value);
    }
}
