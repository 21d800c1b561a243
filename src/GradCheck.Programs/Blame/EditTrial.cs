using GradCheck.Programs.Dialects;
using GradCheck.Programs.Edits;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;
using GradCheck.Python.Values;

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

    /// <summary>So many lines are tried, those most suspected first: ten times what a backward pass has.</summary>
    private const int MostLines = 200;

    /// <summary>Pairs of edits may take so many steps in one search: a good third of what all edits may.</summary>
    private const long MostPairSteps = 1_500_000;

    /// <summary>So many names are drawn on, those assigned last first.</summary>
    private const int MostNames = 100;

    /// <summary>How much larger a change may be that holds at the limits of the layer as well.</summary>
    private const int MostBeyond = 2;

    /// <summary>How many steps are given to finding one.</summary>
    private const long MostStepsBeyond = 300_000;

    /// <summary>Single edits may take so many steps in one search, so that something is left for pairs and for other lines.</summary>
    private const long MostSingleSteps = 1_000_000;

    /// <summary>What did not help, by what was asked of it: it is not tried again.</summary>
    private readonly HashSet<string> failed = [];

    private readonly Lazy<Dictionary<Statement, Statement>> parents = new(() => Walk.Statements(program.Tree.Body)
        .SelectMany(parent => Walk.Blocks(parent).SelectMany(block => block).Select(child => (child, parent)))
        .DistinctBy(pair => pair.child, ReferenceEqualityComparer.Instance)
        .ToDictionary(pair => pair.child, pair => pair.parent, (IEqualityComparer<Statement>)ReferenceEqualityComparer.Instance));

    private readonly Lazy<Idioms> idioms = new(() => Idioms.Of(program.Tree));

    /// <summary>A case that fails is tried first: most edits do not mend it.</summary>
    private readonly int[] order = [.. Enumerable.Range(0, examined.Count).OrderBy(k => examined[k].AllHolds).ThenBy(k => examined[k].Steps)];

    private readonly long most = Math.Max(LeastSteps, MostTimes * examined.Max(item => item.Steps));

    /// <summary>The smallest edit of any of some lines that passes a test on every case; among equally small ones, that of the first line.</summary>
    /// <param name="suspects">One value of each line, in the order of suspicion.</param>
    /// <param name="events">The run that they are from, for the names around them.</param>
    /// <param name="isForward">Whether they belong to the forward pass.</param>
    /// <param name="helps">Whether an edited program is right on a case; the second says that it is right as far as one value goes.</param>
    /// <param name="asked">What is asked of an edit, if that is asked again: all that depends on a line, and what the line itself makes; the second may be null where the test never says so.</param>
    /// <param name="below">Only edits of a lower score than this are tried.</param>
    /// <param name="isWhole">Whether an edited program is right on a case in what the test does not look at; null where it looks at everything. Preferred, not required.</param>
    /// <returns>The edit, its line, and whether it makes everything right; or null.</returns>
    public Found? Best(IEnumerable<Event> suspects, IReadOnlyList<Event> events, bool isForward, Func<ProgramUnderTest, int, (bool All, bool Here)> helps, (string All, string? Here) asked, int below = int.MaxValue, Func<ProgramUnderTest, int, bool>? isWhole = null)
    {
        var end = budget.Steps + MostSingleSteps;
        var singles = SinglesOf(suspects, events, isForward).Where(item => item.Score < below).OrderBy(item => item.Score).ThenBy(item => item.Place).TakeWhile(_ => budget.Steps < end);
        return First(singles, helps, isWhole, asked);
    }

    /// <summary>The same for two edits of one line, or of two lines that stand together: none of them helps alone.</summary>
    /// <param name="suspects">One value of each line, in the order of suspicion.</param>
    /// <param name="events">The run that they are from, for the names around them.</param>
    /// <param name="isForward">Whether they belong to the forward pass.</param>
    /// <param name="helps">Whether an edited program is right on a case.</param>
    /// <param name="isWhole">As with single edits.</param>
    public Found? BestPair(IEnumerable<Event> suspects, IReadOnlyList<Event> events, bool isForward, Func<ProgramUnderTest, int, bool> helps, Func<ProgramUnderTest, int, bool>? isWhole = null)
    {
        var end = budget.Steps + MostPairSteps;
        return First(EditPairs.Of(SinglesOf(suspects, events, isForward), IsAdjacent).TakeWhile(_ => budget.Steps < end), (edited, k) => (helps(edited, k), false), isWhole);
    }

    /// <summary>The first of some edits that helps on every case.</summary>
    public Found? First(IEnumerable<Candidate> candidates, Func<ProgramUnderTest, int, (bool All, bool Here)> helps, Func<ProgramUnderTest, int, bool>? isWhole = null, (string All, string? Here) asked = default)
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
            var (all, local) = (true, mayBeLocal);
            foreach (var trial in order)
            {
                var (makesAll, makesHere) = Try(trial);
                (all, local) = (all && makesAll, local && makesHere);
                if (!all && !local)
                {
                    break;
                }
            }

            if (key is not null && !budget.IsSpent)
            {
                if (!all)
                {
                    failed.Add(asked.All + key);
                }

                if (!local && mayBeLocal && asked.Here is not null)
                {
                    failed.Add(asked.Here + key);
                }
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

    private List<Candidate> SinglesOf(IEnumerable<Event> suspects, IReadOnlyList<Event> events, bool isForward)
    {
        var seen = new HashSet<Statement>(ReferenceEqualityComparer.Instance);
        return [.. suspects.Where(at => seen.Add(at.Statement!)).Take(MostLines).SelectMany((at, place) => EditsOf(at, events, isForward, seen).Select(edit => new Candidate(edit, at, place, Burden.Of(edit, at.Statement!, idioms.Value))))];
    }

    /// <summary>Whether two statements stand together: one behind the other, or one directly in the other.</summary>
    private bool IsAdjacent(Statement one, Statement other)
    {
        var (above, below) = (parents.Value.GetValueOrDefault(one), parents.Value.GetValueOrDefault(other));
        if (ReferenceEquals(above, other) || ReferenceEquals(below, one))
        {
            return true;
        }

        return above is not null && ReferenceEquals(above, below)
            && Walk.Blocks(above).Any(block => Place(block, one) is >= 0 and var first && Place(block, other) is >= 0 and var second && Math.Abs(first - second) == 1);
    }

    private static int Place(IReadOnlyList<Statement> block, Statement statement)
    {
        for (var k = 0; k < block.Count; k++)
        {
            if (ReferenceEquals(block[k], statement))
            {
                return k;
            }
        }

        return -1;
    }

    /// <summary>A line that raised and so has no value: it, and the loops and branches around it, may be edited as well.</summary>
    /// <param name="error">What it raised.</param>
    /// <param name="events">The run.</param>
    public IEnumerable<Event> Raised(ProgramError error, IReadOnlyList<Event> events)
    {
        var raised = Walk.Statements(program.Tree.Body).LastOrDefault(statement => statement is not FunctionStatement && statement.Span.Start <= error.Span.Start && error.Span.End <= statement.Span.End);
        return raised is null || events.Count == 0 ? [] : [new() { Order = int.MaxValue, Frame = events[^1].Frame, Statement = raised, Name = string.Empty, Position = -1 }];
    }

    /// <summary>Whether an error may be the mistake of a line before the one that raises it.</summary>
    public static bool MayComeFromElsewhere(ProgramError error) => error.Code is ErrorCodes.ShapeMismatch or ErrorCodes.WrongValue or ErrorCodes.IndexOutOfRange or ErrorCodes.WrongArguments
        or ErrorCodes.WrongType or ErrorCodes.UndefinedAttribute or ErrorCodes.WrongUnpacking or ErrorCodes.MissingKey or ErrorCodes.DivisionByZero or ErrorCodes.Raised or ErrorCodes.AssertionFailed;

    /// <summary>A line, or the head of a loop, that made no value.</summary>
    /// <param name="statement">The line.</param>
    /// <param name="frame">The call that it belongs to.</param>
    public static Event Unseen(Statement statement, Frame frame) => new() { Order = int.MaxValue, Frame = frame, Statement = statement, Name = string.Empty, Position = -1 };

    /// <summary>The edits of a line; whatever makes a line of counts right, the count was wrong.</summary>
    private IEnumerable<Edit> EditsOf(Event at, IReadOnlyList<Event> events, bool isForward, HashSet<Statement> seen)
    {
        var isCount = at is { IsReturn: false, Value: { IsDiscrete: true, Shape.Length: 0 } };
        var scope = ScopeOf(at, events, isForward) with { MakesCount = isCount };
        var isEps = !at.IsReturn && Roles.Of(at.Name) == Role.Eps;
        var mayNeedEps = scope.Eps is null && scope.Settings is null;
        return EditCatalog.Of(at.Statement!, scope)
            .Concat(EditCatalog.OfHeader(at.Statement!, scope))
            .Concat(Around(at.Statement!).Where(seen.Add).SelectMany(header => EditCatalog.OfHeader(header, scope)))
            .Where(edit => !isEps || edit.Code is "different_eps" or "swapped_arguments")
            .Select(edit => isCount || edit.Code == "wrong_count" ? edit with { Code = program.Subject.Trials[0].Batch is null ? "wrong_size" : "wrong_count" } : edit)
            .Select(edit => mayNeedEps && ReadsGivenEps(edit.Made) ? edit with { NeedsEps = true } : edit);
    }

    private static bool ReadsGivenEps(Statement statement) =>
        Walk.Children(statement).SelectMany(Walk.Expressions).Any(node => node is NameExpression { Id: EditScope.GivenEps });

    /// <summary>The loops and branches around a statement, the innermost first.</summary>
    private IEnumerable<Statement> Around(Statement statement)
    {
        for (var around = parents.Value.GetValueOrDefault(statement); around is not null and not FunctionStatement; around = parents.Value.GetValueOrDefault(around))
        {
            yield return around;
        }
    }

    private EditScope ScopeOf(Event at, IReadOnlyList<Event> events, bool isForward)
    {
        // The latest first: of two names for one array the student's own comes before the parameter's.
        var names = new OrderedDictionary<string, Snapshot>();
        foreach (var made in events.Where(made => made.Frame == at.Frame && !made.IsReturn && made.Value is not null && (made.Order < at.Order || made.Statement is null)).OrderByDescending(made => made.Statement is null ? 0 : made.Order))
        {
            if (names.Count == MostNames)
            {
                break;
            }

            names.TryAdd(made.Name, made.Value!);
        }

        var parameters = events.Where(made => made.Frame == at.Frame && made.Statement is null).ToList();
        return new(names, idioms.Value, isForward)
        {
            Parameters = parameters.Select(made => made.Name).ToHashSet(),
            Settings = program.Subject.Trials[0].Batch is null ? null
                : parameters.Find(made => made.Value is null && (made.Name.EndsWith("_param", StringComparison.Ordinal) || made.Name.EndsWith("_params", StringComparison.Ordinal)))?.Name,
            Out = examined[0].Forward.Out,
        };
    }
}
