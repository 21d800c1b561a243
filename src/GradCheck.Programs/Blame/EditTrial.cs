using GradCheck.Programs.Judging;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Programs.Blame;

/// <summary>Tries edits of lines: what is said to be the mistake has been undone and seen to help.</summary>
/// <param name="program">The program.</param>
/// <param name="examined">Its runs, one a case.</param>
/// <param name="budget">What the trials may cost.</param>
internal sealed class EditTrial(ProgramUnderTest program, IReadOnlyList<Examined> examined, Budget budget)
{
    /// <summary>An edited program may take so many times the steps of the original, which ends loops that an edit made endless.</summary>
    private const int MostTimes = 4;

    /// <summary>A run of the original that ended early says little about what a whole one takes.</summary>
    private const int LeastSteps = 100_000;

    /// <summary>Pairs of edits may take so many steps in one search: a good third of what all edits may.</summary>
    private const long MostPairSteps = 1_500_000;

    /// <summary>How much larger a change may be that holds at the limits of the layer as well.</summary>
    private const int MostBeyond = 2;

    /// <summary>How many steps are given to finding one.</summary>
    private const long MostStepsBeyond = 300_000;

    /// <summary>Single edits may take so many steps in one search, so that something is left for pairs and for other lines.</summary>
    private const long MostSingleSteps = 1_000_000;

    private readonly LineEdits edits = new(program, examined);

    /// <summary>What did not help, by what was asked of it: it is not tried again.</summary>
    private readonly HashSet<string> failed = [];

    /// <summary>A case that fails is tried first: most edits do not mend it.</summary>
    private readonly int[] order = [.. Enumerable.Range(0, examined.Count).OrderBy(k => examined[k].AllHolds).ThenBy(k => examined[k].Steps)];

    private readonly long most = Math.Max(LeastSteps, MostTimes * examined.Max(item => item.Steps));

    /// <summary>Whether an error may be the mistake of a line before the one that raises it.</summary>
    /// <param name="error">The error.</param>
    public static bool MayComeFromElsewhere(ProgramError error) => error.Code
        is ErrorCodes.ShapeMismatch or ErrorCodes.WrongValue or ErrorCodes.IndexOutOfRange or ErrorCodes.WrongArguments or ErrorCodes.WrongType
        or ErrorCodes.UndefinedAttribute or ErrorCodes.WrongUnpacking or ErrorCodes.MissingKey or ErrorCodes.DivisionByZero
        or ErrorCodes.Raised or ErrorCodes.AssertionFailed;

    /// <inheritdoc cref="LineEdits.Raised"/>
    public IEnumerable<Event> Raised(ProgramError error, IReadOnlyList<Event> events) => edits.Raised(error, events);

    /// <summary>The smallest edit of any of some lines that passes a test on every case; among equally small ones, that of the first line.</summary>
    /// <param name="suspects">One value of each line, in the order of suspicion.</param>
    /// <param name="events">The run that they are from, for the names around them.</param>
    /// <param name="isForward">Whether they belong to the forward pass.</param>
    /// <param name="helps">Whether an edited program is right on a case; the second says that it is right as far as one value goes.</param>
    /// <param name="asked">What is asked of an edit, if that is asked again: all that depends on a line, and what the line itself makes; the second may be null where the test never says so.</param>
    /// <param name="below">Only edits of a lower score than this are tried.</param>
    /// <param name="isWhole">Whether an edited program is right on a case in what the test does not look at; null where it looks at everything. Preferred, not required.</param>
    /// <returns>The edit, its line, and whether it makes everything right; or null.</returns>
    public Found? Best(
        IEnumerable<Event> suspects,
        IReadOnlyList<Event> events,
        bool isForward,
        Func<ProgramUnderTest, int, (bool All, bool Here)> helps,
        (string All, string? Here) asked,
        int below = int.MaxValue,
        Func<ProgramUnderTest, int, bool>? isWhole = null)
    {
        var end = budget.Steps + MostSingleSteps;
        var singles = edits.Of(suspects, events, isForward).Where(item => item.Score < below).OrderBy(item => item.Score).ThenBy(item => item.Place);
        return First(singles.TakeWhile(_ => budget.Steps < end), helps, isWhole, asked);
    }

    /// <summary>The same for two edits of one line, or of two lines that stand together: none of them helps alone.</summary>
    /// <param name="suspects">One value of each line, in the order of suspicion.</param>
    /// <param name="events">The run that they are from, for the names around them.</param>
    /// <param name="isForward">Whether they belong to the forward pass.</param>
    /// <param name="helps">Whether an edited program is right on a case.</param>
    /// <param name="isWhole">As with single edits.</param>
    public Found? BestPair(
        IEnumerable<Event> suspects,
        IReadOnlyList<Event> events,
        bool isForward,
        Func<ProgramUnderTest, int, bool> helps,
        Func<ProgramUnderTest, int, bool>? isWhole = null)
    {
        var end = budget.Steps + MostPairSteps;
        var pairs = EditPairs.Of(edits.Of(suspects, events, isForward), edits.AreTogether);
        return First(pairs.TakeWhile(_ => budget.Steps < end), (edited, k) => (helps(edited, k), false), isWhole);
    }

    /// <summary>The first of some edits that helps on every case.</summary>
    /// <param name="candidates">The edits.</param>
    /// <param name="helps">Whether an edited program is right on a case; the second says that it is right as far as one value goes.</param>
    /// <param name="isWhole">As with the best one.</param>
    /// <param name="asked">As with the best one; nothing where it is not asked again.</param>
    public Found? First(
        IEnumerable<Candidate> candidates,
        Func<ProgramUnderTest, int, (bool All, bool Here)> helps,
        Func<ProgramUnderTest, int, bool>? isWhole = null,
        (string All, string? Here) asked = default)
    {
        Found? here = null, limited = null;
        var end = long.MaxValue;
        foreach (var candidate in candidates)
        {
            // What holds only within limits is given up for what holds without, if that is no much larger change.
            var (edit, at) = (candidate.Edit, candidate.At);
            if (limited is { Score: var least } && (candidate.Score > least + (limited.IsWhole ? MostBeyond : Found.MostBeyond) || budget.Steps > end))
            {
                break;
            }

            var key = asked.All is null ? null : $"{candidate.Old.Span.Start}:{Printer.Print(edit.Made)}";
            if (key is not null && failed.Contains(asked.All + key) && (asked.Here is null || failed.Contains(asked.Here + key)))
            {
                continue;
            }

            var edited = program.With(at.Statement!, edit);
            (bool All, bool Here) Try(int trial)
            {
                budget.StartRun(most);
                return helps(edited.For(examined[trial].Trial), trial);
            }

            bool IsWhole(int trial)
            {
                budget.StartRun(most);
                return isWhole(edited.For(examined[trial].Trial), trial);
            }

            var mayBeLocal = limited is null && here is null && edit is { Header: null, IsDeletion: false };
            var (all, local) = OnAll(Try, mayBeLocal);
            if (key is not null && !budget.IsSpent)
            {
                NoteFailures(key, asked, all, local || !mayBeLocal);
            }

            if (all && limited is not null && isWhole is not null && !Array.TrueForAll(order, IsWhole))
            {
                continue;
            }

            var held = all ? Confirmation.Of(examined, trial => Try(trial).All) : Held.Nowhere;
            local = local && held == Held.Nowhere && Confirmation.Of(examined, trial => Try(trial).Here) != Held.Nowhere;
            if (budget.IsSpent)
            {
                break;
            }

            var whole = held != Held.Nowhere && (isWhole is null || Array.TrueForAll(order, IsWhole));
            if (held == Held.Everywhere && whole)
            {
                return new(edit, at, true, candidate.Score);
            }

            if (held != Held.Nowhere && (limited is null || (whole && !limited.IsWhole)))
            {
                (limited, end) = (new(edit, at, true, candidate.Score) { IsWhole = whole }, budget.Steps + MostStepsBeyond);
            }

            here ??= local ? new(edit, at, false, candidate.Score) : null;
        }

        return limited ?? here;
    }

    /// <summary>Whether an edit helps on every case of the search: with all, and with one value.</summary>
    private (bool All, bool Here) OnAll(Func<int, (bool All, bool Here)> helps, bool here)
    {
        var all = true;
        foreach (var trial in order)
        {
            var (makesAll, makesHere) = helps(trial);
            (all, here) = (all && makesAll, here && makesHere);
            if (!all && !here)
            {
                break;
            }
        }

        return (all, here);
    }

    private void NoteFailures(string key, (string All, string? Here) asked, bool all, bool here)
    {
        if (!all)
        {
            failed.Add(asked.All + key);
        }

        if (!here && asked.Here is not null)
        {
            failed.Add(asked.Here + key);
        }
    }
}
