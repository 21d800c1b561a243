using System.Text;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <content>Expressions.</content>
internal sealed partial class Interpreter
{
    private Value Evaluate(Expression expression, Scope scope)
    {
        session.Budget.Step(expression.Span);
        switch (expression)
        {
            case NameExpression name:
                return name.Attribute is { } dotted ? Evaluate(dotted, scope) : Lookup(name, scope);
            case IntegerLiteral integer:
                return IntegerValue.Of(integer.Value);
            case FloatLiteral number:
                return new FloatValue(number.Value);
            case StringLiteral text:
                return new StringValue(text.Value);
            case BooleanLiteral truth:
                return BooleanValue.Of(truth.Value);
            case NoneLiteral:
                return NoneValue.Instance;
            case EllipsisLiteral:
                return EllipsisValue.Instance;
            case UnsupportedExpression unsupported:
                throw Errors.Unsupported(unsupported.Message, unsupported.Span);
        }

        EnsureStack(expression.Span);
        switch (expression)
        {
            case BinaryExpression binary:
                var left = Evaluate(binary.Left, scope);
                return Operations.Binary(At(binary.Span), binary.Operator, left, Evaluate(binary.Right, scope));
            case CallExpression call:
                return EvaluateCall(call, scope);
            case AttributeExpression attribute:
                return Attributes.Get(At(attribute.Span), Evaluate(attribute.Value, scope), ClassCell.Mangled(scope.Class, attribute.Name));
            case SubscriptExpression subscript:
                var container = Evaluate(subscript.Value, scope);
                return Subscripts.Get(At(subscript.Span), container, Evaluate(subscript.Index, scope));
            case SliceExpression slice:
                return new SliceValue(Optional(slice.Lower, scope), Optional(slice.Upper, scope), Optional(slice.Step, scope));
            case TupleExpression tuple:
                return new TupleValue(Elements(tuple.Elements, scope, tuple.Span));
            case ListExpression list:
                return new ListValue([.. Elements(list.Elements, scope, list.Span)]);
            case UnaryExpression { Operator: UnaryOperator.Not } not:
                return BooleanValue.Of(!IsTrue(not.Operand, scope));
            case UnaryExpression unary:
                return Operations.Unary(At(unary.Span), unary.Operator, Evaluate(unary.Operand, scope));
            case CompareExpression compare:
                return EvaluateComparison(compare, scope);
            case LogicalExpression logical:
                var first = Evaluate(logical.Left, scope);
                return Truth.Of(At(logical.Left.Span), first) == logical.IsAnd ? Evaluate(logical.Right, scope) : first;
            case ConditionalExpression conditional:
                return Evaluate(IsTrue(conditional.Test, scope) ? conditional.Then : conditional.Otherwise, scope);
            case DictionaryExpression dictionary:
                return EvaluateDictionary(dictionary, scope);
            case SetExpression set:
                return EvaluateSet(set, scope);
            case LambdaExpression lambda:
                return EvaluateLambda(lambda, scope);
            case ComprehensionExpression comprehension:
                return EvaluateComprehension(comprehension, scope);
            case FormattedString text:
                return new StringValue(Fill(text, scope));
            case NamedExpression named:
                return Assign(named, scope);
            case YieldExpression yielded:
                throw Errors.Unsupported("'yield' inside of an expression is not supported; yield on a line of its own", yielded.Span);
            case StarredExpression starred:
                throw Errors.Syntax("can't use starred expression here", starred.Span);
            default:
                throw Errors.Unsupported("this expression is outside of the subset", expression.Span);
        }
    }

    private Value? Optional(Expression? expression, Scope scope) => expression is null ? null : Evaluate(expression, scope);

    private Value[] Elements(IReadOnlyList<Expression> elements, Scope scope, Span span)
    {
        var context = At(span);
        context.Budget.Allocate(56 + (8L * elements.Count), span);
        if (Star(elements) < 0)
        {
            var items = new Value[elements.Count];
            for (var k = 0; k < items.Length; k++)
            {
                items[k] = Evaluate(elements[k], scope);
            }

            return items;
        }

        var spread = new List<Value>();
        foreach (var element in elements)
        {
            if (element is not StarredExpression starred)
            {
                spread.Add(Evaluate(element, scope));
                continue;
            }

            var value = Evaluate(starred.Value, scope);
            spread.AddRange(Iteration.IsIterable(value)
                ? Iteration.ToList(At(starred.Span), value)
                : throw Errors.Type($"Value after * must be an iterable, not {value.TypeName}", starred.Span));
        }

        return [.. spread];
    }

    private Value EvaluateComparison(CompareExpression compare, Scope scope)
    {
        var left = Evaluate(compare.Operands[0], scope);
        for (var k = 0; ; k++)
        {
            var right = Evaluate(compare.Operands[k + 1], scope);
            var result = Operations.Compare(At(compare.Span), compare.Operators[k], left, right);
            if (k == compare.Operators.Count - 1 || !Truth.Of(At(compare.Span), result))
            {
                return result;
            }

            left = right;
        }
    }

    private DictionaryValue EvaluateDictionary(DictionaryExpression expression, Scope scope)
    {
        var context = At(expression.Span);
        context.Budget.Allocate(200, expression.Span);
        var dictionary = new DictionaryValue();
        foreach (var (key, item) in expression.Items)
        {
            if (key is not null)
            {
                var named = Evaluate(key, scope);
                Keys.Set(context, dictionary, named, Evaluate(item, scope));
                continue;
            }

            var other = Evaluate(item, scope);
            Keys.Update(context, dictionary, other is DictionaryValue ? other : throw Errors.Type($"'{other.TypeName}' object is not a mapping", item.Span));
        }

        return dictionary;
    }

    private SetValue EvaluateSet(SetExpression expression, Scope scope)
    {
        var context = At(expression.Span);
        var set = new SetValue();
        foreach (var item in Elements(expression.Elements, scope, expression.Span))
        {
            Keys.Add(context, set, item);
        }

        return set;
    }

    private string Fill(FormattedString text, Scope scope)
    {
        var made = new StringBuilder();
        foreach (var part in text.Parts)
        {
            var piece = part.Text ?? string.Empty;
            if (part.Value is not null)
            {
                var context = At(part.Value.Span);
                var value = Evaluate(part.Value, scope);
                value = part.Conversion switch
                {
                    'r' or 'a' => new StringValue(ValueText.Repr(context, value)),
                    's' => new StringValue(ValueText.Str(context, value)),
                    _ => value,
                };
                piece += FormatSpec.Format(context, value, part.Format is null ? string.Empty : Fill(part.Format, scope));
            }

            At(text.Span).GrowText(piece.Length);
            made.Append(piece);
        }

        return made.ToString();
    }
}
