using GradCheck.Programs.Edits;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Blame;

/// <summary>Finds the line of a backward pass that departs from the truth, given that the lines before it were right.</summary>
/// <remarks>
/// The first value whose name says which gradient it is, and which is not that gradient, is where the departure is seen.
/// The line to blame is that one, or one of those before it that nothing could be said of. Among these, edits decide: one
/// that makes every gradient right that depends on the value; else one that makes the value itself right.
/// </remarks>
internal sealed class BackwardBlame(ProgramUnderTest program, SourceText source, IReadOnlyList<Examined> examined, Budget budget, RightHelpers helpers)
{
    /// <summary>From this score on a mend may make up for the mistake of another line.</summary>
    private const int LeastUnlikely = 2;

    private readonly EditTrial trial = new(program, examined, budget);
    private readonly CacheBlame cache = new(program, source, examined, budget);

    /// <summary>Finds the line; null where nothing is wrong.</summary>
    public Blamed? Find()
    {
        var worst = examined.FirstOrDefault(item => !item.BackwardHolds);
        if (worst?.Backward is not { } run)
        {
            return null;
        }

        if (run.Error is { } error)
        {
            return OfError(worst, run, error);
        }

        if (run.Gradients.Count < worst.Own.Count || run.Gradients.Take(worst.Own.Count).Any(gradient => gradient is null))
        {
            return OfMissing(worst, run);
        }

        var wrong = Enumerable.Range(0, worst.Own.Count).Where(k => examined.Any(item => !item.Holds(k))).ToList();
        return Search(worst, run, wrong);
    }

    private Blamed OfError(Examined worst, BackwardRun run, ProgramError error)
    {
        if (Unfinished.Of(program, error, run.Events, source) is { } unfinished)
        {
            return unfinished;
        }

        // The line that raises is not always the line that is wrong: a value of another shape may have come from before.
        if (cache.Unpacked(worst, run.Events) is { } unpacked)
        {
            return unpacked with { Words = $"{unpacked.Words}; {WrongLineWriter.LeadsTo(error, source)}" };
        }

        if (run.Events.Count > 0 && helpers.Covers(run.Events[^1]) && new Misuse(program, helpers).Of(run.Events[^1], run.Events, worst.Trial) is { } misused)
        {
            return new(misused.At.Statement!.Span, "wrong_layout", $"{misused.Words}; {WrongLineWriter.LeadsTo(error, source)}") { At = misused.At, Statement = misused.At.Statement };
        }

        if (EditTrial.MayComeFromElsewhere(error))
        {
            var before = run.Events.FirstOrDefault(made => !made.IsReturn && IsDeparture(worst, made, run.Events) && worst.Of(made).Truth is { } truth && !Near.Fits(made.Value!.Shape, truth.Shape));
            var raised = trial.Raised(error, run.Events).ToList();
            List<Event> suspects = [.. before is null ? [] : Suspects(worst, before), .. raised, .. run.Events.Where(made => made.Statement is not null)];
            List<int> all = [.. Enumerable.Range(0, worst.Own.Count)];
            if ((Repair(worst, run.Events, suspects, null, all, Found.Large) ?? Pair(run.Events, suspects, all) ?? Repair(worst, run.Events, suspects, null, all)) is { } repaired)
            {
                return repaired with { Words = WrongLineWriter.LeadsTo(error, source) };
            }

            if (before is not null && !raised.Exists(made => ReferenceEquals(before.Statement, made.Statement)))
            {
                return Blame(before, worst, "unknown") with { Words = WrongLineWriter.LeadsTo(error, source) };
            }
        }

        return new(error.Span, error.Code, $"{error.Type}: {error.Message}");
    }

    private Blamed OfMissing(Examined worst, BackwardRun run)
    {
        var last = run.Events.LastOrDefault(made => made.IsReturn && made.Frame.Caller is null);
        var inputs = program.Subject.Inputs;
        var missing = inputs.Where((_, k) => k >= run.Gradients.Count || run.Gradients[k] is null).Select(input => $"`d{input}`");
        var function = program.Backward ?? program.Forward;
        return new(last?.Statement?.Span ?? function.Span, "unfinished", $"`{function.Name}` does not return {string.Join(" and ", missing)} as an array") { At = last, Statement = last?.Statement };
    }

    private Blamed Search(Examined worst, BackwardRun run, List<int> wrong)
    {
        var outputs = run.Events.Where(made => made.IsReturn && made.Frame.Caller is null && GradientsOf(worst, made).Any(wrong.Contains)).ToList();
        if (outputs.Count == 0)
        {
            // So much was recorded that the end of the function was not.
            return new((program.Backward ?? program.Forward).Span, "unknown");
        }

        var reached = Upstream.Of(outputs);
        var upstream = reached.Where(made => made.Statement is not null && IsBackward(made) && !helpers.Covers(made)).ToList();
        if (cache.Unpacked(worst, upstream) is { } unpacked)
        {
            return unpacked;
        }

        int NumberOf(Statement statement) => source.LineOf(statement.Span.Start);
        if (First(Stale.Of(program, upstream, NumberOf).Concat(Overwritten.Of(program, upstream, NumberOf)).Concat(Misplaced.Of(program, upstream, NumberOf)), worst, wrong) is { } woven)
        {
            return woven;
        }

        var unsure = upstream.Where(made => worst.Of(made) is not { Verdict: LineVerdict.Match, IsAnother: false }).ToList();
        if (cache.MadeForIt(worst, run) is { } cached)
        {
            // What it is multiplied with may have lost its sign as well.
            return Burden.MayCompensate(cached.Edit!.Code) && Repair(worst, run.Events, unsure, null, wrong, cached.Score + 1) is { MakesAllRight: true } closer ? Refined(closer) : cached;
        }

        // What is returned under a name is a gradient for certain; of other values only the name says so, and it may mean another thing.
        var returned = outputs.Select(made => (Output: made, Named: NamedBy(made, upstream))).Where(pair => pair.Named is not null).DistinctBy(pair => pair.Named).ToDictionary(pair => pair.Named!, pair => pair.Output);
        // What a right gradient is made from is right as well, whatever its name says: 1/m may be kept apart from dZ.
        var right = Sound;
        var sound = Upstream.Of(run.Events.Where(made => made.IsReturn && made.Frame.Caller is null && GradientsOf(worst, made) is { Count: > 0 } held && held.TrueForAll(right.Contains))).ToHashSet();
        var departures = upstream.Where(made => returned.ContainsKey(made) || (IsDeparture(worst, made, upstream) && !sound.Contains(made))).ToList();
        var at = departures.FirstOrDefault() ?? outputs[0];
        var strict = departures.Find(made => returned.ContainsKey(made) || !worst.Of(made).IsAnother);
        foreach (var departs in upstream.Where(made => (departures.Contains(made) || IsOtherStage(worst, made)) && (strict is null || made.Order < strict.Order)))
        {
            var meant = Repair(worst, run.Events, [departs], departs, Concerned(worst, departs, outputs, wrong));
            if (meant is { MakesAllRight: true })
            {
                return Refined(Likelier(meant, [.. Suspects(worst, departs), .. unsure], Concerned(worst, departs, outputs, wrong)));
            }
        }

        at = strict ?? at;
        var concerned = Concerned(worst, at, outputs, wrong);
        var (pair, held) = returned.TryGetValue(at, out var output) ? (GradientsOf(worst, output) is [var alone] ? worst.Judge!.ParameterOf(program.Subject.Inputs[alone]) : null, output.Value) : (worst.Of(at).Pair, at.Value);
        // In a normalization layer what is missing is a path, as a rule; elsewhere it may be a window or an index.
        var isNorm = worst.Trial.Batch is not null;
        if (isNorm && Missing(worst, at, held, pair) is { } missing)
        {
            return missing;
        }

        List<Event> suspects = [.. Suspects(worst, at), .. outputs.Where(made => made.Position >= 0 && GradientsOf(worst, made).Any(concerned.Contains))];
        var writers = held is not null && held.Values.All(entry => entry == 0) ? Untouched.Writers(program, at) : [];
        if (writers.Count > 0)
        {
            // Nothing arrives there: the loops, what they run over, and the lines that write somewhere else are suspected.
            var known = suspects.ToHashSet();
            suspects.AddRange(run.Events.Where(made => made.Frame == at.Frame && made.Statement is not null && !made.IsReturn && known.Add(made)));
            suspects.AddRange(writers.Where(statement => !known.Any(made => ReferenceEquals(made.Statement, statement))).Select(statement => EditTrial.Unseen(statement, at.Frame)));
        }

        var isRightAlready = worst.Of(at) is { Verdict: LineVerdict.Match, IsAnother: false };
        var repaired = Repair(worst, run.Events, suspects, isRightAlready ? null : at, concerned);
        if (repaired is { MakesAllRight: true })
        {
            return Refined(Likelier(repaired, [.. suspects, .. unsure], concerned));
        }

        if (Missing(worst, at, held, pair) is { } lacking)
        {
            return lacking;
        }

        // A name may not mean what it says: where another line can be mended so that all comes right, that one is it.
        var others = unsure.Where(made => !suspects.Contains(made)).ToList();
        var elsewhere = others.Count == 0 ? null : Repair(worst, run.Events, others, null, concerned);
        if (elsewhere is { MakesAllRight: true } found)
        {
            return Refined(Fewest(found, concerned));
        }

        // A line that copies a value of the forward pass made what its name may not mean.
        var copies = upstream.Where(made => !suspects.Contains(made) && !others.Contains(made) && worst.Of(made).Pair is null).ToList();
        if (copies.Count > 0 && Repair(worst, run.Events, copies, null, concerned) is { MakesAllRight: true } copied)
        {
            return Refined(Fewest(copied, concerned));
        }

        if (Pair(run.Events, [.. suspects, .. others], concerned) is { } paired)
        {
            return Refined(paired);
        }

        if (repaired is not null)
        {
            return Refined(repaired);
        }

        if (reached.FirstOrDefault(made => made.Statement is not null && helpers.Covers(made) && worst.Of(made) is { Verdict: LineVerdict.Mismatch }) is { } inside
            && inside.Order < at.Order && new Misuse(program, helpers).Of(inside, run.Events, worst.Trial) is { } misused)
        {
            return Blame(misused.At, worst, "wrong_layout") with { Words = misused.Words };
        }

        if (Untouched.Idle(writers, run.Events) is { } idle)
        {
            return new(Walk.Children(idle).Last().Span, "unknown", $"this loop never runs, so `{at.Name}` stays all zeros") { Statement = idle };
        }

        return concerned is [var only, ..] && held is not null && worst.Own[only] is { } own && Near.Close(held.Values, own.Values)
            ? Blame(at, worst, "wrong_shape") with { Words = $"the numbers are right, but the shape is {held.ShapeText} where {own.ShapeText} belongs" }
            : Refined(Blame(at, worst, TensorCauses.OfBackward(examined) ?? "unknown"));

        // What makes up for a mistake in a line that it was not made in is given up for a smaller change of a line before.
        Blamed Likelier(Blamed some, IReadOnlyList<Event> before, IReadOnlyList<int> mends)
        {
            var fewest = Fewest(some, mends);
            before = [.. before.Where(made => some.At is null || made.Order <= some.At.Order)];
            return ReferenceEquals(fewest, some) && some.Score >= LeastUnlikely && Repair(worst, run.Events, before, null, mends, some.Score) is { MakesAllRight: true } smaller ? smaller : fewest;
        }

        // Where a line mends some of the gradients, but another mends all of them at once, the other is the mistake: 1/m twice.
        Blamed Fewest(Blamed some, IReadOnlyList<int> mends)
        {
            if (mends.Count >= wrong.Count || MendsAll(some))
            {
                return some;
            }

            var common = upstream.Where(made => !made.IsReturn && !sound.Contains(made) && made.Statement != some.Statement && wrong.TrueForAll(k => Reaches(worst, made, outputs, k))).Reverse().ToList();
            return common.Count == 0 ? some
                : Repair(worst, run.Events, common, null, wrong) is { MakesAllRight: true } whole ? whole
                : Pair(run.Events, common, wrong) ?? some;
        }
    }

    /// <summary>Whether an edit that was found for some of the gradients makes all of them right.</summary>
    private bool MendsAll(Blamed some)
    {
        if (some is not { Edit: { } edit, Statement: { } statement })
        {
            return false;
        }

        var edited = program.With(statement, edit);
        var all = Enumerable.Range(0, examined[0].Own.Count).ToList();
        return Enumerable.Range(0, examined.Count).All(k => IsMended(Again(edited.For(examined[k].Trial), k), k, all, []));
    }

    private static bool Reaches(Examined worst, Event made, List<Event> outputs, int k) => Upstream.Of(outputs.Where(output => GradientsOf(worst, output).Contains(k))).Contains(made);

    /// <summary>The gradients that are right on every case: no edit may lose them.</summary>
    private List<int> Sound => [.. Enumerable.Range(0, examined[0].Own.Count).Where(k => examined.All(item => item.Holds(k)))];

    /// <summary>A value that is not there yet, or that lacks paths.</summary>
    private Blamed? Missing(Examined worst, Event at, Snapshot? held, Event? pair) =>
        held is null ? null
        : held.Values.All(entry => entry == 0) && Untouched.Writers(program, at).Count == 0 ? Blame(at, worst, "unfinished") with { Words = $"`{at.Name}` is all zeros" }
        : pair is not null && worst.Judge!.MissingPaths(held, pair) is { } paths ? Blame(at, worst, PathCode(worst, paths))
        : null;

    /// <summary>The gradients that a value reaches: only these need come right with it.</summary>
    private List<int> Concerned(Examined worst, Event at, List<Event> outputs, List<int> wrong) =>
        outputs.Exists(output => output.Position < 0) && wrong.Count > 1 && worst.Of(at).Pair is { } pair && wrong.FindAll(k => worst.Judge!.ParameterOf(program.Subject.Inputs[k]) == pair) is { Count: > 0 } named ? named
        : [.. wrong.Where(k => Upstream.Of(outputs.Where(made => GradientsOf(worst, made).Contains(k))).Contains(at)) is var reached && reached.Any() ? reached : wrong];

    /// <summary>Which gradients a returned value holds.</summary>
    private static List<int> GradientsOf(Examined worst, Event output) =>
        [.. Enumerable.Range(0, worst.Backward!.Places.Count).Where(k => worst.Backward.Places[k] is { } place && (place == output.Position || place < 0 || output.Position < 0))];

    /// <summary>The value that a returned name stands for.</summary>
    private static Event? NamedBy(Event output, IReadOnlyList<Event> upstream)
    {
        var value = (output.Statement as ReturnStatement)?.Value;
        var elements = value switch { TupleExpression tuple => tuple.Elements, ListExpression list => list.Elements, DictionaryExpression dictionary => [.. dictionary.Items.Select(item => item.Value)], _ => null };
        var part = elements is not null && output.Position >= 0 && output.Position < elements.Count ? elements[output.Position] : value;
        var named = part is NameExpression name ? upstream.LastOrDefault(made => made.Frame == output.Frame && made.Name == name.Id && made.Order < output.Order) : null;

        // It may have been written through another name since.
        return named?.Memory is { } memory ? upstream.LastOrDefault(made => made.InPlace && ReferenceEquals(made.Memory, memory) && made.Order > named.Order && made.Order < output.Order) ?? named : named;
    }

    /// <summary>Whether a value's name says which gradient it is, and it is not that gradient: the last value of each name.</summary>
    private static bool IsDeparture(Examined worst, Event made, IReadOnlyList<Event> events) =>
        made.Statement is not null
        && worst.Of(made) is var judgement && (judgement.Verdict == LineVerdict.Mismatch || judgement.IsAnother)
        && !events.Any(later => later.Frame == made.Frame && later.Name == made.Name && later.Order > made.Order);

    /// <summary>Whether a value that is made anew in the backward pass, such as a standard deviation, is another than its name says.</summary>
    private static bool IsOtherStage(Examined worst, Event made) =>
        worst.ForwardHolds && made is { IsReturn: false, Value: { IsDiscrete: false } value }
        && worst.Trial.Truth?.StageOf(made.Name)?.Is(value) == false && !Upstream.Of([made]).Any(item => IsIncoming(worst, item));

    /// <summary>Whether a value is the gradient that came in: what depends on it is no value of the forward pass, whatever its name.</summary>
    private static bool IsIncoming(Examined worst, Event made) =>
        made is { Statement: null, Value: { } value } && worst.Forward.Douts?.Any(dout => value.Values.AsSpan().SequenceEqual(dout.Values)) == true;

    /// <summary>A value and those before it that nothing could be said of.</summary>
    private IEnumerable<Event> Suspects(Examined worst, Event at)
    {
        var before = Upstream.Of([at], made => worst.Of(made) is { Verdict: LineVerdict.Match, IsAnother: false }).Where(made => made.Statement is not null && IsBackward(made) && made != at);
        return before.Prepend(at);
    }

    private bool IsBackward(Event made) =>
        !program.Subject.IsLoss || !Upstream.Of(examined[0].Forward.Events.Where(item => item.IsReturn && examined[0].Forward.IsOutput(item))).Contains(made);

    private Blamed? Repair(Examined worst, IReadOnlyList<Event> events, IReadOnlyList<Event> suspects, Event? departs, IReadOnlyList<int> concerned, int below = int.MaxValue)
    {
        var sound = Sound;
        var found = trial.Best(suspects, events, isForward: false, (edited, k) =>
        {
            var again = Again(edited, k);
            var works = again.Backward is { Error: null };
            return (works && IsMended(again, k, concerned, sound), works && departs is not null && again.Backward!.Events.Any(made => made.IsSameAs(departs) && again.Of(made) is { Verdict: LineVerdict.Match, IsAnother: false, Pair: not null }));
        }, ($"{string.Join(',', concerned)};", departs is null ? null : $"{string.Join(',', concerned)};{departs.Order};"), below);
        return found is not { } right ? null : Blamed(right, worst);
    }

    /// <summary>The same for two edits at once.</summary>
    private Blamed? Pair(IReadOnlyList<Event> events, IReadOnlyList<Event> suspects, IReadOnlyList<int> concerned)
    {
        var sound = Sound;
        return trial.BestPair(suspects, events, isForward: false, (edited, k) => IsMended(Again(edited, k), k, concerned, sound)) is { } right ? Blamed(right, examined[0]) : null;
    }

    private Blamed? First(IEnumerable<Candidate> candidates, Examined worst, IReadOnlyList<int> concerned)
    {
        var sound = Sound;
        return trial.First(candidates, (edited, k) => (IsMended(Again(edited, k), k, concerned, sound), false)) is { } right ? Blamed(right, worst) : null;
    }

    /// <summary>Whether some gradients have come right and none that was right is lost.</summary>
    private bool IsMended(Examined again, int k, IReadOnlyList<int> concerned, IReadOnlyList<int> sound) =>
        again.Backward is { Error: null } && concerned.All(again.Holds) && sound.All(again.Holds) && IsSameLoss(again, examined[k]);

    private Blamed Blamed(Found right, Examined worst) =>
        Blame(right.At, worst, right.Edit.Code).By(right.Edit) with { MakesAllRight = right.All, Score = right.Score, Words = right.Edit.Words };

    /// <summary>A loss and its gradient come from one function: an edit that mends the gradient by changing the loss mends nothing.</summary>
    private bool IsSameLoss(Examined again, Examined before) =>
        !program.Subject.IsLoss || (again.Forward.Out is { } made && before.Forward.Out is { } own && Near.Holds(made, own));

    private Examined Again(ProgramUnderTest edited, int k) => examined[k].With(edited, source, budget);

    private Blamed Blame(Event at, Examined worst, string code)
    {
        // A returned name is blamed where it got its value.
        var judgement = worst.Of(at);
        return new(at.Statement!.Span, code)
        {
            At = at,
            Statement = at.Statement,
            Against = judgement.Against,
            Errors = [.. examined.Select(item => (item.Trial.Name, ErrorOf(item, at)))],
        };
    }

    private static double? ErrorOf(Examined item, Event at)
    {
        var made = item.Backward?.Events.FirstOrDefault(made => made.IsSameAs(at));
        return made?.Value is not { } value ? null : item.Of(made) is { Truth: { } truth } ? Near.Deviation(value, truth) : null;
    }

    /// <summary>A sign is named after its path where the tensors tell which one it is.</summary>
    private Blamed Refined(Blamed blamed) =>
        blamed.Code == "sign_flipped" && TensorCauses.OfBackward(examined) is { } code && code.EndsWith("_sign", StringComparison.Ordinal) ? blamed with { Code = code } : blamed;

    /// <summary>What the missing paths go through: the mean, the variance, or both.</summary>
    private string PathCode(Examined worst, IReadOnlyList<int> operations)
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
            _ => TensorCauses.OfBackward(examined) ?? "missing_path",
        };
    }
}
