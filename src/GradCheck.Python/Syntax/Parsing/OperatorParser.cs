using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Lexing;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>Reads operands and the operators between them, by the table of <see cref="Precedence"/>.</summary>
internal sealed class OperatorParser(ExpressionParser parser, TokenCursor cursor)
{
    /// <summary>Operands and the operators between them.</summary>
    /// <param name="level">The loosest operator to read.</param>
    public Expression Read(BindingLevel level)
    {
        var start = cursor.Current.Start;
        var left = cursor.Kind == TokenKind.Not && level <= BindingLevel.Not ? ReadNot() : ReadSigned();
        while (true)
        {
            if (cursor.Kind is TokenKind.And or TokenKind.Or)
            {
                var isAnd = cursor.Kind == TokenKind.And;
                var logical = isAnd ? BindingLevel.And : BindingLevel.Or;
                if (logical < level)
                {
                    return left;
                }

                cursor.Take();
                var right = Read(logical + 1);
                left = new LogicalExpression(isAnd, left, right, cursor.From(start));
            }
            else if (Precedence.IsBinary(cursor.Kind, out var operation, out var own) && own >= level)
            {
                cursor.Take();
                var right = Read(own + 1);
                left = new BinaryExpression(operation, left, right, cursor.From(start));
            }
            else if (level <= BindingLevel.Comparison && IsComparison())
            {
                left = ReadComparison(left, start);
            }
            else
            {
                return left;
            }
        }
    }

    private UnaryExpression ReadNot()
    {
        parser.Enter();
        var start = cursor.Take().Start;
        var operand = Read(BindingLevel.Not);
        parser.Leave();
        return new UnaryExpression(UnaryOperator.Not, operand, cursor.From(start));
    }

    private Expression ReadSigned()
    {
        parser.Enter();
        var start = cursor.Current.Start;
        Expression value;
        if (Precedence.IsSign(cursor.Kind, out var sign))
        {
            cursor.Take();
            value = new UnaryExpression(sign, ReadSigned(), cursor.From(start));
        }
        else
        {
            value = ReadAwaited();
            if (cursor.Skip(TokenKind.DoubleStar))
            {
                value = new BinaryExpression(BinaryOperator.Power, value, ReadSigned(), cursor.From(start));
            }
        }

        parser.Leave();
        return value;
    }

    private Expression ReadAwaited()
    {
        if (cursor.Kind != TokenKind.Await)
        {
            return parser.ReadPrimary();
        }

        var start = cursor.Take().Start;
        parser.ReadPrimary();
        if (parser.Function != FunctionKind.Async)
        {
            throw Errors.Syntax(parser.Function == FunctionKind.None ? "'await' outside function" : "'await' outside async function", cursor.From(start));
        }

        return new UnsupportedExpression("'await' is not supported; call the function plainly", cursor.From(start));
    }

    private bool IsComparison() =>
        Precedence.IsComparison(cursor.Kind, out _) || (cursor.Kind == TokenKind.Not && cursor.Ahead(1) == TokenKind.In);

    private CompareExpression ReadComparison(Expression first, int start)
    {
        var operands = new List<Expression> { first };
        var operators = new List<CompareOperator>();
        while (IsComparison())
        {
            operators.Add(ReadComparisonSign());
            operands.Add(Read(BindingLevel.BitOr));
        }

        return new CompareExpression(operands, operators, cursor.From(start));
    }

    private CompareOperator ReadComparisonSign()
    {
        var token = cursor.Take().Kind;
        if (token == TokenKind.Not)
        {
            cursor.Take();
            return CompareOperator.NotIn;
        }

        Precedence.IsComparison(token, out var operation);
        return operation == CompareOperator.Is && cursor.Skip(TokenKind.Not) ? CompareOperator.IsNot : operation;
    }
}
