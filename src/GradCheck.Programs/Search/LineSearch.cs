using GradCheck.Programs.Blame;
using GradCheck.Programs.Edits;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Sources;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Search;

/// <summary>Looks for the wrong lines of a program, one after the other: each is mended by its edit before the next is looked for.</summary>
internal sealed class LineSearch
{
    /// <summary>How many wrong lines are looked for beyond the first.</summary>
    private const int MostFurther = 3;

    private readonly CaseRunner runner;
    private readonly SourceView view;
    private readonly CaseOutcome original;
    private readonly int most;
    private readonly Budget edits;
    private readonly TypedProgram typed;
    private readonly List<Blamed> wrong = [];
    private CaseOutcome mended;

    /// <summary>Prepares a search.</summary>
    /// <param name="runner">Runs the program on its cases.</param>
    /// <param name="view">Its text.</param>
    /// <param name="outcome">The program, and its runs.</param>
    /// <param name="least">What it may cost; null for what the check may.</param>
    /// <param name="further">How many lines are looked for beyond the first.</param>
    public LineSearch(CaseRunner runner, SourceView view, CaseOutcome outcome, BudgetLimits? least = null, int further = MostFurther)
    {
        (this.runner, this.view, most, original, mended) = (runner, view, further + 1, outcome, outcome);
        edits = runner.EditsOf(least ?? runner.Most);
        typed = new(outcome.Program, view.Map);
    }

    /// <summary>Finds the lines.</summary>
    public FoundLines Find()
    {
        if (original.IsRight)
        {
            return new([], false, true);
        }

        var helpers = new RightHelpers(original.Program, CalledIn(original.Examined), view.Source, edits);
        while (wrong.Count < most && !mended.IsRight)
        {
            if (ForeignIn(mended) is { } foreign)
            {
                wrong.Add(new(foreign.Span, foreign.Code, foreign.Message));
                return new(wrong, wrong.Count == 1, false);
            }

            if (StopIn(mended) is { } stop)
            {
                if (wrong.Count > 0)
                {
                    break;
                }

                wrong.Add(new(stop.Span, stop.Code, $"{stop.Message}{LoopAround(stop)}"));
                return new(wrong, true, false);
            }

            if (Next(helpers) is not { } blamed)
            {
                break;
            }

            if (blamed is not { Edit: { } edit, Statement: { } statement })
            {
                wrong.Add(blamed);
                break;
            }

            Mend(statement, edit);
            wrong.AddRange(Told(blamed, edit, statement));
        }

        var isMended = mended.IsRight;
        if (!isMended)
        {
            TakeBackFixes();
        }

        return new(wrong, false, isMended);
    }

    /// <summary>The next line that is to blame; null where none is, or none that is wrong in the program as it was handed in.</summary>
    private Blamed? Next(RightHelpers helpers)
    {
        // A backward pass that is wrong after a right forward pass is told before what the forward pass raises on other cases.
        var examined = mended.Examined;
        var ended = examined.Where(item => item.Error is null).ToList();
        var isBackwardFirst = wrong.Count == 0 && ended.Exists(item => !item.BackwardHolds) && ended.TrueForAll(item => item.ForwardHolds)
            && examined.Any(item => item.Forward.Error is not null);
        var telling = isBackwardFirst ? ended : examined;
        var runs = runner.RunsOf(mended.Program, telling, edits, isWhole: !isBackwardFirst);
        var blamed = telling.Any(item => !item.ForwardHolds)
            ? ForwardOf(runs, helpers)
            : new BackwardBlame(mended.Program, view.Source, runs, edits, helpers).Find();
        return blamed is null || wrong.Exists(earlier => earlier.Span == blamed.Span) || (wrong.Count > 0 && !IsOfOriginal(blamed)) ? null : blamed;
    }

    private void Mend(Statement statement, Edit edit)
    {
        var program = mended.Program.With(statement, edit);
        program = program.In(program.Tree)!;
        mended = new(program, runner.ExamineAll(program));
    }

    /// <summary>A line with its fix, where that holds as a text as well; and the line that is edited with it.</summary>
    private IEnumerable<Blamed> Told(Blamed blamed, Edit edit, Statement statement)
    {
        if (FixText.Of(edit, statement, view.Source) is not { } text)
        {
            return [blamed];
        }

        typed.Type(statement, text);
        var beside = BesideOf(blamed, edit);
        if (beside is not null)
        {
            typed.Type(beside.Statement!, FixText.Of(beside.Edit!, beside.Statement!, view.Source)!);
        }

        var told = new FixCheck(typed, view.Source, runner.Rest).Confirm(blamed, mended.Examined);
        return beside is null || told.Edit is null ? [told] : [told, beside with { Confirmed = told.Confirmed }];
    }

    /// <summary>What was right as far as one value goes is told as a fix only where the rest of the mistakes was found as well.</summary>
    private void TakeBackFixes()
    {
        for (var k = 0; k < wrong.Count; k++)
        {
            wrong[k] = wrong[k].MakesAllRight ? wrong[k] : wrong[k] with { Edit = null };
        }

        // A mend of the forward pass alone that leaves a backward pass wrong which was right for it is no fix, and what it leaves no mistake of the program.
        if (wrong is not [{ IsForward: true, Edit: not null } first, ..] || !original.Examined.All(item => item.Backward is not null && item.BackwardHolds))
        {
            return;
        }

        const string Words = "the backward pass is right for the forward pass as it stands";
        wrong.RemoveAll(line => !line.IsForward);
        for (var k = 0; k < wrong.Count; k++)
        {
            wrong[k] = wrong[k] with { Edit = null };
        }

        wrong[0] = wrong[0] with { Words = first.Words is null ? Words : $"{first.Words}; {Words}" };
    }

    /// <summary>The second line of an edit of two: a line that is wrong as well, with a fix of its own.</summary>
    private Blamed? BesideOf(Blamed first, Edit edit) => edit.Also is not { Made: { Count: < 2 } made } also ? null
        : new(also.Old is ForStatement or WhileStatement or IfStatement ? Walk.Children(also.Old)[^1].Span : also.Old.Span, also.Code ?? first.Code)
        {
            Statement = also.Old,
            Edit = new(edit.Code, edit.Cost, made is [var second] ? second : new PassStatement(also.Old.Span)),
            IsForward = first.IsForward,
            MakesAllRight = true,
            Words = $"it goes with line {view.Map.PlaceOf(first.Span.Start)}",
        };

    /// <summary>Whether a line that is blamed once others are mended is wrong in the program as it was handed in, and not just in what the mending left.</summary>
    private bool IsOfOriginal(Blamed blamed)
    {
        if (ErrorIn(mended) is { } error && blamed.Edit is null)
        {
            return original.Examined.Any(before => before.Error is { } raised && raised.Span == error.Span && raised.Code == error.Code);
        }

        // A backward pass that was right for its own forward pass is not made wrong by what mends the latter.
        var wasRight = original.Examined.All(item => item.Backward is not null && item.BackwardHolds)
            || (blamed.At is { } at && original.Examined.All(item => WasRight(item, at)));

        // A mend that was whole leaves nothing of its own; after one that was not, only what completes it is believed.
        return (blamed.IsForward || !wasRight) && (blamed.MakesAllRight || wrong.TrueForAll(line => line.MakesAllRight));
    }

    private static bool WasRight(Examined item, Event at) =>
        item.Backward?.Events.FirstOrDefault(made => made.IsSameAs(at)) is { } same
        && item.Of(same) is { IsRight: true, Pair: not null };

    /// <summary>The loop that a program was stopped in, which may have no end.</summary>
    private string? LoopAround(ProgramError error)
    {
        bool Holds(Span span) => span.Start <= error.Span.Start && error.Span.End <= span.End;
        var loop = error.Kind != ProgramErrorKind.Budget ? null : Walk.Statements(original.Program.Tree.Body).OfType<WhileStatement>()
            .LastOrDefault(loop => Holds(loop.Test.Span) || Walk.Statements(loop.Body).Any(inside => Holds(inside.Span)));
        return loop is null ? null
            : $" It was in the loop of line {view.Map.PlaceOf(loop.Span.Start)}, `{view.TextOf(loop.Span.Start)}`.";
    }

    /// <summary>The functions that were called in some runs.</summary>
    private static HashSet<string> CalledIn(IReadOnlyList<Examined> examined) =>
        [.. examined.SelectMany(item => item.Forward.Events.Concat(item.Backward?.Events ?? [])).Select(made => made.Frame.Function)];

    private Blamed ForwardOf(CaseRuns runs, RightHelpers helpers) =>
        runs.FirstOrDefault(item => item.Forward.Error is not null)?.Forward.Error is { } error
            ? ForwardBlame.OfError(mended.Program, runs, error, view.Source, edits, helpers)
            : ForwardBlame.Find(mended.Program, runs, edits, helpers, view.Source, statement => view.Map.PlaceOf(statement.Span.Start));

    private static ProgramError? ErrorIn(CaseOutcome outcome) => outcome.Examined.Select(item => item.Error).FirstOrDefault(error => error is not null);

    private static ProgramError? StopIn(CaseOutcome outcome) => outcome.Examined.Select(item => item.Error)
        .FirstOrDefault(error => error is { Kind: ProgramErrorKind.Unsupported or ProgramErrorKind.Budget });

    private ProgramError? ForeignIn(CaseOutcome outcome) => Foreign.Of(original.Program.Tree, ErrorIn(outcome));
}
