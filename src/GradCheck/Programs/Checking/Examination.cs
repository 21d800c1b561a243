using System.Diagnostics;
using System.Globalization;
using GradCheck.Comparison;
using GradCheck.Faults;
using GradCheck.Layers;
using GradCheck.Programs.Checking.Blame;
using GradCheck.Programs.Checking.Edits;
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
internal sealed class Examination(ProgramRequest request, ProgramUnderTest program, SourceView view, BudgetLimits most, Stopwatch clock, CancellationToken cancellation)
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

    /// <summary>How many statements and expressions a search for the line that sets a limit may evaluate.</summary>
    private const long MostLimitSteps = 300_000;

    /// <summary>What the first case may print, all others together may print so many times.</summary>
    private const int MostTimes = 100;

    /// <summary>The share of the time after which a verdict that stands is not confirmed on further cases.</summary>
    private const double ConfirmedUntil = 0.5;

    /// <summary>The share of the time that the search for lines may use; the rest is for what is told of them.</summary>
    private const double SearchedUntil = 0.75;

    /// <summary>The share of the time that the search for an example may use.</summary>
    private const double ExampleUntil = 0.9;

    /// <summary>For all runs but that of the first case, whose output is told.</summary>
    private readonly Budget rest = new(most with { Printed = MostTimes * most.Printed }, clock, cancellation);

    /// <summary>What a program that is right on the cases that count does not do.</summary>
    private readonly List<ProgramWarning> limits = [];

    private readonly Budget budget = new(most, clock, cancellation);

    private bool searchFailed;

    /// <summary>Whether so much time is gone that what only adds to the answer is left out.</summary>
    private bool IsLate => clock.Elapsed > ConfirmedUntil * most.Time;

    public ProgramReport Report()
    {
        var subject = program.Subject;
        if (subject.Id == ProgramLayers.Custom && program.Backward is null && LossFunction.Fits(ForwardRun.Of(program, subject.Trials[0], budget, recorded: false)))
        {
            subject = CustomSubjects.Of(request, isLoss: true);
            program = program with { Subject = subject };
        }

        if (subject.Id == ProgramLayers.Custom)
        {
            program = program with { Subject = subject with { HeldBackCases = Variations.HeldBack(request, other => CustomSubjects.Of(other, subject.IsLoss)) } };
        }

        var examined = ExamineAll(program, budget);
        if (examined.Select(item => item.Forward).FirstOrDefault(run => run.DoutFault is not null) is { DoutFault: { } fault, Out: { } measured })
        {
            return Unmeasurable(fault, measured.Shape);
        }

        var confirmed = examined.TrueForAll(item => item.AllHolds) ? Confirm(examined) : null;
        subject = program.Subject;
        var wrong = new List<Blamed>();
        var stopped = Searched("blame", () => Blames(examined, wrong, most).Stopped, () => false);
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
            Warnings = [.. Searched("warnings", () => WarningsOf(examined, isRight).ToList(), () => []), .. limits, .. searchFailed ? [new ProgramWarning(SearchFaults.Code, SearchFaults.Words)] : Array.Empty<ProgramWarning>()],
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
        var least = Math.Clamp(budget.Steps, LeastExampleSteps, MostEditSteps);
        return new ExampleSearch(request, program, first, view, raised, new(most with { Steps = least, Bytes = Math.Min(most.Bytes, MostEditBytes), Time = ExampleUntil * most.Time }, clock, cancellation)).Find();
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

    /// <summary>Runs it on every case; where all holds, the first alone has to be recorded.</summary>
    private List<Examined> ExamineAll(ProgramUnderTest which, Budget? first = null)
    {
        List<Examined> all = [.. which.Subject.Trials.Select((trial, k) => k == 0 ? Examined.Of(which.For(trial), trial, view.Source, first ?? rest) : Examined.Quick(which.For(trial), trial, view.Source, rest))];
        return all.TrueForAll(item => item.AllHolds) ? all : [.. all.Select(item => item.IsRecorded ? item : Examined.Of(which.For(item.Trial), item.Trial, view.Source, rest))];
    }

    /// <summary>Holds what is right on every case against those that were held back, and those at the layer's limits.</summary>
    /// <param name="examined">The runs on the cases; one that fails is added to them.</param>
    /// <returns>On what it was confirmed; null where it was not.</returns>
    private Confirmed? Confirm(List<Examined> examined)
    {
        var held = new List<Trial>();
        foreach (var trial in program.Subject.HeldBack.TakeWhile(_ => !IsLate))
        {
            var run = Examined.Quick(program, trial, view.Source, rest);
            if (run.AllHolds)
            {
                held.Add(trial);
            }
            else if (program.Subject.Id == ProgramLayers.Custom)
            {
                if (run is { Forward: { Error: null, Out: { } made }, Backward.Error: null } && Array.TrueForAll(made.Values, double.IsFinite))
                {
                    limits.Add(new("other_inputs", $"On {trial.Name}, the gradients are not those of the forward function; the verdict is about your inputs alone."));
                }
            }
            else if (run.Error is not { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget })
            {
                Take(trial, examined);
                return null;
            }
        }

        foreach (var (code, trial, isPromised) in program.Subject.Limits.TakeWhile(_ => !IsLate))
        {
            var run = Examined.Quick(program, trial, view.Source, rest);
            if (run.AllHolds)
            {
                held.Add(trial);
                continue;
            }

            if (run.Error is { Kind: ProgramErrorKind.Budget })
            {
                continue;
            }

            var line = OneLine(trial);
            if (isPromised && line is not null)
            {
                Take(trial, examined);
                return null;
            }

            limits.Add(line is null ? Warning(code, trial, run) : Warning(code, trial, run) with
            {
                Line = view.LineOf(line.Span.Start),
                Message = $"{Warning(code, trial, run).Message} Tried: `{FixText.Of(line.Edit!, line.Statement!, view.Source)}` in line {view.LineOf(line.Span.Start)} makes it right there too.",
            });
        }

        return held.Count == 0 ? null : new(held.Count, [.. held.Select(trial => trial.Sizes)]);
    }

    /// <summary>The one line that, made right, makes a program hold on a case at the layer's limits as well; null where there is none.</summary>
    private Blamed? OneLine(Trial trial)
    {
        var before = program;
        program = program.On([.. program.Subject.Trials, trial]);
        var wrong = new List<Blamed>();
        var (_, isMended) = Blames(ExamineAll(program), wrong, most with { Steps = MostLimitSteps }, further: 0);
        program = before;
        return isMended && wrong is [{ MakesAllRight: true, Edit: not null, Statement: not null } line] ? line : null;
    }

    /// <summary>Makes a case one that the verdict is about.</summary>
    private void Take(Trial trial, List<Examined> examined)
    {
        program = program.On([.. program.Subject.Trials, trial]);
        var runs = ExamineAll(program);
        examined.Clear();
        examined.AddRange(runs);
    }

    /// <summary>The runs of a program, with those held back from what searches them.</summary>
    /// <param name="which">The program.</param>
    /// <param name="examined">Its runs.</param>
    /// <param name="edits">What further runs may cost.</param>
    /// <param name="isWhole">Whether these are all of its runs; else those held back count too where the forward pass runs to its end.</param>
    private CaseRuns RunsOf(ProgramUnderTest which, List<Examined> examined, Budget edits, bool isWhole)
    {
        var known = examined.Select(item => item.Trial).ToHashSet();
        IReadOnlyList<Examined> Others(IEnumerable<Trial> trials) =>
        [
            .. trials.Where(trial => !known.Contains(trial)).Select(trial => Examined.Of(which.For(trial), trial, view.Source, edits)).Where(item => isWhole || item.Forward.Error is null),
        ];
        var limits = which.Subject.Limits.ToLookup(limit => limit.BindsFixes, limit => limit.Trial);
        return new(examined, () => Others(which.Subject.HeldBack.Concat(limits[true])), () => Others(limits[false]));
    }

    /// <summary>Blames line after line: each is mended by its edit before the next is looked for.</summary>
    /// <param name="examined">The runs of the program.</param>
    /// <param name="wrong">Gets the lines.</param>
    /// <param name="least">What it may cost.</param>
    /// <param name="further">How many lines are looked for beyond the first.</param>
    /// <returns>Whether the first of them is where the run was stopped for a reason that is not the program's, and whether all is right with the lines mended.</returns>
    private (bool Stopped, bool IsMended) Blames(List<Examined> examined, List<Blamed> wrong, BudgetLimits least, int further = MostFurther)
    {
        var (original, mended) = (examined, program);
        if (examined.All(item => item.AllHolds))
        {
            return (false, true);
        }

        var typed = new TypedProgram(program, view.Source, view.BackwardStart);
        var edits = new Budget(
            least with { Steps = Math.Min(least.Steps, MostEditSteps), Elements = Math.Min(least.Elements, MostEditElements), Bytes = Math.Min(least.Bytes, MostEditBytes), Printed = MostTimes * least.Printed, Time = SearchedUntil * most.Time },
            clock,
            cancellation);
        var helpers = new RightHelpers(program, CalledIn(examined), view.Source, edits);
        while (wrong.Count <= further && !examined.All(item => item.AllHolds))
        {
            if (Foreign.Of(program.Tree, examined.Select(item => item.Forward.Error ?? item.Backward?.Error).FirstOrDefault(error => error is not null)) is { } foreign)
            {
                wrong.Add(new(foreign.Span, foreign.Code, foreign.Message));
                return (wrong.Count == 1, false);
            }

            if (ErrorOf(examined) is { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget } error)
            {
                if (wrong.Count > 0)
                {
                    break;
                }

                wrong.Add(new(error.Span, error.Code, $"{error.Message}{LoopAround(error)}"));
                return (true, false);
            }

            // A backward pass that is wrong after a right forward pass is told before what the forward pass raises on other cases.
            var ended = examined.FindAll(item => item.Error is null);
            var telling = wrong.Count == 0 && ended.Exists(item => !item.BackwardHolds) && ended.TrueForAll(item => item.ForwardHolds) && examined.Exists(item => item.Forward.Error is not null) ? ended : examined;
            var runs = RunsOf(mended, telling, edits, ReferenceEquals(telling, examined));
            var blamed = telling.Exists(item => !item.ForwardHolds) ? ForwardOf(mended, runs, edits, helpers) : new BackwardBlame(mended, view.Source, runs, edits, helpers).Find();
            if (blamed is null || wrong.Exists(earlier => earlier.Span == blamed.Span) || (wrong.Count > 0 && !IsOfOriginal(blamed, wrong, original, examined)))
            {
                break;
            }

            if (blamed is not { Edit: { } edit, Statement: { } statement })
            {
                wrong.Add(blamed);
                break;
            }

            mended = mended.With(statement, edit);
            mended = mended with
            {
                Forward = Walk.Statements(mended.Tree.Body).OfType<FunctionStatement>().Last(function => function.Name == mended.Forward.Name),
            };
            examined = ExamineAll(mended);
            if (FixText.Of(edit, statement, view.Source) is not { } text)
            {
                wrong.Add(blamed);
                continue;
            }

            typed.Type(statement, text);
            var beside = BesideOf(blamed, edit);
            if (beside is not null)
            {
                typed.Type(beside.Statement!, FixText.Of(beside.Edit!, beside.Statement!, view.Source)!);
            }

            var told = new FixCheck(typed, view.Source, rest).Confirm(blamed, examined);
            wrong.AddRange(beside is null || told.Edit is null ? [told] : [told, beside with { Confirmed = told.Confirmed }]);
        }

        // What was right as far as one value goes is told as a fix only where the rest of the mistakes was found as well.
        var isMended = examined.All(item => item.AllHolds);
        for (var k = 0; k < wrong.Count && !isMended; k++)
        {
            wrong[k] = wrong[k].MakesAllRight ? wrong[k] : wrong[k] with { Edit = null };
        }

        // A mend of the forward pass alone that leaves a backward pass wrong which was right for it is no fix, and what it leaves no mistake of the program.
        if (!isMended && wrong is [{ IsForward: true, Edit: not null }, ..] && original.TrueForAll(item => item.Backward is not null && item.BackwardHolds))
        {
            wrong.RemoveAll(line => !line.IsForward);
            for (var k = 0; k < wrong.Count; k++)
            {
                wrong[k] = wrong[k] with { Edit = null, Words = k == 0 ? JoinedWords(wrong[k].Words, "the backward pass is right for the forward pass as it stands") : wrong[k].Words };
            }
        }

        return (false, isMended);
    }

    private static string JoinedWords(string? words, string more) => words is null ? more : $"{words}; {more}";

    /// <summary>The second line of an edit of two: a line that is wrong as well, with a fix of its own.</summary>
    private Blamed? BesideOf(Blamed first, Edit edit) => edit.Also is not { Made: { Count: < 2 } made } also ? null
        : new(also.Old is ForStatement or WhileStatement or IfStatement ? SyntaxChildren.Of(also.Old).Last().Span : also.Old.Span, also.Code ?? first.Code)
        {
            Statement = also.Old,
            Edit = new(edit.Code, edit.Cost, made is [var second] ? second : new PassStatement(also.Old.Span)),
            IsForward = first.IsForward,
            MakesAllRight = true,
            Words = string.Create(CultureInfo.InvariantCulture, $"it goes with line {view.LineOf(first.Span.Start)}"),
        };

    /// <summary>Whether a line that is blamed once others are mended is wrong in the program as it was handed in, and not just in what the mending left.</summary>
    private static bool IsOfOriginal(Blamed blamed, List<Blamed> earlier, List<Examined> original, List<Examined> now)
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

    /// <summary>The loop that a program was stopped in, which may have no end.</summary>
    private string? LoopAround(ProgramError error) => error.Kind != ProgramErrorKind.Budget ? null
        : Walk.Statements(program.Tree.Body).OfType<WhileStatement>().LastOrDefault(loop => Holds(loop.Test.Span, error) || Walk.Statements(loop.Body).Any(inside => Holds(inside.Span, error))) is { } loop
        ? string.Create(CultureInfo.InvariantCulture, $" It was in the loop of line {view.LineOf(loop.Span.Start)}, `{view.TextOf(loop.Span.Start)}`.")
        : null;

    private static bool Holds(Span span, ProgramError error) => span.Start <= error.Span.Start && error.Span.End <= span.End;

    private static ProgramError? ErrorIn(Examined item) => item.Forward.Error ?? item.Backward?.Error;

    /// <summary>The functions that were called in some runs.</summary>
    private static HashSet<string> CalledIn(List<Examined> examined) =>
        [.. examined.SelectMany(item => item.Forward.Events.Concat(item.Backward?.Events ?? [])).Select(made => made.Frame.Function)];

    private Blamed ForwardOf(ProgramUnderTest mended, CaseRuns examined, Budget edits, RightHelpers helpers) =>
        examined.FirstOrDefault(item => item.Forward.Error is not null)?.Forward.Error is { } error
            ? ForwardBlame.OfError(mended, examined, error, view.Source, edits, helpers)
            : ForwardBlame.Find(mended, examined, edits, helpers, view.Source, statement => view.LineOf(statement.Span.Start));

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
                holds ? Verdict.Match
                    : worst.Judge is null || worst.Backward?.Error is { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget } ? Verdict.Inconclusive
                    : Verdict.Mismatch,
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
        program.Subject.Id == "dropout" ? DropoutTestMode.Of(program, rest, view)
        : LayerCatalog.Find(program.Subject.Id) is { HasRunningStatistics: true } layer ? NormTestMode.Of(program, layer.On(layer.Rank, request.Conventions)!, request.Conventions, request.Seed, rest, view)
        : null;

    private IEnumerable<ProgramWarning> WarningsOf(List<Examined> examined, bool isRight)
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
        foreach (var (code, trial) in isRight ? program.Subject.Fringe.TakeWhile(_ => !IsLate) : [])
        {
            var fringe = Examined.Quick(program, trial, view.Source, rest);
            if (!fringe.AllHolds && fringe.Error is not { Kind: ProgramErrorKind.Budget })
            {
                yield return Warning(code, trial, fringe);
            }
        }
    }

    private ProgramWarning Warning(string code, Trial trial, Examined run) => new(
        code,
        $"On {trial.Name}: {(run.Error is { } error ? $"{error.Type}: {error.Message}" : "the result is not that of the layer")}.",
        run.Error is { } raised ? view.LineOf(raised.Span.Start) : null);
}
