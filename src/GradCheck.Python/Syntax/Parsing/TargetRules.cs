using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>What may be assigned to and deleted, and Python's words for what may not.</summary>
internal static class TargetRules
{
    /// <summary>Python's word for a kind of expression.</summary>
    public static string Describe(Expression expression) => expression switch
    {
        NameExpression => "name",
        IntegerLiteral or FloatLiteral or StringLiteral => "literal",
        FormattedString => "f-string expression",
        BooleanLiteral boolean => boolean.Value ? "True" : "False",
        NoneLiteral => "None",
        EllipsisLiteral => "ellipsis",
        CompareExpression => "comparison",
        ConditionalExpression => "conditional expression",
        CallExpression => "function call",
        AttributeExpression => "attribute",
        SubscriptExpression => "subscript",
        TupleExpression => "tuple",
        ListExpression => "list",
        SetExpression => "set display",
        DictionaryExpression => "dict literal",
        LambdaExpression => "lambda",
        StarredExpression => "starred",
        NamedExpression => "named expression",
        YieldExpression => "yield expression",
        ComprehensionExpression comprehension => comprehension.Kind switch
        {
            ComprehensionKind.List => "list comprehension",
            ComprehensionKind.Set => "set comprehension",
            ComprehensionKind.Dictionary => "dict comprehension",
            _ => "generator expression",
        },
        _ => "expression",
    };

    /// <summary>Holds the target of an assignment or a loop against the rules.</summary>
    /// <param name="target">The target.</param>
    /// <param name="isComplete">Whether what follows is as it should be; if not, the caller's error is the better one.</param>
    public static void CheckAssignment(Expression target, bool isComplete = true)
    {
        if (target is StarredExpression && isComplete)
        {
            throw Errors.Syntax("starred assignment target must be in a list or tuple", target.Span);
        }

        if (Refused(target) is { } refused)
        {
            throw Errors.Syntax(refused is YieldExpression ? "assignment to yield expression not possible" : $"cannot assign to {Describe(refused)}", refused.Span);
        }

        CheckStars(target);
    }

    /// <summary>Holds the left side of <c>=</c>, alone in its statement, against the rules.</summary>
    public static void CheckOnlyAssignment(Expression target)
    {
        var last = target is TupleExpression { Elements: [.., var element] } tuple && tuple.Span.End == element.Span.End ? element : target;
        if (Refused(target) is { } refused && ReferenceEquals(refused, last) && MayBeComparison(refused))
        {
            throw Errors.Syntax($"cannot assign to {Describe(refused)} here. Maybe you meant '==' instead of '='?", refused.Span);
        }

        CheckAssignment(target);
    }

    /// <summary>Holds the target of <c>del</c> against the rules.</summary>
    public static void CheckDeletion(Expression target)
    {
        if (target is TupleExpression or ListExpression)
        {
            foreach (var element in Walk.Children(target))
            {
                CheckDeletion(element);
            }
        }
        else if (target is not (NameExpression or AttributeExpression or SubscriptExpression or UnsupportedExpression))
        {
            throw Errors.Syntax($"cannot delete {Describe(target)}", target.Span);
        }
    }

    /// <summary>The words for <c>=</c> where only a comparison may stand; the span is that of both sides.</summary>
    public static ProgramException NotAComparison(Expression left, Token sign, Span span) => left switch
    {
        NameExpression => Errors.Syntax("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", span),
        _ when MayBeComparison(left) => Errors.Syntax($"cannot assign to {Describe(left)} here. Maybe you meant '==' instead of '='?", left.Span),
        _ => new(SyntaxErrors.Of(null, sign.Span)),
    };

    private static bool MayBeComparison(Expression expression) =>
        expression is not (ListExpression or YieldExpression or TupleExpression or BooleanLiteral or NoneLiteral or ComprehensionExpression { Kind: ComprehensionKind.Generator })
        && Precedence.LevelOf(expression) >= BindingLevel.BitOr;

    /// <summary>The first part of a target that cannot be one.</summary>
    private static Expression? Refused(Expression target) => target switch
    {
        NameExpression or AttributeExpression or SubscriptExpression or UnsupportedExpression => null,
        StarredExpression starred => Refused(starred.Value),
        TupleExpression tuple => tuple.Elements.Select(Refused).FirstOrDefault(found => found is not null),
        ListExpression list => list.Elements.Select(Refused).FirstOrDefault(found => found is not null),
        _ => target,
    };

    private static void CheckStars(Expression target)
    {
        var elements = target switch
        {
            TupleExpression tuple => tuple.Elements,
            ListExpression list => list.Elements,
            _ => [],
        };
        if (elements.Count(element => element is StarredExpression) > 1)
        {
            throw Errors.Syntax("multiple starred expressions in assignment", target.Span);
        }

        foreach (var element in elements)
        {
            CheckStars(element);
        }
    }
}
