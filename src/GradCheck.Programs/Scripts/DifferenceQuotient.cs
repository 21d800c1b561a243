using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Scripts;

/// <summary>A derivative by a small step, <c>(f(x + h) - f(x)) / h</c>: no gradient derived by hand, and exact only as far as its step is small.</summary>
internal static class DifferenceQuotient
{
    private const double LargestStep = 0.01;

    private static readonly string[] Steps = ["h", "h_", "eps", "epsilon", "delta", "step", "step_size"];

    /// <summary>Whether a line makes one.</summary>
    /// <param name="line">The line.</param>
    public static bool Is(Statement line) => line is AssignStatement
    {
        Value: BinaryExpression { Operator: BinaryOperator.Divide, Left: BinaryExpression { Operator: BinaryOperator.Subtract }, Right: var step },
    } && IsStep(step);

    private static bool IsStep(Expression step) => step switch
    {
        NameExpression name => Steps.Contains(name.Id),
        FloatLiteral number => number.Value is > 0 and <= LargestStep,
        BinaryExpression { Operator: BinaryOperator.Multiply, Left: IntegerLiteral or FloatLiteral, Right: var other } => IsStep(other),
        _ => false,
    };
}
