using System.Globalization;
using GradCheck.Programs.Blame;
using GradCheck.Programs.Edits;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs;

/// <summary>Looks for the wrong lines of a program, one after the other: each is mended by its edit before the next is looked for.</summary>
/// <param name="runner">Runs it on its cases.</param>
/// <param name="view">Its text.</param>
/// <param name="program">The program.</param>
internal sealed class LineSearch(CaseRunner runner, SourceView view, ProgramUnderTest program)
{
    /// <summary>How many wrong lines are looked for beyond the first.</summary>
    private const int MostFurther = 3;

    /// <summary>Finds the lines.</summary>
    /// <param name="examined">The runs of the program.</param>
    /// <param name="wrong">Gets the lines.</param>
    /// <param name="least">What it may cost.</param>
    /// <param name="further">How many lines are looked for beyond the first.</param>
    /// <returns>Whether the first of them is where the run was stopped for a reason that is not the program's, and whether all is right with the lines mended.</returns>
    public (bool Stopped, bool IsMended) Find(List<Examined> examined, List<Blamed> wrong, BudgetLimits least, int further = MostFurther)
    {
        var (original, mended) = (examined, program);
        if (examined.All(item => item.AllHolds))
        {
            return (false, true);
        }

        var typed = new TypedProgram(program, view.Source, view.BackwardStart);
        var edits = runner.EditsOf(least);
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
            var runs = runner.RunsOf(mended, telling, edits, ReferenceEquals(telling, examined));
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
            examined = runner.ExamineAll(mended);
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

            var told = new FixCheck(typed, view.Source, runner.Rest).Confirm(blamed, examined);
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
        : new(also.Old is ForStatement or WhileStatement or IfStatement ? Walk.Children(also.Old).Last().Span : also.Old.Span, also.Code ?? first.Code)
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
}
