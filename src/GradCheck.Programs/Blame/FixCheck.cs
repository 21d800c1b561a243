using GradCheck.Programs.Judging;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Blame;

/// <summary>Holds the text of a fix against what was claimed of its edit, on every case and on those held back.</summary>
/// <param name="typed">The program with the fix in its text.</param>
/// <param name="source">The text that the program's spans are of.</param>
/// <param name="budget">What it may cost.</param>
internal sealed class FixCheck(TypedProgram typed, SourceText source, Budget budget)
{
    /// <summary>The line with what its fix was confirmed on, or without the fix.</summary>
    /// <param name="blamed">The line.</param>
    /// <param name="mended">The runs of the edited program.</param>
    public Blamed Confirm(Blamed blamed, IReadOnlyList<Examined> mended)
    {
        var subject = mended[0].Forward.Program.Subject;
        var isClaimed = blamed is { MakesAllRight: true, IsForward: true } ? mended.All(item => item.ForwardHolds) : !blamed.MakesAllRight || mended.All(item => item.Error is null);
        if (!isClaimed || typed.Read(subject) is not { } program)
        {
            return blamed with { Edit = null };
        }

        // What came right by the edit has to come right by the text.
        var forward = mended.All(item => item.ForwardHolds);
        int[] gradients = [.. Enumerable.Range(0, subject.Inputs.Count).Where(k => mended.All(item => item.Holds(k)))];
        bool Holds(Examined run) => (!forward || run.ForwardHolds) && gradients.All(run.Holds);
        var cases = subject.Trials.Concat(subject.HeldBack).Distinct().ToList();
        foreach (var trial in cases)
        {
            if (!Holds(Examined.Quick(program, trial, source, budget)) && !budget.IsSpent)
            {
                return blamed with { Edit = null };
            }
        }

        var held = cases.Except(subject.Trials).ToList();
        return budget.IsSpent ? blamed with { Edit = null } : blamed with { Confirmed = held.Count == 0 ? null : new(held.Count, [.. held.Select(trial => trial.Sizes)]) };
    }
}
