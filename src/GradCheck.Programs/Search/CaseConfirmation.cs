using GradCheck.Programs.Blame;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Search;

/// <summary>Holds a program that is right on every case of the verdict against further ones.</summary>
/// <param name="runner">Runs it.</param>
/// <param name="view">Its text.</param>
/// <param name="program">The program.</param>
internal sealed class CaseConfirmation(CaseRunner runner, SourceView view, ProgramUnderTest program)
{
    /// <summary>How many statements and expressions a search for the line that sets a limit may evaluate.</summary>
    private const long MostLimitSteps = 300_000;

    private readonly List<ProgramWarning> limits = [];
    private readonly List<Trial> held = [];

    /// <summary>Holds what is right on every case against those that were held back, and those at the layer's limits.</summary>
    /// <param name="examined">The runs on the cases.</param>
    /// <returns>The outcome; one that has a case more where the program is wrong on that.</returns>
    public CaseOutcome Of(IReadOnlyList<Examined> examined)
    {
        var outcome = new CaseOutcome(program, examined);
        if (!outcome.IsRight)
        {
            return outcome;
        }

        if ((FailedHeldBack() ?? BrokenPromise()) is { } failed)
        {
            var extended = program.On([.. program.Subject.Trials, failed]);
            return new(extended, runner.ExamineAll(extended)) { Limits = limits };
        }

        return outcome with { Limits = limits, Confirmed = held.Count == 0 ? null : new(held.Count, [.. held.Select(trial => trial.Sizes)]) };
    }

    /// <summary>The warning of a case that a program does not hold on.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="trial">The case.</param>
    /// <param name="run">The run on it.</param>
    public ProgramWarning WarningOf(string code, Trial trial, Examined run) => new(
        code,
        $"On {trial.Name}: {(run.Error is { } error ? $"{error.Type}: {error.Message}" : "the result is not that of the layer")}.",
        run.Error is { } raised ? view.LineOf(raised.Span.Start) : null)
    {
        Cell = run.Error is { } stopped ? view.CellOf(stopped.Span.Start) : null,
    };

    /// <summary>A case held back that the program is wrong on; null where there is none.</summary>
    private Trial? FailedHeldBack()
    {
        foreach (var trial in program.Subject.HeldBack.TakeWhile(_ => !runner.IsLate))
        {
            var run = Examined.Quick(program, trial, view.Source, runner.Rest);
            if (run.AllHolds)
            {
                held.Add(trial);
            }
            else if (!program.Subject.IsCourse)
            {
                if (run is { Forward: { Error: null, Out: { } made }, Backward.Error: null } && Array.TrueForAll(made.Values, double.IsFinite))
                {
                    limits.Add(new("other_inputs", $"On {trial.Name}, the gradients are not those of the forward function; the verdict is about your inputs alone."));
                }
            }
            else if (run.Error is not { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget })
            {
                return trial;
            }
        }

        return null;
    }

    /// <summary>A case at the layer's limits that one line keeps the program from, which it promises to hold on; null where there is none.</summary>
    private Trial? BrokenPromise()
    {
        foreach (var (code, trial, isPromised) in program.Subject.Limits.TakeWhile(_ => !runner.IsLate))
        {
            var run = Examined.Quick(program, trial, view.Source, runner.Rest);
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
                return trial;
            }

            var warning = WarningOf(code, trial, run);
            limits.Add(line is null ? warning : warning with { Line = view.LineOf(line.Span.Start), Cell = view.CellOf(line.Span.Start), Message = $"{warning.Message} {TriedOf(line)}" });
        }

        return null;
    }

    private string TriedOf(Blamed line) =>
        $"Tried: `{FixText.Of(line.Edit!, line.Statement!, view.Source)}` in line {view.LineOf(line.Span.Start)} makes it right there too.";

    /// <summary>The one line that, made right, makes a program hold on a case at the layer's limits as well; null where there is none.</summary>
    private Blamed? OneLine(Trial trial)
    {
        var extended = program.On([.. program.Subject.Trials, trial]);
        var search = new LineSearch(runner, view, new(extended, runner.ExamineAll(extended)), runner.Most with { Steps = MostLimitSteps }, further: 0);
        return search.Find() is { IsMended: true, Lines: [{ MakesAllRight: true, Edit: not null, Statement: not null } line] } ? line : null;
    }
}
