using System.Globalization;
using System.Text;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Syntax.Printing;

/// <summary>Writes expressions.</summary>
/// <param name="into">Where to.</param>
/// <param name="spelling">How the student spelt what was not edited.</param>
/// <param name="isInText">Whether the expression stands in an <c>f"..."</c>.</param>
internal sealed class ExpressionPrinter(StringBuilder into, Spelling spelling, bool isInText = false)
{
    /// <summary>The mark of a text by how many texts are inside of each other in it: none of them has a mark that would end one around it.</summary>
    private static readonly string[] Marks = ["'", "\"", "\"\"\"", "'''"];

    /// <summary>Writes an expression where a tuple needs no parentheses.</summary>
    public void WriteList(Expression expression)
    {
        if (expression is TupleExpression { Elements.Count: > 0 } tuple && (!spelling.HasParentheses(tuple) || tuple.Elements.Any(element => element is SliceExpression)))
        {
            WriteElements(tuple.Elements, true);
        }
        else
        {
            Write(expression, BindingLevel.Lambda);
        }
    }

    /// <summary>Writes an expression, in parentheses where it binds looser than its place allows.</summary>
    public void Write(Expression expression, BindingLevel place)
    {
        var needsParentheses = Precedence.LevelOf(expression) < place;
        into.Append(needsParentheses ? "(" : string.Empty);
        if (!isInText && spelling.Of(expression) is { } own)
        {
            into.Append(own);
        }
        else
        {
            WriteNew(expression);
        }

        into.Append(needsParentheses ? ")" : string.Empty);
    }

    /// <summary>Writes parameters.</summary>
    public void Write(Parameters parameters)
    {
        var items = parameters.Items.Select(item => (Text: item.Name, item.Default)).ToList();
        if (parameters.Rest is not null || parameters.KeywordOnly.Count > 0)
        {
            items.Add(($"*{parameters.Rest}", null));
        }

        items.AddRange(parameters.KeywordOnly.Select(item => (item.Name, item.Default)));
        if (parameters.Keywords is not null)
        {
            items.Add(($"**{parameters.Keywords}", null));
        }

        Join(items, item =>
        {
            into.Append(item.Text);
            if (item.Default is not null)
            {
                into.Append('=');
                Write(item.Default, BindingLevel.Lambda);
            }
        });
    }

    /// <summary>Writes an expression if there is one.</summary>
    public void WriteOptional(Expression? expression)
    {
        if (expression is not null)
        {
            Write(expression, BindingLevel.Lambda);
        }
    }

    private void WriteNew(Expression expression)
    {
        switch (expression)
        {
            case NameExpression name:
                into.Append(name.Id);
                break;
            case BinaryExpression binary:
                WriteBinary(binary);
                break;
            case UnaryExpression unary:
                into.Append(Precedence.SignOf(unary.Operator));
                Write(unary.Operand, unary.Operator == UnaryOperator.Not ? BindingLevel.Not : BindingLevel.Sign);
                break;
            case LogicalExpression logical:
                var level = Precedence.LevelOf(logical);
                Write(logical.Left, level);
                into.Append(logical.IsAnd ? " and " : " or ");
                Write(logical.Right, level + 1);
                break;
            case CompareExpression compare:
                WriteComparison(compare);
                break;
            case ConditionalExpression conditional:
                Write(conditional.Then, BindingLevel.Or);
                into.Append(" if ");
                Write(conditional.Test, BindingLevel.Or);
                into.Append(" else ");
                Write(conditional.Otherwise, BindingLevel.Lambda);
                break;
            case LambdaExpression lambda:
                var hasParameters = lambda.Parameters is not { Items: [], Rest: null, KeywordOnly: [], Keywords: null };
                into.Append(hasParameters ? "lambda " : "lambda");
                Write(lambda.Parameters);
                into.Append(": ");
                Write(lambda.Body, BindingLevel.Lambda);
                break;
            case CallExpression or AttributeExpression or SubscriptExpression or SliceExpression:
                WriteTrailer(expression);
                break;
            case TupleExpression or ListExpression or SetExpression or DictionaryExpression or ComprehensionExpression or StarredExpression:
                WriteDisplay(expression);
                break;
            case NamedExpression named:
                into.Append('(').Append(named.Name).Append(" := ");
                Write(named.Value, BindingLevel.Conditional);
                into.Append(')');
                break;
            case YieldExpression yielded:
                into.Append(yielded.IsFrom ? "(yield from " : yielded.Value is null ? "(yield" : "(yield ");
                if (yielded.Value is not null)
                {
                    WriteList(yielded.Value);
                }

                into.Append(')');
                break;
            default:
                WriteLiteral(expression);
                break;
        }
    }

    private void WriteBinary(BinaryExpression binary)
    {
        var level = Precedence.LevelOf(binary.Operator);
        var isPower = binary.Operator == BinaryOperator.Power;
        Write(binary.Left, isPower ? BindingLevel.Primary : level);
        into.Append(isPower ? "**" : $" {Precedence.SignOf(binary.Operator)} ");
        Write(binary.Right, isPower ? BindingLevel.Sign : level + 1);
    }

    private void WriteComparison(CompareExpression compare)
    {
        Write(compare.Operands[0], BindingLevel.BitOr);
        for (var k = 0; k < compare.Operators.Count; k++)
        {
            into.Append(' ').Append(Precedence.SignOf(compare.Operators[k])).Append(' ');
            Write(compare.Operands[k + 1], BindingLevel.BitOr);
        }
    }

    private void WriteTrailer(Expression expression)
    {
        switch (expression)
        {
            case CallExpression call:
                Write(call.Function, BindingLevel.Primary);
                WriteArguments(call.Arguments, call.Keywords);
                break;
            case AttributeExpression attribute:
                // 1.real would be read as the number 1. and a name.
                var isNumber = attribute.Value is IntegerLiteral or FloatLiteral;
                into.Append(isNumber ? "(" : string.Empty);
                Write(attribute.Value, BindingLevel.Primary);
                into.Append(isNumber ? ")." : ".").Append(attribute.Name);
                break;
            case SubscriptExpression subscript:
                Write(subscript.Value, BindingLevel.Primary);
                into.Append('[');
                WriteList(subscript.Index);
                into.Append(']');
                break;
            case SliceExpression slice:
                WriteOptional(slice.Lower);
                into.Append(':');
                WriteOptional(slice.Upper);
                into.Append(slice.Step is null ? string.Empty : ":");
                WriteOptional(slice.Step);
                break;
            default:
                break;
        }
    }

    /// <summary><c>(a, *b, key=c)</c>.</summary>
    public void WriteArguments(IReadOnlyList<Expression> positional, IReadOnlyList<KeywordArgument> keywords)
    {
        into.Append('(');
        if (positional is [ComprehensionExpression { Kind: ComprehensionKind.Generator } generator] && keywords.Count == 0)
        {
            WriteComprehension(generator);
        }
        else
        {
            Join(positional, argument => Write(argument, BindingLevel.Lambda));
            into.Append(positional.Count > 0 && keywords.Count > 0 ? ", " : string.Empty);
            Join(keywords, keyword =>
            {
                into.Append(keyword.Name is null ? "**" : $"{keyword.Name}=");
                Write(keyword.Value, BindingLevel.Lambda);
            });
        }

        into.Append(')');
    }

    private void WriteDisplay(Expression expression)
    {
        switch (expression)
        {
            case TupleExpression tuple:
                into.Append('(');
                WriteElements(tuple.Elements, true);
                into.Append(')');
                break;
            case ListExpression list:
                into.Append('[');
                WriteElements(list.Elements, false);
                into.Append(']');
                break;
            case SetExpression set:
                into.Append('{');
                WriteElements(set.Elements, false);
                into.Append('}');
                break;
            case DictionaryExpression dictionary:
                into.Append('{');
                Join(dictionary.Items, Write);
                into.Append('}');
                break;
            case StarredExpression starred:
                into.Append('*');
                Write(starred.Value, BindingLevel.BitOr);
                break;
            case ComprehensionExpression comprehension:
                var (open, close) = comprehension.Kind switch { ComprehensionKind.List => ('[', ']'), ComprehensionKind.Generator => ('(', ')'), _ => ('{', '}') };
                into.Append(open);
                WriteComprehension(comprehension);
                into.Append(close);
                break;
            default:
                break;
        }
    }

    private void Write(DictionaryItem item)
    {
        if (item.Key is null)
        {
            into.Append("**");
            Write(item.Value, BindingLevel.BitOr);
            return;
        }

        Write(item.Key, BindingLevel.Lambda);
        into.Append(": ");
        Write(item.Value, BindingLevel.Lambda);
    }

    private void WriteComprehension(ComprehensionExpression comprehension)
    {
        if (comprehension.Key is not null)
        {
            Write(comprehension.Key, BindingLevel.Lambda);
            into.Append(": ");
        }

        Write(comprehension.Element, BindingLevel.Lambda);
        foreach (var clause in comprehension.Clauses)
        {
            into.Append(" for ");
            WriteList(clause.Target);
            into.Append(" in ");
            Write(clause.Source, BindingLevel.Or);
            foreach (var condition in clause.Conditions)
            {
                into.Append(" if ");
                Write(condition, BindingLevel.Or);
            }
        }
    }

    private void WriteLiteral(Expression expression) => _ = expression switch
    {
        IntegerLiteral integer => into.Append(integer.Value.ToString(CultureInfo.InvariantCulture)),
        FloatLiteral number => into.Append(LiteralText.Float(number.Value)),
        StringLiteral text => into.Append(LiteralText.String(text.Value, isInText ? Marks[0] : null)),
        FormattedString text => WriteFormatted(text),
        BooleanLiteral boolean => into.Append(boolean.Value ? "True" : "False"),
        NoneLiteral => into.Append("None"),
        EllipsisLiteral => into.Append("..."),
        UnsupportedExpression unsupported => into.Append(spelling.Of(unsupported) ?? "..."),
        _ => into,
    };

    private StringBuilder WriteFormatted(FormattedString text)
    {
        var depth = TextsInside(text);
        var mark = (depth == 0 ? spelling.MarkOf(text) : null) ?? Marks[Math.Min(depth, Marks.Length - 1)];
        into.Append('f').Append(mark);
        WriteParts(text, mark[0]);
        return into.Append(mark);
    }

    private void WriteParts(FormattedString text, char mark)
    {
        foreach (var part in text.Parts)
        {
            if (part.Value is null)
            {
                var plain = part.Text!.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
                LiteralText.AppendEscaped(into, plain, mark);
                continue;
            }

            // The colon of a bare lambda would begin the format, and two braces would be a brace.
            var inner = new StringBuilder();
            new ExpressionPrinter(inner, spelling, true).Write(part.Value, BindingLevel.Conditional);
            into.Append(inner.Length > 0 && inner[0] == '{' ? "{ " : "{").Append(inner);
            into.Append(part.Conversion is { } conversion ? $"!{conversion}" : string.Empty);
            if (part.Format is { } format)
            {
                into.Append(':');
                WriteParts(format, mark);
            }

            into.Append('}');
        }
    }

    private static int TextsInside(Expression expression) => Walk.Children(expression)
        .Select(child => (child is StringLiteral || (child is FormattedString && !IsFormat(expression, child)) ? 1 : 0) + TextsInside(child))
        .DefaultIfEmpty(0).Max();

    private static bool IsFormat(Expression text, Expression child) => text is FormattedString formatted && formatted.Parts.Any(part => ReferenceEquals(part.Format, child));

    private void WriteElements(IReadOnlyList<Expression> elements, bool isTuple)
    {
        Join(elements, element => Write(element, BindingLevel.Lambda));
        into.Append(isTuple && elements.Count == 1 ? "," : string.Empty);
    }

    private void Join<T>(IReadOnlyList<T> items, Action<T> write)
    {
        for (var k = 0; k < items.Count; k++)
        {
            into.Append(k > 0 ? ", " : string.Empty);
            write(items[k]);
        }
    }
}
