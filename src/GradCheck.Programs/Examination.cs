using System.Diagnostics;
using GradCheck.Comparison;
using GradCheck.Faults;
using GradCheck.Layers;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Examples;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Programs.TestMode;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Programs;

/// <summary>One check: examine, blame, repair, examine again.</summary>
internal sealed class Examination(ProgramRequest request, ProgramUnderTest program, SourceView view, BudgetLimits most, Stopwatch clock, CancellationToken cancellation)
{
    /// <summary>A check that cost less may still look for an example for this.</summary>
    private const long LeastExampleSteps = 200_000;

    /// <summary>The share of the time that the search for an example may use.</summary>
    private const double ExampleUntil = 0.9;

    private readonly Budget budget = new(most, clock, cancellation);

    private readonly CaseRunner runner = new(view, most, clock, cancellation);

    private bool searchFailed;

    public ProgramReport Report()
    {
        var subject = program.Subject;
        if (subject.Id == ProgramLayers.Custom && program.Backward is null && ForwardRun.Of(program, subject.Trials[0], budget, recorded: false) is { Error: null } run && LossFunction.Fits(run.Call, subject))
        {
            subject = CustomSubjects.Of(request, isLoss: true);
            program = program with { Subject = subject };
        }

        if (subject.Id == ProgramLayers.Custom)
        {
            program = program with { Subject = subject with { HeldBackCases = Variations.HeldBack(request, other => CustomSubjects.Of(other, subject.IsLoss)) } };
        }

        var examined = runner.ExamineAll(program, budget);
        if (examined.Select(item => item.Forward).FirstOrDefault(run => run.DoutFault is not null) is { DoutFault: { } fault, Out: { } measured })
        {
            return Unmeasurable(fault, measured.Shape);
        }

        var confirmation = new CaseConfirmation(runner, view, program);
        var confirmed = examined.TrueForAll(item => item.AllHolds) ? confirmation.Confirm(examined) : null;
        program = confirmation.Program;
        subject = program.Subject;
        var wrong = new List<Blamed>();
        var stopped = Searched("blame", () => new LineSearch(runner, view, program).Find(examined, wrong, most).Stopped, () => false);
        var shown = examined.FirstOrDefault(item => !item.AllHolds) ?? examined[0];
        var isRight = examined.All(item => item.AllHolds);
        var left = Unchecked(examined);
        return new()
        {
            Verdict = isRight && left.Count == 0 ? Verdict.Match : stopped || isRight ? Verdict.Inconclusive : Verdict.Mismatch,
            Layer = subject.Id,
            Forward = ForwardOf(examined, wrong),
            BackwardFunction = (program.Backward ?? (subject.IsLoss ? program.Forward : null))?.Name,
            Backward = [.. BackwardOf(examined)],
            Unchecked = left,
            FirstWrongLine = wrong.Count > 0 ? WrongLineWriter.Write(wrong[0], view) : isRight || !searchFailed ? null : WithoutCause(examined),
            Example = isRight || wrong.Count == 0 ? null : Searched("example", () => ExampleOf(wrong[0], examined), () => null),
            FurtherWrongLines = [.. wrong.Skip(1).Select(blamed => WrongLineWriter.Write(blamed, view, isFirst: false))],
            Lines = Searched("lines", () => LineReports.Of(shown, wrong, isRight, view), () => []),
            Graph = Searched("graph", () => shown.Forward.Session.Tape.Operations.Count == 0 ? null : GraphBuilder.Of(shown.Forward, shown.Truth, view), () => null),
            TestMode = Searched("test mode", TestModeOf, () => null),
            Warnings = [.. Searched("warnings", () => WarningsOf(examined, isRight, confirmation).ToList(), () => []), .. confirmation.Limits, .. searchFailed ? [new ProgramWarning(SearchFaults.Code, SearchFaults.Words)] : Array.Empty<ProgramWarning>()],
            SideEffects = [.. examined.SelectMany(item => item.Forward.Changed.Concat(item.Backward?.Changed ?? [])).Distinct()],
            Cases = [.. subject.Trials.Select(trial => trial.Name)],
            Confirmed = isRight ? confirmed : null,
            Printed = examined[0].Forward.Session.Printed.ToString(),
        };
    }

    /// <summary>The gradients that some case has not checked: there is no backward function, it stopped, or it does not return them.</summary>
    private List<string> Unchecked(List<Examined> examined) => [.. program.Subject.Inputs
        .Where((_, k) => !examined.TrueForAll(item => item.Backward is { Error: null } run && k < run.Gradients.Count && run.Gradients[k] is not null && k < item.Own.Count && item.Own[k] is not null))
        .Select(input => "d" + input)];

    /// <summary>Without a gradient that comes in there are none to check.</summary>
    private ProgramReport Unmeasurable(string note, int[] shape) => new()
    {
        Verdict = Verdict.Inconclusive,
        Layer = program.Subject.Id,
        Forward = new(program.Forward.Name, null, null, shape, note, program.Subject.Trials[0].Name, []),
        BackwardFunction = program.Backward?.Name,
        Unchecked = [.. program.Subject.Inputs.Select(input => "d" + input)],
        Warnings = [new("dout_shape", note)],
        Cases = [.. program.Subject.Trials.Select(trial => trial.Name)],
    };

    /// <summary>The smallest example of a wrong line, for no more than the check itself has cost.</summary>
    private ProgramExample? ExampleOf(Blamed first, List<Examined> examined)
    {
        if (!request.WithExample)
        {
            return null;
        }

        var raised = examined.Select(item => item.Forward.Error ?? item.Backward?.Error).FirstOrDefault(error => error is not null);
        var least = Math.Clamp(budget.Steps, LeastExampleSteps, CaseRunner.MostEditSteps);
        return new ExampleSearch(request, program, first, view, raised, new(most with { Steps = least, Bytes = Math.Min(most.Bytes, CaseRunner.MostEditBytes), Time = ExampleUntil * most.Time }, clock, cancellation)).Find();
    }

    /// <summary>A part of what comes after the verdict: where it fails, the verdict stands without it.</summary>
    private T Searched<T>(string part, Func<T> search, Func<T> otherwise) => SearchFaults.Try(part, search, () =>
    {
        searchFailed = true;
        return otherwise();
    });

    private WrongLine WithoutCause(List<Examined> examined)
    {
        var function = (examined.TrueForAll(item => item.ForwardHolds) ? program.Backward : null) ?? program.Forward;
        return new(function.Name, null, null, null, null, SearchFaults.Words, new("unknown", LineWords.Of("unknown").Title, SearchFaults.Words));
    }

    private ForwardReport ForwardOf(List<Examined> examined, List<Blamed> wrong)
    {
        var worst = examined.FirstOrDefault(item => !item.ForwardHolds) ?? examined[0];
        var holds = examined.TrueForAll(item => item.ForwardHolds);
        var output = worst.Forward.Out;
        var error = output is null || worst.Trial.Truth is null ? null : Near.Error(output, worst.Trial.Truth.Out);
        var note = worst.Forward.Error is { } stopped ? $"{stopped.Type}: {stopped.Message}"
            : output is null ? "no array is returned"
            : worst.Trial.Truth is { } truth && !Near.Fits(output.Shape, truth.Out.Shape) ? $"has shape {output.ShapeText}, the layer's output has {truth.Out.ShapeText}"
            : null;
        Verdict? verdict = program.Subject.Id == ProgramLayers.Custom && worst.Forward.Error is null ? null
            : holds ? Verdict.Match
            : worst.Forward.Error is { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget } ? Verdict.Inconclusive : Verdict.Mismatch;
        LineFinding[] findings = verdict == Verdict.Mismatch && wrong.Count > 0 ? [WrongLineWriter.Write(wrong[0], view).Finding] : [];
        return new(program.Forward.Name, verdict, error, output?.Shape, note, holds ? null : worst.Trial.Name, findings);
    }

    private IEnumerable<GradientReport> BackwardOf(List<Examined> examined)
    {
        if (program.Backward is null && !program.Subject.IsLoss)
        {
            yield break;
        }

        var inputs = program.Subject.Inputs;
        for (var k = 0; k < inputs.Count; k++)
        {
            var worst = examined.FirstOrDefault(item => !item.Holds(k)) ?? examined[0];
            var value = worst.Backward is { } run && k < run.Gradients.Count ? run.Gradients[k] : null;
            var own = k < worst.Own.Count ? worst.Own[k] : null;
            var holds = examined.TrueForAll(item => item.Holds(k));
            var layers = examined.Select(item => item.LayerVerdict(k, inputs[k])).ToList();
            var right = worst.Trial.Truth?.Gradients.GetValueOrDefault(inputs[k]);
            yield return new(
                "d" + inputs[k],
                holds ? Verdict.Match
                    : worst.Judge is null || worst.Backward?.Error is { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget } ? Verdict.Inconclusive
                    : Verdict.Mismatch,
                own is null ? null : Near.Error(value, own),
                layers.Exists(layer => layer is null) ? null : layers.TrueForAll(layer => layer == Verdict.Match) ? Verdict.Match : Verdict.Mismatch,
                right is null ? null : Near.Error(value, right),
                value?.Shape,
                NoteOf(worst, value, own),
                holds ? null : worst.Trial.Name);
        }
    }

    private static string? NoteOf(Examined worst, Snapshot? value, Snapshot? own) =>
        worst.Backward?.Error is { } error ? $"{error.Type}: {error.Message}"
        : worst.Backward is null ? "the backward function was not run, because the forward function gave no output to go back from"
        : value is null ? "no array is returned"
        : own is null || value.Shape.AsSpan().SequenceEqual(own.Shape) ? null
        : Near.Fits(value.Shape, own.Shape) ? $"has shape {value.ShapeText}; taken as {own.ShapeText}"
        : $"has shape {value.ShapeText}, should have {own.ShapeText}";

    private TestModeReport? TestModeOf() =>
        program.Subject.Id == "dropout" ? DropoutTestMode.Of(program, runner.Rest, view)
        : LayerCatalog.Find(program.Subject.Id) is { HasRunningStatistics: true } layer ? NormTestMode.Of(program, layer.On(layer.Rank, request.Conventions)!, request.Conventions, request.Seed, runner.Rest, view)
        : null;

    private IEnumerable<ProgramWarning> WarningsOf(List<Examined> examined, bool isRight, CaseConfirmation confirmation)
    {
        foreach (var warning in examined[0].Forward.Session.Warnings.Concat(examined[0].Backward?.Warnings ?? []).DistinctBy(warning => (warning.Span, warning.Message)))
        {
            yield return new("numpy_warning", warning.Message, view.LineOf(warning.Span.Start));
        }

        foreach (var unused in program.Subject.Id == ProgramLayers.Custom ? examined[0].Backward?.Unused ?? [] : [])
        {
            yield return new("output_without_gradient", $"`{program.Backward!.Name}` takes no gradient for {(unused.Name is { } name ? $"`{name}`" : $"value {unused.Place + 1} of what `{program.Forward.Name}` returns")}, and nothing else of it: it is taken to be 0");
        }

        if (program.Backward is null && !program.Subject.IsLoss)
        {
            yield return new("backward_missing", $"there is no backward function ({program.Subject.BackwardNames[0]}); the forward function alone was checked");
        }

        // Where all is right on the cases that count, the fringe may still show a weakness.
        foreach (var (code, trial) in isRight ? program.Subject.Fringe.TakeWhile(_ => !runner.IsLate) : [])
        {
            var fringe = Examined.Quick(program, trial, view.Source, runner.Rest);
            if (!fringe.AllHolds && fringe.Error is not { Kind: ProgramErrorKind.Budget })
            {
                yield return confirmation.WarningOf(code, trial, fringe);
            }
        }
    }
}
