using System.Numerics;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Makes pieces of trees.</summary>
internal static class Build
{
    public static Expression Name(string id, Span at) => new NameExpression(id, at);

    public static Expression Number(double value, Span at) => value < 0
        ? new UnaryExpression(UnaryOperator.Negative, Number(-value, at), at)
        : double.IsInteger(value) ? new IntegerLiteral(new BigInteger(value), at) : new FloatLiteral(value, at);

    public static Expression Binary(BinaryOperator sign, Expression left, Expression right) =>
        new BinaryExpression(sign, left, right, left.Span.To(right.Span));

    public static Expression Times(Expression left, Expression right) => Binary(BinaryOperator.Multiply, left, right);

    public static Expression Over(Expression left, Expression right) => Binary(BinaryOperator.Divide, left, right);

    public static Expression Plus(Expression left, Expression right) => Binary(BinaryOperator.Add, left, right);

    public static Expression Power(Expression left, double exponent) => Binary(BinaryOperator.Power, left, Number(exponent, left.Span));

    public static Expression Negative(Expression operand) => operand is UnaryExpression { Operator: UnaryOperator.Negative } unary
        ? unary.Operand
        : new UnaryExpression(UnaryOperator.Negative, operand, operand.Span);

    /// <summary><c>name.shape[axis]</c>.</summary>
    public static Expression Size(string name, int axis, Span at) =>
        new SubscriptExpression(new AttributeExpression(Name(name, at), "shape", at), Number(axis, at), at);

    /// <summary>An axis: a number, or a tuple of several.</summary>
    public static Expression Axis(IReadOnlyList<int> axes, Span at) =>
        axes.Count == 1 ? Number(axes[0], at) : new TupleExpression([.. axes.Select(axis => Number(axis, at))], at);

    /// <summary>The value of a number as it is written, <c>-1.5</c> included; null for anything else.</summary>
    public static double? NumberOf(Expression? expression) => expression switch
    {
        IntegerLiteral integer => (double)integer.Value,
        FloatLiteral number => number.Value,
        UnaryExpression { Operator: UnaryOperator.Negative } unary => -NumberOf(unary.Operand),
        BinaryExpression { Operator: BinaryOperator.Divide } ratio => NumberOf(ratio.Left) / NumberOf(ratio.Right),
        _ => null,
    };
}
