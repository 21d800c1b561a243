using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits of bounds: what a loop runs over, and where a slice begins and ends.</summary>
internal static class Ranges
{
    /// <summary>The variants of what a loop runs over: all of it, from the first.</summary>
    public static IEnumerable<Variant> OfLoop(Expression source)
    {
        var calls = Walk.Expressions(source).OfType<CallExpression>();
        foreach (var call in calls.Where(call => call is { Function: NameExpression { Id: "range" }, Keywords.Count: 0 }))
        {
            Variant Made(params Expression[] arguments) => new("wrong_range", 0, Walk.Replace(source, call, call with { Arguments = arguments }));
            if (Turned(source, call) is { } turned)
            {
                yield return new("wrong_order", 1, turned);
            }

            switch (call.Arguments)
            {
                case [var from, var to]:
                    yield return Made(to);
                    yield return Made(to, from);
                    break;
                case [var from, var to, var step]:
                    yield return Made(to, from, step);
                    yield return Made(from, to);
                    break;
            }

            foreach (var less in call.Arguments.OfType<BinaryExpression>().Where(IsOneOff))
            {
                yield return Made([.. call.Arguments.Select(argument => ReferenceEquals(argument, less) ? less.Left : argument)]);
            }
        }
    }

    /// <summary>The same steps from the last to the first, or the other way round.</summary>
    private static Expression? Turned(Expression source, CallExpression call)
    {
        var reversed = Walk.Expressions(source).OfType<CallExpression>().FirstOrDefault(part => part is { Function: NameExpression { Id: "reversed" }, Arguments: [var inner] } && ReferenceEquals(inner, call));
        return reversed is not null ? Walk.Replace(source, reversed, call)
            : call.Arguments is [var from, BinaryExpression or UnaryExpression or IntegerLiteral, var step] && Build.NumberOf(step) == -1
                ? Walk.Replace(source, call, call with { Arguments = [from is BinaryExpression { Right: IntegerLiteral { Value.IsOne: true } } last ? last.Left : from] })
            : call.Arguments.Count < 3 ? Walk.Replace(source, call, new CallExpression(Build.Name("reversed", call.Span), [call], [], call.Span))
            : null;
    }

    /// <summary>The variants of the bounds of a slice.</summary>
    public static IEnumerable<Variant> OfWindow(Expression node, EditScope scope)
    {
        switch (node)
        {
            case SliceExpression { Lower: null, Upper: BinaryExpression { Operator: BinaryOperator.Add } end } slice:
                yield return new("wrong_window", 1, slice with { Lower = end.Left });
                yield return new("wrong_window", 2, slice with { Lower = end.Right });
                break;

            case SliceExpression { Lower: { } start, Upper: null } slice:
                foreach (var count in scope.Counts)
                {
                    yield return new("wrong_window", 2, slice with { Upper = Build.Plus(start, Build.Name(count, start.Span)) });
                }

                break;
        }

        if (node is SliceExpression { Upper: BinaryExpression bound } cut && IsOneOff(bound))
        {
            // One too few is nothing but that; one too many may be the other end of a window.
            yield return new("wrong_window", bound.Operator == BinaryOperator.Subtract ? 0 : 1, cut with { Upper = bound.Left });
        }
    }

    /// <summary>Whether a bound is one more, or one less, than another.</summary>
    private static bool IsOneOff(BinaryExpression bound) =>
        bound.Operator is BinaryOperator.Add or BinaryOperator.Subtract && Build.NumberOf(bound.Right) == 1;
}
