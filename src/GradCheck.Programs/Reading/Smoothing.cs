using GradCheck.Programs.Edits;
using GradCheck.Programs.Names;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Reading;

/// <summary>The small number that a loss adds inside of its logarithm, <c>np.log(y + 1e-7)</c>, so that it never meets log(0).</summary>
/// <remarks>The gradient of the loss is written without it as a rule: <c>(y - t) / N</c> is right for every reader but one that counts to the seventh digit.</remarks>
internal static class Smoothing
{
    private const double Most = 1e-4;

    /// <summary>So little that it changes no digit, and log(0) is never met.</summary>
    private const double Least = 1e-300;

    /// <summary>The program with next to nothing in the place of that number; the same tree where there is none.</summary>
    /// <param name="tree">The program.</param>
    public static ProgramTree Without(ProgramTree tree)
    {
        var changes = new List<(Statement, IReadOnlyList<Statement>)>();
        foreach (var line in Walk.Statements(tree.Body).Where(line => Walk.Blocks(line).All(block => block.Count == 0)))
        {
            if (Walk.Children(line).SelectMany(Walk.Expressions).Any(IsSmoothed))
            {
                changes.Add((line, [Walk.Change(line, node => IsSmoothed(node) ? Bare((CallExpression)node) : null)]));
            }
        }

        return changes.Count == 0 ? tree : Walk.Replace(tree, changes);
    }

    private static bool IsSmoothed(Expression node) => node is CallExpression
    {
        Function: NameExpression { Id: "log" } or AttributeExpression { Name: "log" },
        Arguments: [BinaryExpression { Operator: BinaryOperator.Add } sum],
    }
    && (IsSmall(sum.Right) || IsSmall(sum.Left));

    private static CallExpression Bare(CallExpression log)
    {
        var sum = (BinaryExpression)log.Arguments[0];
        return log with
        {
            Arguments = [IsSmall(sum.Right) ? sum with { Right = new FloatLiteral(Least, sum.Right.Span) } : sum with { Left = new FloatLiteral(Least, sum.Left.Span) }],
        };
    }

    private static bool IsSmall(Expression node) => Build.NumberOf(node) is > 0 and <= Most
        || node is BinaryExpression { Operator: BinaryOperator.Power, Left: IntegerLiteral, Right: UnaryExpression { Operator: UnaryOperator.Negative } }
        || (node is NameExpression { Id: var name } && Roles.Of(name) == Role.Eps)
        || (node is AttributeExpression { Name: var own } && Roles.Of(own) == Role.Eps);
}
