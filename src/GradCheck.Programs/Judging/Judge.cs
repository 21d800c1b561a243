using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Judging;

/// <summary>Holds the values of a backward pass against what the forward pass makes true.</summary>
internal sealed class Judge
{
    /// <summary>Operations beyond this many are not held against by value.</summary>
    private const int MostOperations = 400;

    /// <summary>Values beyond this many are not held against, by name or by value: far more than a forward pass of a course has.</summary>
    private const int MostValues = 1000;

    /// <summary>What terms that cancel leave of their size: a few roundings for each.</summary>
    private const double ShareOfZero = 1e-11;

    /// <summary>Whatever its terms, what is larger than this is no zero.</summary>
    private const double MostOfZero = 1e-6;

    private readonly bool isScript;
    private readonly ForwardRun forward;
    private readonly GradientTruth truth;
    private readonly PathSums sums;
    private readonly SourceText source;
    private readonly List<Event> named;
    private readonly List<Event> values;
    private readonly Lazy<List<(Snapshot Value, string Words)>> known;

    /// <summary>Prepares to judge.</summary>
    /// <param name="forward">The recorded forward pass.</param>
    /// <param name="truth">The gradients through it.</param>
    /// <param name="source">The program's text.</param>
    /// <param name="isForward">Which values of a run that is forward and backward in one are of the forward pass; null for all.</param>
    public Judge(ForwardRun forward, GradientTruth truth, SourceText source, Func<Event, bool>? isForward = null)
    {
        isScript = isForward is not null;
        var made = isForward is null ? forward.Events : forward.Events.Where(isForward);
        (this.forward, this.truth, this.source, sums) = (forward, truth, source, new(truth));
        named = [.. made.Where(item => item is { Value: not null, IsReturn: false }).Take(MostValues)];
        values = [.. made.Where(item => item.Value?.Nodes is not null && !item.IsReturn).Take(MostValues)];
        known = new(Known);
    }

    /// <summary>Judges a value of the backward pass.</summary>
    public Judgement Of(Event made)
    {
        if (made.Value is not { } value || (value.IsDiscrete && value.Shape.Length == 0) || made.IsReturn)
        {
            return Judgement.Unchecked;
        }

        var (named, partOnly) = Named(made.Name);
        foreach (var pair in named)
        {
            var gradient = TruthOf(pair, value);

            // The same numbers in another shape, such as (N, G, C // G, H, W) for (N, C, H, W), are the same gradient.
            if (IsGradient(value, gradient, pair) || (value.Shape.Length > 1 && gradient.Shape.Length > 1 && Near.Close(value.Values, gradient.Values)))
            {
                return new(LineVerdict.Match, $"the gradient of {Words(pair)}", gradient, pair);
            }
        }

        foreach (var pair in named.Concat(partOnly))
        {
            if (PartIn(value, pair) is { } words)
            {
                return new(LineVerdict.Match, words, null, pair) { IsPart = named.Contains(pair) };
            }
        }

        if (value.Values.Any(entry => entry != 0) && value.Values.Length > 1)
        {
            foreach (var (right, words) in known.Value)
            {
                if (Near.Holds(value, right))
                {
                    return named is [var own, ..]
                        ? new(LineVerdict.Match, isScript ? $"the gradient of {Words(own)}" : words, truth.Of(own.Value!), own, IsAnother: true)
                        : new(LineVerdict.Match, words, null, null);
                }
            }
        }

        return named is [var first, ..]
            ? new(LineVerdict.Mismatch, $"the gradient of {Words(first)}", TruthOf(first, value), first)
            : Judgement.Unchecked;
    }

    /// <summary>Whether a value that came out of the cache belongs to another name of the forward pass than the one it got.</summary>
    /// <returns>The name it has in the forward pass, or null.</returns>
    public string? MistakenFor(Event unpacked)
    {
        if (unpacked.Value is not { } value || (value.IsDiscrete && value.Values.Length < 2)
            || unpacked.Statement is not AssignStatement { Targets: [TupleExpression targets] })
        {
            return null;
        }

        // A number says little by its value, but it is no array. What another name of the tuple should have got, was exchanged with it.
        if (named.Exists(item => item.Name == unpacked.Name && Near.Holds(value, item.Value!)))
        {
            return null;
        }

        var literal = named.FindAll(item => item.Name == unpacked.Name);
        var own = literal.Count > 0 ? literal : values.FindAll(item => Roles.Plain(item.Name) == Roles.Plain(unpacked.Name));
        var names = targets.Elements.OfType<NameExpression>().Select(name => name.Id).ToList();
        return own.Count == 0 || own.Exists(item => Near.Holds(value, item.Value!))
            || (value.Values.Length < 2 && own.Exists(item => item.Value!.Values.Length < 2))
            ? null
            : named.Find(item => names.Exists(name => AreOne(name, item.Name)) && Near.Holds(value, item.Value!))?.Name;
    }

    /// <summary>Whether a value is the derivative of the one that its name tells by another of the forward pass, and so a factor of a gradient and not one.</summary>
    /// <param name="made">The value.</param>
    public bool IsDerivative(Event made) => made.Value is { } value && value.Values.Length > 1
        && Named(made.Name).Whole.Exists(pair => truth.DerivativesOf(pair.Value!, values.Where(other => other != pair && Near.Fits(other.Value!.Shape, value.Shape)).Select(other => other.Value!))
            .Any(derivative => Near.Holds(value, derivative)));

    /// <summary>The operations whose contribution to a gradient is missing from a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="pair">The forward value whose gradient it is a part of.</param>
    /// <returns>Their numbers; null if the value is no sum of some of the paths, or of all of them.</returns>
    public IReadOnlyList<int>? MissingPaths(Snapshot value, Event pair) => sums.Of(value, pair.Value!) is { Missing: { Count: > 0 } missing } ? missing : null;

    /// <summary>The forward function's parameter that takes an input.</summary>
    public Event? ParameterOf(string input) => forward.Call.Inputs.TryGetValue(input, out var value)
        ? values.Find(made => made.Statement is null && made.Value!.Nodes.AsSpan().SequenceEqual(value.Nodes))
        : null;

    /// <summary>The gradient with respect to an input as it was when the forward function was called.</summary>
    public Snapshot? OfInput(string input) => forward.Call.Inputs.TryGetValue(input, out var value) ? truth.Of(value) : null;

    /// <summary>Whether a value is a gradient: of a script also where it only broadcasts to it, and where the gradient is 0 but for what its terms leave.</summary>
    /// <param name="value">The value.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="pair">What it is the gradient of.</param>
    public bool IsGradient(Snapshot value, Snapshot gradient, Event pair) => Near.Holds(value, gradient)
        || (isScript && (IsZero(value, gradient, pair) || (Broadcast.To(value, gradient.Shape) is { } written && Near.Holds(written, gradient))));

    private bool IsZero(Snapshot value, Snapshot gradient, Event pair)
    {
        if (!Near.Fits(value.Shape, gradient.Shape) || pair.Value is null || !value.Values.Concat(gradient.Values).All(double.IsFinite))
        {
            return false;
        }

        var largest = value.Values.Concat(gradient.Values).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest < MostOfZero && largest <= ShareOfZero * truth.ScaleOf(pair.Value);
    }

    /// <summary>The gradient that a name says a value is. Entries that no input reaches, such as the zeros of a padding, are not known: they are taken as they are.</summary>
    /// <param name="pair">What it is the gradient of.</param>
    /// <param name="value">The value.</param>
    public Snapshot TruthOf(Event pair, Snapshot value)
    {
        var gradient = truth.Of(pair.Value!)!;
        var nodes = pair.Value!.Nodes!;
        return value.Values.Length == nodes.Length && nodes.AsSpan().Contains(0)
            ? gradient with { Values = [.. gradient.Values.Select((entry, k) => nodes[k] == 0 ? value.Values[k] : entry)] }
            : gradient;
    }

    private static bool AreOne(string name, string other) =>
        Roles.Plain(name) == Roles.Plain(other) || (Roles.Of(name) != Role.None && Roles.Of(name) == Roles.Of(other));

    private (List<Event> Whole, List<Event> Parts) Named(string name)
    {
        var (whole, parts) = (new List<Event>(), new List<Event>());
        foreach (var (plain, isPart) in GradientNames.Subjects(name))
        {
            // dE is the gradient of E, even where there is an e.
            var spelt = values.FindAll(item => name.EndsWith(item.Name, StringComparison.Ordinal) && Roles.Plain(item.Name) == plain);
            var literal = spelt.Count > 0 ? spelt : values.FindAll(item => Roles.Plain(item.Name) == plain);
            var role = Roles.Of(plain);
            var same = literal.Count > 0 || role == Role.None ? literal : values.FindAll(item => Roles.Of(item.Name) == role);

            // The last value that a name had comes first: that is the one that was used, as a rule.
            same.Reverse();
            (isPart ? parts : whole).AddRange(same);
        }

        return (whole, parts);
    }

    private string? PartIn(Snapshot value, Event pair) => sums.Of(value, pair.Value!) is not var (taken, _) ? null
        : $"the part of the gradient of {Words(pair)} that comes through line {string.Join(" and ", taken.Select(LineOf).Distinct())}";

    private List<(Snapshot, string)> Known()
    {
        var list = new List<(Snapshot, string)>();
        foreach (var made in values)
        {
            list.Add((truth.Of(made.Value!)!, $"the gradient of {Words(made)}"));
        }

        foreach (var made in values)
        {
            list.Add((made.Value!, $"the forward value of {Words(made)}"));
        }

        foreach (var operation in forward.Session.Tape.Operations.Where(operation => operation.Nodes is not null).Take(MostOperations))
        {
            var value = new Snapshot(operation.Shape, operation.Values, operation.Nodes);
            var words = $"the result of {operation.Name} in line {LineOf(operation.Number)}";
            list.Add((truth.Of(value)!, $"the gradient of {words}"));
            list.Add((value, words));
        }

        return list;
    }

    /// <summary>A value by its name and line; an entry of a dictionary by those of the value that it is.</summary>
    private string Words(Event made) => DisplayedEntries.ValuesOf((made.Statement as AssignStatement)?.Value) is not null
        && made.Reads.FirstOrDefault(read => read.Memory is not null && ReferenceEquals(read.Memory, made.Memory)) is { } origin ? Words(origin)
        : made.Statement is null
        ? $"`{made.Name}`"
        : $"`{made.Name}`, line {source.PlaceOf(made.Statement.Span.Start)}";

    private string LineOf(int operation) => source.PlaceOf(forward.Session.Tape.Operations[operation - 1].Span.Start);
}
