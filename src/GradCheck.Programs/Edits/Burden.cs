using GradCheck.Programs.Dialects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>How unlikely the place of an edit is: a factor, a sign or a power is seldom forgotten in a line that does no arithmetic.</summary>
internal static class Burden
{
    /// <summary>What is added to the cost of an edit that makes up, in a line that only moves values, for what another line did to them.</summary>
    private const int OfMoving = 3;

    private const int OfAdding = 1;

    /// <summary>Edits that may make up for the mistake of another line.</summary>
    private static readonly string[] Compensations =
    [
        "sign_flipped", "missing_factor_two", "extra_factor_two", "missing_factor", "missing_gamma", "gamma_applied_twice", "missing_inverse_std",
        "not_divided_by_m", "divided_by_m", "wrong_count", "wrong_power", "wrong_transpose", "dropped_operand", "missing_term",
        "wrong_derivative",
    ];

    /// <summary>Functions that move, copy or make values and change none.</summary>
    private static readonly string[] Moving =
    [
        "reshape", "transpose", "copy", "swapaxes", "squeeze", "ravel", "flatten", "pad", "zeros", "zeros_like", "ones", "ones_like", "empty",
        "empty_like", "int", "float",
        "astype", "array", "asarray", "expand_dims", "moveaxis", "rollaxis", "broadcast_to", "get", "repeat", "tile", "arange", "range", "view", "pop",
    ];

    /// <summary>Whether an edit of a cause may make up for the mistake of another line.</summary>
    public static bool MayCompensate(string code) => Compensations.Contains(code);

    /// <summary>What is added to the cost of an edit.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="original">The line.</param>
    /// <param name="idioms">How the program writes what its array library does.</param>
    /// <param name="isOwn">Whether a call is one of a function or a method of the program: its mistake is there, as a rule.</param>
    public static int Of(Edit edit, Statement original, Idioms idioms, Func<CallExpression, bool> isOwn)
    {
        if (Compensations.Contains(edit.Code) && edit.Header is null && Values(original).All(value => value is CallExpression call && isOwn(call)) && Values(original).Any())
        {
            return OfMoving;
        }

        if (!Compensations.Contains(edit.Code) || edit.Header is not null || Size(edit.Made) <= Size(original))
        {
            return 0;
        }

        // All that is left of a product may be the other operand.
        if (edit.Code is "dropped_operand" or "missing_factor" or "missing_gamma" or "not_divided_by_m" && original is AssignStatement { Value: NameExpression })
        {
            return 0;
        }

        var computes = original is AugmentedAssignStatement || Values(original).Any(value => Computes(value, idioms));
        return !computes ? OfMoving : edit.Code != "sign_flipped" ? 0 : IsScaling(original) ? OfAdding + OfAdding : OfAdding;
    }

    /// <summary>The name that a line moves, or scales by a count or a number, and does no more with; null for another line.</summary>
    /// <param name="statement">The line.</param>
    /// <param name="isCount">Whether a name holds a whole number.</param>
    public static string? SourceOf(Statement statement, Func<string, bool> isCount)
    {
        bool IsConstant(Expression factor) => factor is IntegerLiteral or FloatLiteral or SubscriptExpression { Value: AttributeExpression { Name: "shape" } }
            || (factor is NameExpression name && isCount(name.Id));
        string? In(Expression value) => value switch
        {
            NameExpression name => name.Id,
            AttributeExpression { Name: "T" } turned => In(turned.Value),
            BinaryExpression { Operator: BinaryOperator.Multiply or BinaryOperator.Divide, Left: NameExpression name } scaled when IsConstant(scaled.Right) => name.Id,
            CallExpression { Function: AttributeExpression { Name: "reshape" or "copy" or "transpose" or "view" } function } => In(function.Value),
            _ => null,
        };
        return statement switch
        {
            AssignStatement { Targets: [NameExpression], Value: var value } => In(value),
            AugmentedAssignStatement { Operator: BinaryOperator.Multiply or BinaryOperator.Divide, Target: NameExpression name } scaled when IsConstant(scaled.Value) => name.Id,
            _ => null,
        };
    }

    /// <summary>Whether a line only divides or multiplies a value by another: <c>dx = dx / N</c>.</summary>
    private static bool IsScaling(Statement statement) =>
        statement is AugmentedAssignStatement { Operator: BinaryOperator.Multiply or BinaryOperator.Divide }
            or AssignStatement { Value: BinaryExpression { Operator: BinaryOperator.Multiply or BinaryOperator.Divide, Left: NameExpression, Right: NameExpression or IntegerLiteral or FloatLiteral or SubscriptExpression } };

    private static IEnumerable<Expression> Values(Statement statement) => statement switch
    {
        AssignStatement assign => [assign.Value],
        ReturnStatement { Value: { } value } => [value],
        _ => [],
    };

    /// <summary>Whether an expression makes other numbers out of those it reads.</summary>
    private static bool Computes(Expression value, Idioms idioms)
    {
        bool Inner(Expression part) => Computes(part, idioms);
        return value switch
        {
            BinaryExpression or CompareExpression => true,
            UnaryExpression unary => Inner(unary.Operand),
            CallExpression { Function: NameExpression { Id: var name } } call => !Moving.Contains(name) || call.Arguments.Any(Inner),
            CallExpression { Function: AttributeExpression function } call =>
                !Moving.Contains(function.Name) || Inner(function.Value) || (idioms.IsModule(function.Value) && call.Arguments is [var first, ..] && Inner(first)),
            CallExpression => true,
            AttributeExpression attribute => Inner(attribute.Value),
            SubscriptExpression entry => Inner(entry.Value),
            TupleExpression tuple => tuple.Elements.Any(Inner),
            ListExpression list => list.Elements.Any(Inner),
            _ => false,
        };
    }

    private static int Size(Statement statement) => Walk.Children(statement).Sum(part => Walk.Expressions(part).Count());
}
