using System.Numerics;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>Edits that take back a slip of one token: another operator, number or function, two arguments that changed places.</summary>
internal static class Slips
{
    /// <summary>The causes that only these edits have: two such slips at once are not looked for.</summary>
    private static readonly HashSet<string> Codes =
    [
        "wrong_operator", "added_instead_of_multiplied", "multiplied_instead_of_added", "wrong_number", "wrong_function", "swapped_arguments", "wrong_range", "wrong_window", "wrong_start", "dropped_operand",
    ];

    private static readonly string[] OfEachEntry = ["exp", "log", "sqrt", "square", "abs", "tanh"];

    /// <summary>What stands where one of these was meant.</summary>
    private static readonly string[] LikeThose = [.. OfEachEntry, "log1p", "log2", "log10", "exp2", "expm1", "sin", "cos", "sign"];

    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["max"] = ["min", "sum"],
        ["min"] = ["max"],
        ["amax"] = ["amin"],
        ["amin"] = ["amax"],
        ["argmax"] = ["argmin"],
        ["argmin"] = ["argmax"],
        ["maximum"] = ["minimum"],
        ["minimum"] = ["maximum"],
        ["multiply"] = ["dot", "power", "divide"],
        ["divide"] = ["multiply"],
        ["dot"] = ["multiply"],
        ["add"] = ["subtract"],
        ["subtract"] = ["add"],
    };

    /// <summary>What an array is made of before anything is added to it, and what else it could be.</summary>
    private static readonly Dictionary<string, string> Fillings = new()
    {
        ["ones"] = "zeros",
        ["zeros"] = "ones",
        ["ones_like"] = "zeros_like",
        ["zeros_like"] = "ones_like",
    };

    /// <summary>Functions whose first two arguments may change places without any effect.</summary>
    private static readonly string[] Symmetric = ["maximum", "minimum", "multiply", "add", "equal", "zeros", "ones", "print"];

    /// <summary>Whether only these edits have a cause.</summary>
    public static bool Has(string code) => Codes.Contains(code);

    /// <summary>The variants of one node.</summary>
    public static IEnumerable<Variant> Of(Expression node, EditScope scope) =>
        Products.Of(node, scope).Concat(Numbers(node, scope)).Concat(Functions(node)).Concat(Arguments(node)).Concat(Items(node))
            .Concat(Ranges.OfWindow(node, scope));

    /// <summary>The variants of how a line gives a name its value.</summary>
    public static IEnumerable<Edit> OfSign(Statement statement, EditScope scope)
    {
        switch (statement)
        {
            case AssignStatement { Targets: [var target] } assign
                when target is SubscriptExpression || (target is NameExpression name && scope.Names.ContainsKey(name.Id)):
                foreach (var sign in new[] { BinaryOperator.Subtract, BinaryOperator.Divide, BinaryOperator.Multiply })
                {
                    var cost = sign == BinaryOperator.Subtract && target is SubscriptExpression ? 1 : 2;
                    yield return new("wrong_operator", cost, new AugmentedAssignStatement(target, sign, assign.Value, assign.Span));
                }

                break;

            case AugmentedAssignStatement { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } assign:
                var other = assign.Operator == BinaryOperator.Multiply ? BinaryOperator.Divide : BinaryOperator.Multiply;
                yield return new("multiplied_instead_of_divided", 1, assign with { Operator = other });
                yield return new("wrong_operator", 2, new AssignStatement([assign.Target], assign.Value, assign.Span));
                break;
        }
    }

    private static IEnumerable<Variant> Numbers(Expression node, EditScope scope)
    {
        switch (node)
        {
            case IntegerLiteral number:
                yield return new("wrong_number", 2, number with { Value = number.Value + 1 });
                if (number.Value > BigInteger.Zero)
                {
                    yield return new("wrong_number", 2, number with { Value = number.Value - 1 });
                }

                break;

            case SubscriptExpression { Value: AttributeExpression { Name: "shape" }, Index: IntegerLiteral or UnaryExpression } size:
                // The size of another axis.
                for (var axis = scope.IsCustom ? -1 : 0; axis < scope.Rank; axis++)
                {
                    yield return new("wrong_count", scope.IsCustom ? 1 : 2, size with { Index = Build.Number(axis, size.Index.Span) });
                }

                break;

            case FloatLiteral { Value: > 1 } number:
                yield return new("wrong_number", 3, number with { Value = number.Value - 1 });
                break;
        }
    }

    private static IEnumerable<Variant> Functions(Expression node)
    {
        if (node is not CallExpression { Function: AttributeExpression function } call)
        {
            yield break;
        }

        Variant Named(string name, string code, int cost) => new(code, cost, call with { Function = function with { Name = name } });
        if (LikeThose.Contains(function.Name))
        {
            foreach (var other in OfEachEntry.Where(other => other != function.Name))
            {
                yield return Named(other, "wrong_function", 2);
            }
        }

        if (Others.TryGetValue(function.Name, out var others))
        {
            foreach (var other in others)
            {
                yield return Named(other, "wrong_function", 2);
            }
        }

        if (Fillings.TryGetValue(function.Name, out var filling))
        {
            yield return Named(filling, "wrong_start", filling.StartsWith("zeros", StringComparison.Ordinal) ? 1 : 2);
        }
    }

    private static IEnumerable<Variant> Arguments(Expression node)
    {
        if (node is not CallExpression { Arguments.Count: > 1 } call || call.Function is AttributeExpression { Name: var name } && Symmetric.Contains(name))
        {
            yield break;
        }

        for (var k = 0; k + 1 < call.Arguments.Count; k++)
        {
            if (call.Arguments[k] is not StarredExpression && call.Arguments[k + 1] is not StarredExpression)
            {
                // A default before its key can only be a slip.
                yield return new("swapped_arguments", call.Arguments[k + 1] is StringLiteral ? 1 : 2, call with { Arguments = Exchanged(call.Arguments, k) });
            }
        }
    }

    private static IEnumerable<Variant> Items(Expression node)
    {
        static bool IsAll(Expression element) => element is SliceExpression { Lower: null, Upper: null };
        if (node is TupleExpression { Elements.Count: > 1 } tuple)
        {
            for (var k = 0; k + 1 < tuple.Elements.Count; k++)
            {
                if (!IsAll(tuple.Elements[k]) || !IsAll(tuple.Elements[k + 1]))
                {
                    yield return new("swapped_arguments", 2, tuple with { Elements = Exchanged(tuple.Elements, k) });
                }
            }
        }
    }

    private static Expression[] Exchanged(IReadOnlyList<Expression> items, int k)
    {
        Expression[] made = [.. items];
        (made[k], made[k + 1]) = (made[k + 1], made[k]);
        return made;
    }
}
