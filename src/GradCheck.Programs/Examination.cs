using GradCheck.Comparison;
using GradCheck.Faults;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Examples;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Reading;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Search;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Programs.TestMode;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Programs;

/// <summary>One check of a program: it is run on its cases, what is wrong is blamed and mended until nothing is, and all of it is told.</summary>
/// <param name="request">What was asked.</param>
/// <param name="view">The program's text.</param>
/// <param name="cost">What it may cost.</param>
internal sealed class Examination(ProgramRequest request, SourceView view, CheckCost cost)
{
    /// <summary>A check that cost less may still look for an example for this.</summary>
    private const long LeastExampleSteps = 200_000;

    /// <summary>The share of the time that the search for an example may use.</summary>
    private const double ExampleUntil = 0.9;

    private readonly Budget first = cost.Budget();

    private readonly CaseRunner runner = new(view, cost);

    private bool searchFailed;

    /// <summary>The report.</summary>
    /// <param name="program">The program.</param>
    public ProgramReport Of(ProgramUnderTest program)
    {
        var examined = runner.ExamineAll(program, first);
        if (examined.Find(item => item.Forward.DoutFault is not null)?.Forward is { DoutFault: { } fault, Out: { } measured })
        {
            return Refusals.Unmeasurable(program, fault, measured.Shape);
        }

        if (Surrogates.Note(program, examined) is { } surrogate)
        {
            return Refusals.Unmeasurable(program, surrogate, examined[0].Forward.Out!.Shape, Surrogates.Code);
        }

        var confirmation = new CaseConfirmation(runner, view, program);
        return Report(confirmation.Of(examined), confirmation);
    }

    private ProgramReport Report(CaseOutcome outcome, CaseConfirmation confirmation)
    {
        var (program, examined) = (outcome.Program, outcome.Examined);
        var found = Searched("blame", () => new LineSearch(runner, view, outcome).Find(), () => new([], false, false));
        var passes = new PassReports(program, examined);
        var (wrong, left, shown) = (found.Lines, passes.Unchecked, outcome.Worst);
        return new()
        {
            Verdict = outcome.IsRight && left.Count == 0 ? Verdict.Match : found.IsStopped || outcome.IsRight ? Verdict.Inconclusive : Verdict.Mismatch,
            Layer = program.Subject.Id,
            Forward = passes.Forward(wrong, view),
            BackwardFunction = program.BackwardName ?? (program.IsOneRun ? program.ForwardName : null),
            Backward = passes.Backward(),
            Unchecked = left,
            FirstWrongLine = wrong.Count > 0 ? WrongLineWriter.Write(wrong[0], view) : outcome.IsRight || !searchFailed ? null : WithoutCause(outcome),
            Example = Asked(ReportParts.Example, "example", () => outcome.IsRight || wrong.Count == 0 ? null : ExampleOf(wrong[0], outcome), null),
            FurtherWrongLines = [.. wrong.Skip(1).Select(blamed => WrongLineWriter.Write(blamed, view, isFirst: false))],
            Lines = Asked(ReportParts.Lines, "lines", () => LineReports.Of(shown, wrong, outcome.IsRight, view), []),
            Graph = Asked(ReportParts.Graph, "graph", () => GraphBuilder.Of(shown.Forward, shown.Truth, view), null),
            TestMode = Searched("test mode", () => TestModeOf(program), () => null),
            Warnings = [.. Searched("warnings", () => WarningsOf(outcome, confirmation).ToList(), () => []), .. outcome.Limits, .. FailedSearch()],
            SideEffects = [.. examined.SelectMany(item => item.Forward.Changed.Concat(item.Backward?.Changed ?? [])).Distinct()],
            Cases = [.. program.Subject.Trials.Select(trial => trial.Name)],
            Confirmed = outcome.Confirmed,
            Printed = examined[0].Forward.Session.Printed.ToString(),
        };
    }

    /// <summary>A long part of the report, where it was asked for.</summary>
    private T Asked<T>(ReportParts part, string name, Func<T> make, T otherwise) =>
        request.Parts.HasFlag(part) ? Searched(name, make, () => otherwise) : otherwise;

    /// <summary>A part of what comes after the verdict: where it fails, the verdict stands without it.</summary>
    private T Searched<T>(string part, Func<T> search, Func<T> otherwise) => SearchFaults.Try(part, search, () =>
    {
        searchFailed = true;
        return otherwise();
    });

    private IEnumerable<ProgramWarning> FailedSearch() => searchFailed ? [new(SearchFaults.Code, SearchFaults.Words)] : [];

    private static WrongLine WithoutCause(CaseOutcome outcome)
    {
        var program = outcome.Program;
        var function = (outcome.Examined.All(item => item.ForwardHolds) ? program.BackwardName : null) ?? program.ForwardName;
        return new(function, null, null, null, null, SearchFaults.Words, new("unknown", MistakeTable.OfLine("unknown").Title, SearchFaults.Words));
    }

    /// <summary>The smallest example of a wrong line, for no more than the check itself has cost.</summary>
    private ProgramExample? ExampleOf(Blamed line, CaseOutcome outcome)
    {
        var raised = outcome.Examined.Select(item => item.Error).FirstOrDefault(error => error is not null);
        var most = cost.Limits with
        {
            Steps = Math.Clamp(first.Steps, LeastExampleSteps, CaseRunner.MostEditSteps),
            Bytes = Math.Min(cost.Limits.Bytes, CaseRunner.MostEditBytes),
            Time = ExampleUntil * cost.Limits.Time,
        };
        return new ExampleSearch(request, outcome.Program, line, view, raised, cost.Budget(most)).Find();
    }

    private TestModeReport? TestModeOf(ProgramUnderTest program) => program.Form is not null ? null
        : CourseLayers.Find(program.Subject.Id) is { HasTestMode: true } ? DropoutTestMode.Of(program, runner.Rest, view)
        : LayerCatalog.Find(program.Subject.Id) is { HasRunningStatistics: true } layer
            ? NormTestMode.Of(program, layer.On(layer.Rank, request.Conventions)!, request.Conventions, request.Seed, runner.Rest, view)
        : null;

    private IEnumerable<ProgramWarning> WarningsOf(CaseOutcome outcome, CaseConfirmation confirmation)
    {
        var (program, run) = (outcome.Program, outcome.Examined[0]);
        foreach (var warning in run.Forward.Session.Warnings.Concat(run.Backward?.Warnings ?? []).DistinctBy(warning => (warning.Span, warning.Message)))
        {
            yield return new(warning.Code, warning.Message, view.LineOf(warning.Span.Start)) { Cell = view.CellOf(warning.Span.Start) };
        }

        foreach (var unused in program.Subject.IsCourse ? [] : run.Backward?.Unused ?? [])
        {
            var value = unused.Name is { } name ? $"`{name}`" : $"value {unused.Place + 1} of what `{program.ForwardName}` returns";
            yield return new("output_without_gradient", $"`{program.BackwardName}` takes no gradient for {value}, and nothing else of it: it is taken to be 0");
        }

        if (outcome.IsRight && run.Averaged is var (count, averaged))
        {
            var names = string.Join(" and ", averaged.Select(k => $"`d{program.Subject.Inputs[k]}`"));
            yield return new("averaged_gradients", FormattableString.Invariant(
                $"{names} {(averaged.Count == 1 ? "is the gradient" : "are the gradients")} divided by {count}, the number of samples: right by the convention of courses that take the mean here, where what comes in is not averaged before"));
        }

        if (!program.HasGradients)
        {
            yield return new("backward_missing", $"there is no backward function ({program.Subject.BackwardNames[0]}); the forward function alone was checked");
        }

        // Where all is right on the cases that count, the fringe may still show a weakness.
        foreach (var (code, trial) in outcome.IsRight ? program.Subject.Fringe.TakeWhile(_ => !runner.IsLate) : [])
        {
            var fringe = Examined.Quick(program, trial, view.Source, runner.Rest);
            if (!fringe.AllHolds && fringe.Error is not { Kind: ProgramErrorKind.Budget })
            {
                yield return confirmation.WarningOf(code, trial, fringe);
            }
        }
    }
}
