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

/// <summary>Checks a student's program line by line, without running Python.</summary>
/// <remarks>
/// Each case is run forward on a tape; reverse mode then says what every gradient through the program's own forward pass
/// is, and the backward pass is held against that. Budgets bound what it may cost; see <see cref="BudgetLimits"/>.
/// </remarks>
public static class ProgramChecker
{
    /// <summary>How many wrong lines are looked for beyond the first.</summary>
    private const int MostFurther = 3;

    /// <summary>How many statements and expressions trying edits may evaluate: a second or two of work.</summary>
    private const long MostEditSteps = 1_500_000;

    /// <summary>How many elements of arrays trying edits may work on.</summary>
    private const long MostEditElements = 40_000_000;

    /// <summary>Checks a program.</summary>
    /// <param name="request">The program, and what it is held against.</param>
    /// <param name="limits">What it may cost; null for the defaults.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="ArgumentException">The layer is not known.</exception>
    /// <exception cref="OperationCanceledException">The check was ended.</exception>
    public static ProgramReport Check(ProgramRequest request, BudgetLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ProgramLayers.Ids.Contains(request.Layer))
        {
            throw new ArgumentException($"no layer has the id '{request.Layer}'", nameof(request));
        }

        limits ??= BudgetLimits.Default;
        return DeepStack.Run(() =>
        {
            var report = Check(request, flat: false, limits, cancellation);
            if (report.Verdict == Verdict.Match || LayerCatalog.Find(request.Layer) is not { ParametersMayKeepAxes: true })
            {
                return report;
            }

            // gamma and beta of shape (C,) in the place of (1, C, 1, 1): as right as the other.
            var flat = Check(request, flat: true, limits, cancellation);
            return flat.Verdict == Verdict.Match || (flat.Forward.Verdict == Verdict.Match && report.Forward.Verdict != Verdict.Match)
                ? flat with { Warnings = [.. flat.Warnings, new("flat_parameters", "gamma and beta are taken as (C,); the course passes (1, C, 1, 1)")] }
                : report;
        });
    }

    private static ProgramReport Check(ProgramRequest request, bool flat, BudgetLimits limits, CancellationToken cancellation)
    {
        var (source, backwardStart) = request.Code is { } code
            ? (new SourceText(code), (int?)null)
            : SnippetProgram.Join(request.ForwardSnippet ?? string.Empty, request.BackwardSnippet ?? string.Empty) is var (joined, start) ? (joined, start) : default;
        ProgramTree tree;
        try
        {
            tree = Parser.Parse(source);
        }
        catch (ProgramException refused)
        {
            return Refused(request, refused.Error, new(source, new([]), backwardStart));
        }

        var subject = SubjectOf(request, flat);
        if (backwardStart is { } at)
        {
            tree = SnippetProgram.Wrap(tree, at, subject);
        }

        var view = new SourceView(source, tree, backwardStart);
        var functions = tree.Body.SelectMany(statement => statement is IfStatement ? Walk.Statements([statement]) : [statement]).OfType<FunctionStatement>().ToList();
        var forward = FunctionFinder.Find(functions, request.ForwardName, subject.ForwardNames, subject.IsLoss ? null : "forward");
        if (forward is null)
        {
            return tree.Faults is [var fault, ..] ? Refused(request, fault, view) : Missing(request, request.ForwardName ?? subject.ForwardNames[0], functions);
        }

        var backward = subject.IsLoss ? null : FunctionFinder.Backward(functions, request.BackwardName, subject, forward);
        if (backward is null && request.BackwardName is { } asked)
        {
            return Missing(request, asked, functions);
        }

        var program = new ProgramUnderTest(tree, subject, forward, backward);
        return new Examination(request, program, view, limits, cancellation).Report() is var report && tree.Faults is [var first, ..]
            ? report with
            {
                Verdict = Verdict.Mismatch,
                FirstWrongLine = WrongLineWriter.Write(first, view),
                FurtherWrongLines = [.. report.FirstWrongLine is { } line && line.Finding.Code != first.Code ? [line] : Array.Empty<WrongLine>(), .. report.FurtherWrongLines],
            }
            : report;
    }

    private static Subject SubjectOf(ProgramRequest request, bool flat) =>
        request.Layer == ProgramLayers.Custom ? CustomSubjects.Of(request, null)
        : LayerCatalog.Find(request.Layer) is { } layer ? NormSubjects.Of(layer, request.Seed, request.Profile, request.Batch, flat)
        : request.Inputs.Count > 0 ? CourseSubjects.Given(request) : CourseSubjects.Of(request.Layer, request.Seed);

    private static ProgramReport Refused(ProgramRequest request, ProgramError error, SourceView view) => new()
    {
        Verdict = error.Kind is ProgramErrorKind.Unsupported or ProgramErrorKind.Budget ? Verdict.Inconclusive : Verdict.Mismatch,
        Layer = request.Layer,
        Forward = new(null, null, null, null, null, null, []),
        FirstWrongLine = WrongLineWriter.Write(error, view),
    };

    private static ProgramReport Missing(ProgramRequest request, string name, List<FunctionStatement> functions)
    {
        var (title, explanation) = LineWords.Of("function_missing");
        var defined = functions.Count == 0 ? "The code defines no function." : $"The code defines {string.Join(", ", functions.Select(function => $"`{function.Name}`").Distinct().Take(20))}.";
        var finding = new LineFinding("function_missing", title, $"{explanation} {defined}");
        return new()
        {
            Verdict = Verdict.Mismatch,
            Layer = request.Layer,
            Forward = new(null, null, null, null, null, null, [finding]),
            FirstWrongLine = new(name, null, null, null, null, $"There is no function `{name}`. {defined}", finding),
        };
    }

    /// <summary>One check: examine, blame, repair, examine again.</summary>
    private sealed class Examination(ProgramRequest request, ProgramUnderTest program, SourceView view, BudgetLimits limits, CancellationToken cancellation)
    {
        private readonly Budget budget = new(limits, cancellation);

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
            var edits = new Budget(limits with { Steps = Math.Min(limits.Steps, MostEditSteps), Elements = Math.Min(limits.Elements, MostEditElements) }, cancellation);
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
}
