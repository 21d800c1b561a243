using GradCheck.Programs.Blame;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;

namespace GradCheck.Programs.Search;

/// <summary>Runs programs on cases, and says what a check may still cost.</summary>
/// <param name="view">The text.</param>
/// <param name="cost">What the check may cost.</param>
internal sealed class CaseRunner(SourceView view, CheckCost cost)
{
    /// <summary>How many statements and expressions trying edits may evaluate: a second or two of work.</summary>
    public const long MostEditSteps = 4_000_000;

    /// <summary>How much memory trying edits may take.</summary>
    public const long MostEditBytes = 1L << 28;

    /// <summary>How many elements of arrays trying edits may work on: some eighty runs of a notebook of the usual sizes, which is what finding a cause takes.</summary>
    private const long MostEditElements = 160_000_000;

    /// <summary>What the first case may print, all others together may print so many times.</summary>
    private const int MostTimes = 100;

    /// <summary>The share of the time after which a verdict that stands is not confirmed on further cases.</summary>
    private const double ConfirmedUntil = 0.5;

    /// <summary>The share of the time that the search for lines may use; the rest is for what is told of them.</summary>
    private const double SearchedUntil = 0.75;

    /// <summary>For all runs but that of the first case, whose output is told.</summary>
    public Budget Rest { get; } = cost.Budget(cost.Limits with { Printed = MostTimes * cost.Limits.Printed });

    /// <summary>What the check may cost.</summary>
    public BudgetLimits Most => cost.Limits;

    /// <summary>Whether so much time is gone that what only adds to the answer is left out.</summary>
    public bool IsLate => cost.Elapsed > ConfirmedUntil;

    /// <summary>What trying edits may cost.</summary>
    /// <param name="least">What the search for lines may cost.</param>
    public Budget EditsOf(BudgetLimits least) => cost.Budget(least with
    {
        Steps = Math.Min(least.Steps, MostEditSteps),
        Elements = Math.Min(least.Elements, MostEditElements),
        Bytes = Math.Min(least.Bytes, MostEditBytes),
        Printed = MostTimes * least.Printed,
        Time = SearchedUntil * cost.Limits.Time,
    });

    /// <summary>Runs a program on every case; where all holds, the first alone has to be recorded.</summary>
    /// <param name="which">The program.</param>
    /// <param name="first">What the first case may cost; null for what the rest may.</param>
    public List<Examined> ExamineAll(ProgramUnderTest which, Budget? first = null)
    {
        Examined Run(Trial trial, int place) =>
            place == 0 ? Recorded(which, trial, first ?? Rest) : Examined.Quick(which.For(trial), trial, view.Source, Rest);
        List<Examined> all = [.. which.Subject.Trials.Select(Run)];
        return all.TrueForAll(item => item.AllHolds) ? all : all.ConvertAll(item => item.IsRecorded ? item : Recorded(which, item.Trial, Rest));
    }

    /// <summary>The runs of a program, with those held back from what searches them.</summary>
    /// <param name="which">The program.</param>
    /// <param name="examined">Its runs.</param>
    /// <param name="edits">What further runs may cost.</param>
    /// <param name="isWhole">Whether these are all of its runs; else those held back count too where the forward pass runs to its end.</param>
    public CaseRuns RunsOf(ProgramUnderTest which, IReadOnlyList<Examined> examined, Budget edits, bool isWhole)
    {
        var known = examined.Select(item => item.Trial).ToHashSet();
        IReadOnlyList<Examined> Others(IEnumerable<Trial> trials) =>
        [
            .. trials.Where(trial => !known.Contains(trial)).Select(trial => Recorded(which, trial, edits))
                .Where(item => isWhole || item.Forward.Error is null),
        ];
        var limits = which.Subject.Limits.ToLookup(limit => limit.BindsFixes, limit => limit.Trial);
        return new(examined, () => Others(which.Subject.HeldBack.Concat(limits[true])), () => Others(limits[false]));
    }

    private Examined Recorded(ProgramUnderTest which, Trial trial, Budget budget) => Examined.Of(which.For(trial), trial, view.Source, budget);
}
