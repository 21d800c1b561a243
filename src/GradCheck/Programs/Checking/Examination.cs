using System.Diagnostics;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Programs.Checking.Blame;
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

    /// <summary>How much memory trying edits may take.</summary>
    private const long MostEditBytes = 1L << 28;

    private readonly Budget budget = new(limits, clock, cancellation);

    public ProgramReport Report()
    {
        var subject = program.Subject;
        if (subject.Id == ProgramLayers.Custom)
        {
            var first = ForwardRun.Of(program, subject.Trials[0], budget, recorded: false);
            if (request.Dout is { } dout && first.Out is { } made && !(dout.Shape.Count == made.Values.Length && Agreement.Fits([.. dout.Shape.Sizes], made.Shape)))
            {
                return Unmeasurable($"dout has shape {dout.Shape}, but the output has {made.ShapeText}", made.Shape);
            }

            subject = CustomSubjects.Of(request, first.Out?.Shape);
            program = program with { Subject = subject };
        }

        var examined = ExamineAll(program);
        var (wrong, stopped) = Blames(examined);
        var shown = examined.FirstOrDefault(item => !item.AllHolds) ?? examined[0];
        var isRight = examined.All(item => item.AllHolds);
        return new()
        {
            Verdict = isRight ? Verdict.Match : stopped ? Verdict.Inconclusive : Verdict.Mismatch,
            Layer = subject.Id,
            Forward = ForwardOf(examined, wrong),
            BackwardFunction = (program.Backward ?? (subject.IsLoss ? program.Forward : null))?.Name,
            Backward = [.. BackwardOf(examined)],
            FirstWrongLine = wrong.Count > 0 ? WrongLineWriter.Write(wrong[0], view) : null,
            FurtherWrongLines = [.. wrong.Skip(1).Select(blamed => WrongLineWriter.Write(blamed, view, isFirst: false))],
            Lines = LineReports.Of(shown, wrong, isRight, view),
            Graph = shown.Forward.Session.Tape.Operations.Count == 0 ? null : GraphBuilder.Of(shown.Forward, shown.Truth, view),
            TestMode = TestModeOf(),
            Warnings = [.. WarningsOf(examined, isRight)],
            SideEffects = [.. examined.SelectMany(item => item.Forward.Changed.Concat(item.Backward?.Changed ?? [])).Distinct()],
            Cases = [.. subject.Trials.Select(trial => trial.Name)],
            Printed = examined[0].Forward.Session.Printed.ToString(),
        };
    }

    /// <summary>Without a gradient that comes in there are none to check.</summary>
    private ProgramReport Unmeasurable(string note, int[] shape) => new()
    {
        Verdict = Verdict.Inconclusive,
        Layer = program.Subject.Id,
        Forward = new(program.Forward.Name, null, null, shape, note, program.Subject.Trials[0].Name, []),
        BackwardFunction = program.Backward?.Name,
        Warnings = [new("dout_shape", note)],
        Cases = [.. program.Subject.Trials.Select(trial => trial.Name)],
    };

    private List<Examined> ExamineAll(ProgramUnderTest which) =>
        [.. which.Subject.Trials.Select(trial => Examined.Of(which, trial, view.Source, budget))];

    /// <summary>Blames line after line: each is mended by its edit before the next is looked for.</summary>
    private (List<Blamed> Wrong, bool Stopped) Blames(List<Examined> examined)
    {
        var wrong = new List<Blamed>();
        var mended = program;
        var edits = new Budget(limits with { Steps = Math.Min(limits.Steps, MostEditSteps), Elements = Math.Min(limits.Elements, MostEditElements), Bytes = Math.Min(limits.Bytes, MostEditBytes) }, clock, cancellation);
        while (wrong.Count <= MostFurther && !examined.All(item => item.AllHolds))
        {
            if (ErrorOf(examined) is { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget } error)
            {
                wrong.Add(new(error.Span, error.Code, error.Message));
                return (wrong, wrong.Count == 1);
            }

            var blamed = examined.Exists(item => !item.ForwardHolds) ? ForwardOf(mended, examined, edits) : new BackwardBlame(mended, view.Source, examined, edits).Find();
            if (blamed is null || wrong.Exists(earlier => earlier.Span == blamed.Span))
            {
                break;
            }

            wrong.Add(blamed);
            if (blamed is not { Edit: { } edit, Statement: { } statement })
            {
                break;
            }

            mended = mended.With(statement, edit.Made);
            mended = mended with
            {
                Forward = Walk.Statements(mended.Tree.Body).OfType<FunctionStatement>().Last(function => function.Name == mended.Forward.Name),
            };
            examined = ExamineAll(mended);
        }

        return (wrong, false);
    }

    private Blamed ForwardOf(ProgramUnderTest mended, List<Examined> examined, Budget edits) =>
        examined.Find(item => item.Forward.Error is not null)?.Forward.Error is { } error
            ? ForwardBlame.OfError(mended, examined, error, view.Source, edits)
            : ForwardBlame.Find(mended, examined, edits);

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
        Verdict? verdict = program.Subject.Id == ProgramLayers.Custom && worst.Forward.Error is null ? null : holds ? Verdict.Match : Verdict.Mismatch;
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
                holds ? Verdict.Match : worst.Judge is null ? Verdict.Inconclusive : Verdict.Mismatch,
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
        : LayerCatalog.Find(program.Subject.Id) is { HasRunningStatistics: true } layer ? NormTestMode.Of(program, layer.On(layer.Rank, request.Conventions)!, request.Conventions, request.Seed, budget, view)
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
