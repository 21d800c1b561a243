using GradCheck.Programs.Judging;
using GradCheck.Programs.Names;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Scripts;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>How the values of a backward pass hang together: which gradients each goes into, and what its name says of it.</summary>
/// <param name="program">The program.</param>
/// <param name="worst">The case that is looked at; its backward pass ran to its end.</param>
internal sealed class GradientPaths(ProgramUnderTest program, Examined worst)
{
    private readonly BackwardRun run = worst.Backward!;

    private readonly Dictionary<Event, bool> factors = [];

    private readonly Lazy<HashSet<Event>> ofTheLoss = new(() =>
        [.. Upstream.Of(worst.Forward.Events.Where(item => item.IsReturn && worst.Forward.IsOutput(item)))]);

    /// <summary>The returned values that hold any of some gradients.</summary>
    /// <param name="gradients">The gradients, by their place among the layer's inputs.</param>
    public List<Event> OutputsOf(IReadOnlyCollection<int> gradients) =>
        [.. run.Events.Where(made => made.IsReturn && made.Frame.Caller is null && GradientsOf(made).Any(gradients.Contains))];

    /// <summary>The values that went into a returned one all of whose gradients are among some.</summary>
    /// <param name="gradients">The gradients, by their place among the layer's inputs.</param>
    public HashSet<Event> MadeFor(IReadOnlyCollection<int> gradients) => [.. Upstream.Of(run.Events.Where(made =>
        made.IsReturn && made.Frame.Caller is null && GradientsOf(made) is { Count: > 0 } held && held.TrueForAll(gradients.Contains)))];

    /// <summary>Which gradients a returned value holds.</summary>
    /// <param name="output">The value.</param>
    public List<int> GradientsOf(Event output) => [.. Enumerable.Range(0, run.Places.Count)
        .Where(k => run.Places[k] is { } place && AreOne(place, output.Position))];

    /// <summary>Whether two places are one, or one of them stands for all that was returned; what was left in an object is by itself.</summary>
    private static bool AreOne(int place, int position) =>
        place == position || (Math.Max(place, position) < Event.FirstLeft && Math.Min(place, position) < 0);

    /// <summary>Whether a value goes into a gradient.</summary>
    /// <param name="made">The value.</param>
    /// <param name="outputs">The returned values.</param>
    /// <param name="gradient">The gradient.</param>
    public bool Reaches(Event made, List<Event> outputs, int gradient) =>
        Upstream.Of(outputs.Where(output => GradientsOf(output).Contains(gradient))).Contains(made);

    /// <summary>The gradients that a value reaches: only these need come right with it.</summary>
    /// <param name="at">The value.</param>
    /// <param name="outputs">The returned values that are wrong.</param>
    /// <param name="wrong">The gradients that are wrong.</param>
    public List<int> Concerned(Event at, List<Event> outputs, List<int> wrong)
    {
        if (outputs.Exists(output => output.Position < 0) && wrong.Count > 1 && worst.Of(at).Pair is { } pair
            && wrong.FindAll(k => worst.PairOf(k) == pair) is { Count: > 0 } named)
        {
            return named;
        }

        var reached = wrong.FindAll(k => Reaches(at, outputs, k));
        return reached.Count > 0 ? reached : wrong;
    }

    /// <summary>The value that a returned name stands for; null where it stands for none.</summary>
    /// <param name="output">What is returned.</param>
    /// <param name="upstream">The values that went into what is wrong.</param>
    public static Event? NamedBy(Event output, IReadOnlyList<Event> upstream)
    {
        if (output.Stands is { } left)
        {
            return left;
        }

        var value = (output.Statement as ReturnStatement)?.Value;
        var elements = value switch
        {
            TupleExpression tuple => tuple.Elements,
            ListExpression list => list.Elements,
            var shown => DisplayedEntries.ValuesOf(shown),
        };
        var part = elements is not null && output.Position >= 0 && output.Position < elements.Count ? elements[output.Position] : value;
        // A script keeps a value under another name at its end: what was kept is meant.
        if (part is NameExpression { Id: var kept } && kept.IndexOf(GradientKeeping.Mark, StringComparison.Ordinal) is > 0 and var stem)
        {
            var end = upstream.LastOrDefault(made => made.Name == kept)?.Order ?? output.Order;
            return Written(upstream.LastOrDefault(made => made.Frame == output.Frame && made.Name == kept[..stem] && made.Order < end), end);
        }

        var named = part is NameExpression name ? upstream.LastOrDefault(made => made.Frame == output.Frame && made.Name == name.Id && made.Order < output.Order) : null;

        // Of a dictionary one entry is what is returned.
        return named is { Value: null } && output.Reads.Count == 1 && output.Reads.First() is { Value: not null } entry && upstream.Contains(entry)
            ? entry
            : Written(named, output.Order);

        // It may have been written through another name since.
        Event? Written(Event? named, int until) => named?.Memory is null ? named
            : upstream.LastOrDefault(made => made.InPlace && ReferenceEquals(made.Memory, named.Memory) && made.Order > named.Order && made.Order < until) ?? named;
    }

    /// <summary>Whether a value's name says which gradient it is, and it is not that gradient: the last value of each name.</summary>
    /// <param name="made">The value.</param>
    /// <param name="events">The values of its run.</param>
    public bool IsDeparture(Event made, IReadOnlyList<Event> events) =>
        made.Statement is not null && !IsFactor(made) && !IsWrittenLater(made, events)
        && worst.Of(made) is var judgement && (judgement.Verdict == LineVerdict.Mismatch || judgement.IsAnother)
        && !events.Any(later => later.Frame == made.Frame && later.Name == made.Name && later.Order > made.Order && !IsCopy(later, made));

    /// <summary>The value that an entry of a dictionary is a copy of, where that is not right; else the entry itself.</summary>
    /// <param name="entry">The entry, or any other value.</param>
    public Event OriginalOf(Event entry) =>
        DisplayedEntries.ValuesOf((entry.Statement as AssignStatement)?.Value) is not null
        && entry.Reads.FirstOrDefault(read => IsCopy(entry, read)) is { } copied && !IsRight(copied) ? copied : entry;

    /// <summary>Whether an array is written to later by another name, so that what it holds now says nothing: windows of a padded image.</summary>
    private static bool IsWrittenLater(Event made, IReadOnlyList<Event> events) => made.Memory is not null
        && events.Any(later => later.InPlace && later.Order > made.Order && later.Name != made.Name && ReferenceEquals(later.Memory, made.Memory));

    /// <summary>The line that calls a function with a gradient which is wrong already; the value itself where that is not so.</summary>
    /// <param name="made">A wrong value.</param>
    public Event CallerOf(Event made)
    {
        for (var frame = made.Frame; frame.Caller is { } caller; frame = caller)
        {
            var given = run.Events.Where(item => item.Frame == frame && item is { Statement: null, Value: not null });
            if (!given.Any(item => worst.Of(item) is { Verdict: LineVerdict.Mismatch, Pair: not null }))
            {
                break;
            }

            var call = Walk.Statements(program.Tree.Body).LastOrDefault(line => line is not FunctionStatement && !Walk.Blocks(line).Any() && line.Span.Start <= frame.CalledAt.Start && frame.CalledAt.End <= line.Span.End);
            if (call is null)
            {
                break;
            }

            made = run.Events.FirstOrDefault(item => item.Frame == caller && ReferenceEquals(item.Statement, call)) ?? Event.Unseen(call, caller);
        }

        return made;
    }

    /// <summary>Whether an entry of a dictionary is a value that has its name already: <c>{"dx": dx}</c>.</summary>
    private static bool IsCopy(Event later, Event made) =>
        !later.InPlace && later.Reads.Contains(made) && later.Memory is not null && ReferenceEquals(later.Memory, made.Memory);

    /// <summary>Whether a value that is made anew in the backward pass, such as a standard deviation, is another than its name says.</summary>
    /// <param name="made">The value.</param>
    public bool IsOtherStage(Event made) =>
        worst.ForwardHolds && made is { IsReturn: false, Value: { IsDiscrete: false } value }
        && worst.Trial.Truth?.StageOf(made.Name)?.Is(value) == false && !Upstream.Of([made]).Any(IsIncoming);

    /// <summary>Whether nothing is wrong with a value.</summary>
    /// <param name="made">The value.</param>
    public bool IsRight(Event made) => (worst.Of(made) is { IsRight: true } judgement && (!judgement.IsPart || HasLater(made))) || IsFactor(made);

    /// <summary>Whether a value is a derivative that the gradient which comes in is multiplied by later: <c>du = 1 - u ** 2</c>, then <c>dx = dout * du</c>.</summary>
    private bool IsFactor(Event made)
    {
        if (!factors.TryGetValue(made, out var known))
        {
            factors[made] = known = worst.Of(made).Verdict == LineVerdict.Mismatch && !Upstream.Of([made]).Any(IsIncoming)
                && run.Events.Any(later => later.Order > made.Order && Upstream.Of([later]) is var before && before.Contains(made) && before.Any(IsIncoming))
                && worst.Judge!.IsDerivative(made);
        }

        return known;
    }

    /// <summary>Whether a name gets another value later: what is a part of its gradient may be added to.</summary>
    private bool HasLater(Event made) => run.Events.Any(later => later.Frame == made.Frame && later.Name == made.Name && later.Order > made.Order);

    /// <summary>A value and those before it that nothing could be said of.</summary>
    /// <param name="at">The value.</param>
    public IEnumerable<Event> Suspects(Event at) =>
        Upstream.Of([at], IsRight).Where(made => made.Statement is not null && !made.IsAdded && IsBackward(made) && made != at).Prepend(at);

    /// <summary>Whether a value belongs to the way back: in one run, what does not go into the loss itself.</summary>
    /// <param name="made">The value.</param>
    public bool IsBackward(Event made) => !program.IsOneRun || !(worst.Passes?.IsForward(made) ?? ofTheLoss.Value.Contains(made));

    /// <summary>The code of the paths that are missing: those through the mean, through the variance, or both; null where they are others.</summary>
    /// <param name="operations">The numbers of the operations that they go through.</param>
    public string? CodeOf(IReadOnlyList<int> operations)
    {
        var tape = worst.Forward.Session.Tape.Operations;
        var roles = operations.Select(number => tape[number - 1].Span).Select(span => worst.Forward.Events
            .Where(made => made.Statement is not null && made.Statement.Span.Start <= span.Start && span.End <= made.Statement.Span.End)
            .Select(made => Roles.Of(made.Name))
            .FirstOrDefault(role => role != Role.None)).ToHashSet();
        return (roles.Contains(Role.Mean), roles.Contains(Role.Var) || roles.Contains(Role.Std) || roles.Contains(Role.Istd)) switch
        {
            (true, true) => "statistics_treated_as_constants",
            (true, false) => "missing_mean_path",
            (false, true) => "missing_variance_path",
            _ => null,
        };
    }

    /// <summary>Whether a value is the gradient that came in: what depends on it is no value of the forward pass, whatever its name.</summary>
    private bool IsIncoming(Event made) =>
        made is { Statement: null, Value: { } value } && worst.Forward.Douts?.Any(dout => value.Values.AsSpan().SequenceEqual(dout.Values)) == true;
}
