using GradCheck.Programs.Edits;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Programs.Blame;

/// <summary>A window that is assigned and then cleared where a mask says so: both lines wipe out what an earlier window left, and only both together can be mended.</summary>
internal static class Overwritten
{
    /// <summary>The edits that add under the mask instead.</summary>
    /// <param name="program">The program.</param>
    /// <param name="upstream">The values that the wrong results depend on.</param>
    /// <param name="numberOf">The line of a statement, as the student counts it.</param>
    public static IEnumerable<Candidate> Of(ProgramUnderTest program, IReadOnlyList<Event> upstream, Func<Statement, string> numberOf)
    {
        foreach (var block in Walk.Statements(program.Tree.Body).SelectMany(Walk.Blocks))
        {
            for (var k = 0; k + 1 < block.Count; k++)
            {
                if (block[k] is AssignStatement { Targets: [SubscriptExpression window] } assigned
                    && block[k + 1] is AssignStatement { Targets: [SubscriptExpression { Value: SubscriptExpression again, Index: var condition }] } cleared
                    && Build.NumberOf(cleared.Value) == 0 && Printer.Print(again) == Printer.Print(window)
                    && upstream.FirstOrDefault(made => ReferenceEquals(made.Statement, assigned)) is { } at)
                {
                    var made = new AugmentedAssignStatement(window, BinaryOperator.Add, Build.Times(Opposite(condition), assigned.Value), assigned.Span);
                    yield return new(new("overwrites_instead_of_adding", 1, made) { Also = new(cleared, [], $"without line {numberOf(cleared)}, which clears what an earlier window left") }, at, 0);
                }
            }
        }
    }

    private static Expression Opposite(Expression condition)
    {
        if (condition is CompareExpression { Operators: [(CompareOperator.NotEqual or CompareOperator.Less) and var sign] } compare)
        {
            return new CompareExpression(compare.Operands, [sign == CompareOperator.Less ? CompareOperator.GreaterOrEqual : CompareOperator.Equal], compare.Span);
        }

        return new UnaryExpression(UnaryOperator.Invert, condition, condition.Span);
    }
}
