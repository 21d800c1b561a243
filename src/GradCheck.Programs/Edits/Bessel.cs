using GradCheck.Programs.Dialects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of a count that is one off: a variance that was divided by <c>n - 1</c> has it on the way back as well, and one that was not has not.</summary>
internal static class Bessel
{
    private const string Less = "the variance of the forward pass divides by one less than the count, and so does its gradient";

    private const string Plain = "the forward pass divides by the count itself, and so does the gradient";

    /// <summary>The variants of one node: a count by which something is divided, and a mean.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope)
    {
        if (scope.IsForward || !scope.HasUnbiased)
        {
            yield break;
        }

        if (node is BinaryExpression { Operator: BinaryOperator.Divide } ratio && IsCount(ratio.Right, scope))
        {
            yield return new("wrong_count", 2, ratio with { Right = LessOne(ratio.Right) }) { Words = Less };
        }
        else if (node is BinaryExpression { Operator: BinaryOperator.Divide, Left: var counted, Right: BinaryExpression { Operator: BinaryOperator.Subtract } less }
            && Build.NumberOf(less.Right) == 1 && IsCount(counted, scope))
        {
            // n / (n - 1), which does not belong here.
            yield return new("wrong_count", 2, Build.Number(1, node.Span)) { Words = Plain };
        }
        else if (scope.Idioms.Reduction(node) is { Kind: ReductionKind.Mean } mean)
        {
            var sum = scope.Idioms.Write(mean with { Kind = ReductionKind.Sum });
            foreach (var count in CountsOf(scope, node))
            {
                yield return new("wrong_count", 3, Build.Over(sum, LessOne(count))) { Words = Less };
            }
        }
    }

    /// <summary>A term without the factor <c>n / (n - 1)</c>.</summary>
    public static IEnumerable<Variant> OfTerm(Expression term, EditScope scope)
    {
        foreach (var count in scope.IsForward || !scope.HasUnbiased ? [] : CountsOf(scope, term))
        {
            yield return new("wrong_count", 3, Build.Over(Build.Times(term, count), LessOne(count))) { Words = Less };
            yield return new("wrong_count", 3, Build.Over(Build.Times(term, LessOne(count)), count)) { Words = Plain };
        }
    }

    private static Expression LessOne(Expression count) => Build.Binary(BinaryOperator.Subtract, count, Build.Number(1, count.Span));

    private static bool IsCount(Expression node, EditScope scope) => node switch
    {
        NameExpression name => scope.IsCount(name.Id),
        SubscriptExpression { Value: AttributeExpression { Name: "shape" } } => true,
        CallExpression { Function: NameExpression { Id: "len" } } => true,
        _ => false,
    };

    private static IEnumerable<Expression> CountsOf(EditScope scope, Expression at)
    {
        foreach (var name in scope.Counts)
        {
            yield return Build.Name(name, at.Span);
        }

        if (scope.Arrays.FirstOrDefault(name => scope.Names[name].Shape.Length > 1) is { } array)
        {
            for (var axis = 0; axis < scope.Names[array].Shape.Length; axis++)
            {
                yield return Build.Size(array, axis, at.Span);
            }
        }
    }
}
