using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>Finds the line of a backward pass that departs from the truth, given that the lines before it were right.</summary>
/// <param name="program">The program.</param>
/// <param name="source">Its text.</param>
/// <param name="examined">Its runs, one a case.</param>
/// <param name="budget">What trying edits may cost.</param>
/// <param name="helpers">The functions of the file that are right by themselves.</param>
internal sealed class BackwardBlame(ProgramUnderTest program, SourceText source, IReadOnlyList<Examined> examined, Budget budget, RightHelpers helpers)
{
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

        var trial = new BackwardTrial(program, source, examined, worst, budget);
        if (new NotKept(program, worst, trial).Find() is { } notKept)
        {
            return notKept;
        }

        return trial.All.Exists(k => worst.IsJudged(k) && (k >= run.Gradients.Count || run.Gradients[k] is null))
            ? Elsewhere(worst, run) ?? Misnamed(run, trial) ?? OfMissing(run)
            : new WrongGradients(program, source, examined, worst, trial, new(program, source, examined, budget), helpers).Find();
    }

    private Blamed OfError(Examined worst, BackwardRun run, ProgramError error)
    {
        if (Unfinished.Of(program, error, run.Events, source) is { } unfinished)
        {
            return unfinished;
        }

        // The line that raises is not always the line that is wrong: a value of another shape may have come from before.
        var leads = WrongLineWriter.LeadsTo(error, source);
        if (new CacheBlame(program, source, examined, budget).Unpacked(worst, run.Events) is { } unpacked)
        {
            return unpacked with { Words = $"{unpacked.Words}; {leads}" };
        }

        if (run.Events.Count > 0 && helpers.Covers(run.Events[^1]) && new Misuse(program, helpers).Of(run.Events[^1], run.Events, worst.Trial) is { } misused)
        {
            return new(misused.At.Statement!.Span, "wrong_layout", $"{misused.Words}; {leads}") { At = misused.At, Statement = misused.At.Statement };
        }

        return (EditTrial.MayComeFromElsewhere(error) ? FromElsewhere(worst, run, error) : null) is { } found
            ? found with { Words = leads }
            : new(error.Span, error.Code, $"{error.Type}: {error.Message}");
    }

    /// <summary>The line that an error comes from, where that is another than the one that raises it, or can be mended.</summary>
    private Blamed? FromElsewhere(Examined worst, BackwardRun run, ProgramError error)
    {
        var trial = new BackwardTrial(program, source, examined, worst, budget);
        var paths = new GradientPaths(program, worst);
        var before = run.Events.FirstOrDefault(made => !made.IsReturn && paths.IsDeparture(made, run.Events)
            && worst.Of(made).Truth is { } truth && !Near.Fits(made.Value!.Shape, truth.Shape));
        var raised = trial.Raised(error);
        List<Event> suspects = [.. before is null ? [] : paths.Suspects(before), .. raised, .. run.Events.Where(made => made.Statement is not null)];

        // Two frequent slips at once are likelier than a large change of one line.
        return trial.Repair(suspects, trial.All, below: Found.Large) ?? trial.Pair(suspects, trial.All) ?? trial.Repair(suspects, trial.All)
            ?? (before is null || raised.Exists(made => ReferenceEquals(before.Statement, made.Statement)) ? null : trial.Blame(before, "unknown"));
    }

    /// <summary>An entry that was put under the key of another.</summary>
    private static Blamed? Misnamed(BackwardRun run, BackwardTrial trial)
    {
        List<Event> entries = [.. run.Events.Where(made => made is { IsReturn: false, Statement: AssignStatement { Targets: [SubscriptExpression { Index: StringLiteral }] } })];
        return entries.Count == 0 ? null : trial.Repair(entries, trial.All);
    }

    /// <summary>A gradient that is made, and kept under the name of another.</summary>
    private Blamed? Elsewhere(Examined worst, BackwardRun run)
    {
        foreach (var k in Enumerable.Range(0, Math.Min(worst.Own.Count, run.Gradients.Count)).Where(k => run.Gradients[k] is null && worst.Own[k] is { Values.Length: > 1 }))
        {
            if (run.Events.LastOrDefault(made => made is { Statement: AssignStatement { Targets: [SubscriptExpression] }, IsReturn: false, Value: { } value } && Near.Holds(value, worst.Own[k]!)) is { } at)
            {
                var name = program.Subject.GradientNames[k];
                return new(at.Statement!.Span, "wrong_name", $"`{name}` is made here and goes by another name: there is no `{name}`") { At = at, Statement = at.Statement };
            }
        }

        return null;
    }

    private Blamed OfMissing(BackwardRun run)
    {
        var last = run.Events.LastOrDefault(made => made.IsReturn && made.Frame.Caller is null);
        var missing = program.Subject.GradientNames.Where((_, k) => k >= run.Gradients.Count || run.Gradients[k] is null).Select(name => $"`{name}`");
        var function = program.Backward ?? program.Forward;

        return new(last?.Statement?.Span ?? function.Span, "unfinished", $"`{program.BackwardName ?? program.ForwardName}` does not return {string.Join(" and ", missing)} as an array")
        {
            At = last,
            Statement = last?.Statement,
        };
    }
}
