using System.Diagnostics;
using System.Globalization;
using GradCheck.Comparison;
using GradCheck.Faults;
using GradCheck.Layers;
using GradCheck.Programs.Checking.Blame;
using GradCheck.Programs.Checking.Entries;
using GradCheck.Programs.Checking.Examples;
using GradCheck.Programs.Checking.Runs;
using GradCheck.Programs.Checking.Subjects;
using GradCheck.Programs.Checking.TestMode;
using GradCheck.Programs.Source;
using GradCheck.Programs.Syntax;
using GradCheck.Programs.Values;

namespace GradCheck.Programs.Checking;

/// <summary>One check: examine, blame, repair, examine again.</summary>
internal sealed class Examination(ProgramRequest request, ProgramUnderTest program, SourceView view, BudgetLimits limits, Stopwatch clock, CancellationToken cancellation)
{
    /// <summary>How many wrong lines are looked for beyond the first.</summary>
    private const int MostFurther = 3;

    /// <summary>How many statements and expressions trying edits may evaluate: a second or two of work.</summary>
    private const long MostEditSteps = 4_000_000;

    /// <summary>How many elements of arrays trying edits may work on.</summary>
    private const long MostEditElements = 40_000_000;

    /// <summary>A check that cost less may still look for an example for this.</summary>
    private const long LeastExampleSteps = 200_000;

    /// <summary>How much memory trying edits may take.</summary>
    private const long MostEditBytes = 1L << 28;

    private readonly Budget budget = new(limits, clock, cancellation);

    private bool searchFailed;

    public ProgramReport Report()
    {
        var subject = program.Subject;
        if (subject.Id == ProgramLayers.Custom && program.Backward is null && LossFunction.Fits(ForwardRun.Of(program, subject.Trials[0], budget, recorded: false)))
        {
            subject = CustomSubjects.Of(request, isLoss: true);
            program = program with { Subject = subject };
        }

        var examined = ExamineAll(program);
        if (examined.Select(item => item.Forward).FirstOrDefault(run => run.DoutFault is not null) is { DoutFault: { } fault, Out: { } measured })
        {
            return Unmeasurable(fault, measured.Shape);
        }

        var wrong = new List<Blamed>();
        var stopped = Searched("blame", () => Blames(examined, wrong), () => false);
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
            Warnings = [.. Searched("warnings", () => WarningsOf(examined, isRight).ToList(), () => []), .. searchFailed ? [new ProgramWarning(SearchFaults.Code, SearchFaults.Words)] : Array.Empty<ProgramWarning>()],
            SideEffects = [.. examined.SelectMany(item => item.Forward.Changed.Concat(item.Backward?.Changed ?? [])).Distinct()],
            Cases = [.. subject.Trials.Select(trial => trial.Name)],
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
        var most = Math.Clamp(budget.Steps, LeastExampleSteps, MostEditSteps);
        return new ExampleSearch(request, program, first, view, raised, new(limits with { Steps = most, Bytes = Math.Min(limits.Bytes, MostEditBytes) }, clock, cancellation)).Find();
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

    private List<Examined> ExamineAll(ProgramUnderTest which) =>
        [.. which.Subject.Trials.Select(trial => Examined.Of(which.For(trial), trial, view.Source, budget))];

    /// <summary>Blames line after line: each is mended by its edit before the next is looked for.</summary>
    /// <returns>Whether the first of them is where the run was stopped for a reason that is not the program's.</returns>
    private bool Blames(List<Examined> examined, List<Blamed> wrong)
    {
        var (original, mended) = (examined, program);
        if (examined.All(item => item.AllHolds))
        {
            return false;
        }

        var edits = new Budget(limits with { Steps = Math.Min(limits.Steps, MostEditSteps), Elements = Math.Min(limits.Elements, MostEditElements), Bytes = Math.Min(limits.Bytes, MostEditBytes) }, clock, cancellation);
        var helpers = new RightHelpers(program, CalledIn(examined), view.Source, edits);
        while (wrong.Count <= MostFurther && !examined.All(item => item.AllHolds))
        {
            if (ErrorOf(examined) is { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget } error)
            {
                if (wrong.Count == 0)
                {
                    wrong.Add(new(error.Span, error.Code, error.Message));
                    return true;
                }

                break;
            }

            var blamed = examined.Exists(item => !item.ForwardHolds) ? ForwardOf(mended, examined, edits, helpers) : new BackwardBlame(mended, view.Source, examined, edits, helpers).Find();
            if (blamed is null || wrong.Exists(earlier => earlier.Span == blamed.Span) || (wrong.Count > 0 && !IsOfOriginal(blamed, wrong, original, examined)))
            {
                break;
            }

            wrong.Add(blamed);
            if (blamed is not { Edit: { } edit, Statement: { } statement })
            {
                break;
            }

            if (edit.Also is { Words: null, Made: [var second] } also)
            {
                wrong.Add(new(also.Old is ForStatement or WhileStatement or IfStatement ? SyntaxChildren.Of(also.Old).Last().Span : also.Old.Span, also.Code ?? blamed.Code)
                {
                    Statement = also.Old,
                    Edit = new(edit.Code, edit.Cost, second) { NeedsEps = edit.NeedsEps },
                    IsForward = blamed.IsForward,
                    MakesAllRight = true,
                    Words = string.Create(CultureInfo.InvariantCulture, $"it goes with line {view.LineOf(blamed.Span.Start)}"),
                });
            }

            mended = mended.With(statement, edit);
            mended = mended with
            {
                Forward = Walk.Statements(mended.Tree.Body).OfType<FunctionStatement>().Last(function => function.Name == mended.Forward.Name),
            };
            examined = ExamineAll(mended);
        }

        // What was right as far as one value goes is told as a fix only where the rest of the mistakes was found as well.
        if (!examined.All(item => item.AllHolds))
        {
            for (var k = 0; k < wrong.Count; k++)
            {
                wrong[k] = wrong[k].MakesAllRight ? wrong[k] : wrong[k] with { Edit = null };
            }
        }

        return false;
    }

    /// <summary>Whether a line that is blamed once others are mended is wrong in the program as it was handed in, and not just in what the mending left.</summary>
    private bool IsOfOriginal(Blamed blamed, List<Blamed> earlier, List<Examined> original, List<Examined> now)
    {
        if (now.Select(ErrorIn).FirstOrDefault(error => error is not null) is { } error && blamed.Edit is null)
        {
            return original.Select(ErrorIn).Any(before => before is not null && before.Span == error.Span && before.Code == error.Code);
        }

        // A backward pass that was right for its own forward pass is not made wrong by what mends the latter.
        if (!blamed.IsForward && (original.TrueForAll(item => item.Backward is not null && item.BackwardHolds) || (blamed.At is { } at && original.TrueForAll(item => WasRight(item, at)))))
        {
            return false;
        }

        // A mend that was whole leaves nothing of its own; after one that was not, only what completes it is believed.
        return blamed.MakesAllRight || earlier.TrueForAll(line => line.MakesAllRight);
    }

    private static bool WasRight(Examined item, Event at) =>
        item.Backward?.Events.FirstOrDefault(made => made.IsSameAs(at)) is { } same && item.Of(same) is { Verdict: LineVerdict.Match, IsAnother: false, Pair: not null };

    private static ProgramError? ErrorIn(Examined item) => item.Forward.Error ?? item.Backward?.Error;

    /// <summary>The functions that were called in some runs.</summary>
    private static HashSet<string> CalledIn(List<Examined> examined) =>
        [.. examined.SelectMany(item => item.Forward.Events.Concat(item.Backward?.Events ?? [])).Select(made => made.Frame.Function)];

    private Blamed ForwardOf(ProgramUnderTest mended, List<Examined> examined, Budget edits, RightHelpers helpers) =>
        examined.Find(item => item.Forward.Error is not null)?.Forward.Error is { } error
            ? ForwardBlame.OfError(mended, examined, error, view.Source, edits, helpers)
            : ForwardBlame.Find(mended, examined, edits, helpers, statement => view.LineOf(statement.Span.Start));

    private static ProgramError? ErrorOf(List<Examined> examined) =>
        examined.Select(item => item.Forward.Error ?? item.Backward?.Error).FirstOrDefault(error => error is { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget });

    private ForwardReport ForwardOf(List<Examined> examined, List<Blamed> wrong)
    {
        var worst = examined.FirstOrDefault(item => !item.ForwardHolds) ?? examined[0];
        var holds = examined.TrueForAll(item => item.ForwardHolds);
        var output = worst.Forward.Out;
        var error = output is null || worst.Trial.Truth is null ? null : Agreement.Error(output, worst.Trial.Truth.Out);
        var note = worst.Forward.Error is { } stopped ? $"{stopped.Type}: {stopped.Message}"
            : output is null ? "no array is returned"
            : worst.Trial.Truth is { } truth && !Agreement.Fits(output.Shape, truth.Out.Shape) ? $"has shape {output.ShapeText}, the layer's output has {truth.Out.ShapeText}"
            : null;
        Verdict? verdict = program.Subject.Id == ProgramLayers.Custom && worst.Forward.Error is null ? null
            : holds ? Verdict.Match
            : worst.Forward.Error is { Code: CallArguments.CannotCode } ? Verdict.Inconclusive : Verdict.Mismatch;
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
                holds ? Verdict.Match : worst.Judge is null || worst.Backward?.Error is { Code: CallArguments.CannotCode } ? Verdict.Inconclusive : Verdict.Mismatch,
                own is null ? null : Agreement.Error(value, own),
                layers.Exists(layer => layer is null) ? null : layers.TrueForAll(layer => layer == Verdict.Match) ? Verdict.Match : Verdict.Mismatch,
                right is null ? null : Agreement.Error(value, right),
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
        : Agreement.Fits(value.Shape, own.Shape) ? $"has shape {value.ShapeText}; taken as {own.ShapeText}"
        : $"has shape {value.ShapeText}, should have {own.ShapeText}";

    private TestModeReport? TestModeOf() =>
        program.Subject.Id == "dropout" ? DropoutTestMode.Of(program, budget, view)
        : LayerCatalog.Find(program.Subject.Id) is { HasRunningStatistics: true } layer ? NormTestMode.Of(program, layer, request.Seed, budget, view)
        : null;

    private IEnumerable<ProgramWarning> WarningsOf(List<Examined> examined, bool isRight)
    {
        foreach (var warning in examined[0].Forward.Session.Warnings.Concat(examined[0].Backward?.Warnings ?? []).DistinctBy(warning => (warning.Span, warning.Message)))
        {
            yield return new("numpy_warning", warning.Message, view.LineOf(warning.Span.Start));
        }

        if (program.Backward is null && !program.Subject.IsLoss)
        {
            yield return new("backward_missing", $"there is no backward function ({program.Subject.BackwardNames[0]}); the forward function alone was checked");
        }

        // Where all is right on the cases that count, the fringe may still show a weakness.
        foreach (var (code, trial) in isRight ? program.Subject.Fringe : [])
        {
            var fringe = Examined.Of(program, trial, view.Source, budget);
            if (!fringe.AllHolds)
            {
                var error = fringe.Forward.Error ?? fringe.Backward?.Error;
                var where = error is null ? "the result is not that of the layer" : $"{error.Type}: {error.Message}";
                yield return new(code, $"On {trial.Name}: {where}.", error is null ? null : view.LineOf(error.Span.Start));
            }
        }
    }
}
