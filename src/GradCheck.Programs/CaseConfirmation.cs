using GradCheck.Programs.Blame;
using GradCheck.Programs.Edits;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Source;

namespace GradCheck.Programs;

/// <summary>Holds a program that is right on every case of the verdict against further ones.</summary>
/// <param name="runner">Runs it.</param>
/// <param name="view">Its text.</param>
/// <param name="program">The program.</param>
internal sealed class CaseConfirmation(CaseRunner runner, SourceView view, ProgramUnderTest program)
{
    /// <summary>How many statements and expressions a search for the line that sets a limit may evaluate.</summary>
    private const long MostLimitSteps = 300_000;

    private readonly List<ProgramWarning> limits = [];

    /// <summary>The program, with a case that it failed on among those of its verdict.</summary>
    public ProgramUnderTest Program => program;

    /// <summary>What a program that is right on the cases that count does not do.</summary>
    public IReadOnlyList<ProgramWarning> Limits => limits;

    /// <summary>Holds what is right on every case against those that were held back, and those at the layer's limits.</summary>
    /// <param name="examined">The runs on the cases; one that fails is added to them.</param>
    /// <returns>On what it was confirmed; null where it was not.</returns>
    public Confirmed? Confirm(List<Examined> examined)
    {
        var held = new List<Trial>();
        foreach (var trial in program.Subject.HeldBack.TakeWhile(_ => !runner.IsLate))
        {
            var run = Examined.Quick(program, trial, view.Source, runner.Rest);
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
                Take(trial, examined);
                return null;
            }

            limits.Add(line is null ? WarningOf(code, trial, run) : WarningOf(code, trial, run) with
            {
                Line = view.LineOf(line.Span.Start),
                Message = $"{WarningOf(code, trial, run).Message} Tried: `{FixText.Of(line.Edit!, line.Statement!, view.Source)}` in line {view.LineOf(line.Span.Start)} makes it right there too.",
            });
        }

        return held.Count == 0 ? null : new(held.Count, [.. held.Select(trial => trial.Sizes)]);
    }

    /// <summary>The one line that, made right, makes a program hold on a case at the layer's limits as well; null where there is none.</summary>
    private Blamed? OneLine(Trial trial)
    {
        var extended = program.On([.. program.Subject.Trials, trial]);
        var wrong = new List<Blamed>();
        var (_, isMended) = new LineSearch(runner, view, extended).Find(runner.ExamineAll(extended), wrong, runner.Most with { Steps = MostLimitSteps }, further: 0);
        return isMended && wrong is [{ MakesAllRight: true, Edit: not null, Statement: not null } line] ? line : null;
    }

    /// <summary>Makes a case one that the verdict is about.</summary>
    private void Take(Trial trial, List<Examined> examined)
    {
        program = program.On([.. program.Subject.Trials, trial]);
        var runs = runner.ExamineAll(program);
        examined.Clear();
        examined.AddRange(runs);
    }

    /// <summary>The warning of a case that a program does not hold on.</summary>
    public ProgramWarning WarningOf(string code, Trial trial, Examined run) => new(
        code,
        $"On {trial.Name}: {(run.Error is { } error ? $"{error.Type}: {error.Message}" : "the result is not that of the layer")}.",
        run.Error is { } raised ? view.LineOf(raised.Span.Start) : null);
}
