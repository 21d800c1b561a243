using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Text;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary>The operators: which family of values an operation belongs to.</summary>
internal static class Operations
{
    /// <summary><c>left op right</c>.</summary>
    public static Value Binary(CallContext context, BinaryOperator op, Value left, Value right, bool augmented = false)
    {
        if (op == BinaryOperator.Modulo && left is StringValue format)
        {
            return PercentFormat.Of(context, format.Value, right);
        }

        return Scalars(context, op, left, right)
            ?? Objects(context, op, left, right)
            ?? Sequences.Binary(context, op, left, right)
            ?? Sets.Binary(context, op, left, right)
            ?? throw (op == BinaryOperator.Multiply && (Sequences.IsSequence(left) || Sequences.IsSequence(right))
                ? Errors.Type($"can't multiply sequence by non-int of type '{(Sequences.IsSequence(left) ? right : left).TypeName}'", context.Span)
                : Unsupported(context, op, left, right, augmented));
    }

    /// <summary><c>target op= right</c>.</summary>
    /// <param name="context">The run, and where in the program.</param>
    /// <param name="op">The operator.</param>
    /// <param name="target">What the target holds.</param>
    /// <param name="right">The other operand.</param>
    /// <param name="inPlace">Whether the target itself was changed; if not, it is to be given the result.</param>
    public static Value InPlace(CallContext context, BinaryOperator op, Value target, Value right, out bool inPlace)
    {
        inPlace = true;
        switch (target)
        {
            case ListValue list when op == BinaryOperator.Add:
                if (context.ObjectOf(right)?.Binary(context, op, list, isRight: true) is { } joined)
                {
                    inPlace = false;
                    return joined;
                }

                Sequences.Extend(context, list, right);
                return list;
            case ListValue list when op == BinaryOperator.Multiply && Sequences.Binary(context, op, list, right) is ListValue repeated:
                list.Items.Clear();
                list.Items.AddRange(repeated.Items);
                return list;
            case SetValue set when right is SetValue && Sets.Binary(context, op, set, right) is SetValue changed:
                set.Items.Clear();
                foreach (var key in changed.Items.Keys)
                {
                    set.Items.Add(key, NoneValue.Instance);
                }

                return set;
            case DictionaryValue dictionary when op == BinaryOperator.Or && right is DictionaryValue:
                Keys.Update(context, dictionary, right);
                return dictionary;
            default:
                var changedItself = context.ObjectOf(target)?.InPlace(context, op, right);
                inPlace = changedItself is not null;
                return changedItself ?? Binary(context, op, target, right, augmented: true);
        }
    }

    /// <summary><c>op operand</c>, for all but <c>not</c>.</summary>
    public static Value Unary(CallContext context, UnaryOperator op, Value operand) => (op, operand) switch
    {
        (UnaryOperator.Negative, FloatValue number) => FloatArithmetic.Make(context, -number.Value, number.Node, -1),
        (UnaryOperator.Positive, FloatValue number) => number,
        (UnaryOperator.Negative, _) when Numbers.TryInteger(operand, out var integer) => IntegerValue.Of(-integer),
        (UnaryOperator.Positive, _) when Numbers.TryInteger(operand, out var integer) => IntegerValue.Of(integer),
        (UnaryOperator.Invert, _) when Numbers.TryInteger(operand, out var integer) => IntegerValue.Of(-integer - 1),
        _ => context.ObjectOf(operand)?.Unary(context, op) ?? throw Errors.Type($"bad operand type for unary {(op switch { UnaryOperator.Negative => '-', UnaryOperator.Positive => '+', _ => '~' })}: '{operand.TypeName}'", context.Span),
    };

    /// <summary><c>left op right</c>, which for arrays is an array.</summary>
    public static Value Compare(CallContext context, CompareOperator op, Value left, Value right)
    {
        switch (op)
        {
            case CompareOperator.Is:
                return BooleanValue.Of(Equality.Identical(left, right));
            case CompareOperator.IsNot:
                return BooleanValue.Of(!Equality.Identical(left, right));
            case CompareOperator.In:
                return BooleanValue.Of(Contains(context, right, left));
            case CompareOperator.NotIn:
                return BooleanValue.Of(!Contains(context, right, left));
            case CompareOperator.Equal:
                return Equality.Asked(context, op, left, right) ?? BooleanValue.Of(Equality.Plain(context, left, right));
            case CompareOperator.NotEqual:
                return Equality.Asked(context, op, left, right) ?? BooleanValue.Of(!Equality.Plain(context, left, right));
            default:
                return Equality.Asked(context, op, left, right) ?? BooleanValue.Of(Ordering.Holds(context, op, left, right));
        }
    }

    /// <summary>The sign of an operator of comparison.</summary>
    public static string SignOf(CompareOperator op) => op switch
    {
        CompareOperator.Equal => "==",
        CompareOperator.NotEqual => "!=",
        CompareOperator.Less => "<",
        CompareOperator.LessOrEqual => "<=",
        CompareOperator.Greater => ">",
        CompareOperator.GreaterOrEqual => ">=",
        CompareOperator.Is => "is",
        CompareOperator.IsNot => "is not",
        CompareOperator.In => "in",
        _ => "not in",
    };

    /// <summary>The error that two values do not go together.</summary>
    public static ProgramException Unsupported(CallContext context, BinaryOperator op, Value left, Value right, bool augmented = false)
    {
        var sign = op switch
        {
            BinaryOperator.Add => "+",
            BinaryOperator.Subtract => "-",
            BinaryOperator.Multiply => "*",
            BinaryOperator.Divide => "/",
            BinaryOperator.FloorDivide => "//",
            BinaryOperator.Modulo => "%",
            BinaryOperator.Power => augmented ? "**" : "** or pow()",
            BinaryOperator.MatrixMultiply => "@",
            BinaryOperator.And => "&",
            BinaryOperator.Or => "|",
            BinaryOperator.Xor => "^",
            BinaryOperator.LeftShift => "<<",
            _ => ">>",
        };
        return Errors.Type($"unsupported operand type(s) for {sign}{(augmented ? "=" : string.Empty)}: '{left.TypeName}' and '{right.TypeName}'", context.Span);
    }

    // The left one is asked first.
    private static Value? Objects(CallContext context, BinaryOperator op, Value left, Value right) =>
        context.ObjectOf(left)?.Binary(context, op, right, isRight: false) ?? context.ObjectOf(right)?.Binary(context, op, left, isRight: true);

    private static Value? Scalars(CallContext context, BinaryOperator op, Value left, Value right)
    {
        if (left is BooleanValue a && right is BooleanValue b && op is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor)
        {
            return BooleanValue.Of(op == BinaryOperator.And ? a.Value && b.Value : op == BinaryOperator.Or ? a.Value || b.Value : a.Value != b.Value);
        }

        if (Numbers.TryInteger(left, out var x) && Numbers.TryInteger(right, out var y))
        {
            return op == BinaryOperator.MatrixMultiply ? null : IntegerArithmetic.Binary(context, op, x, y);
        }

        return (left is FloatValue || right is FloatValue) && op is not (BinaryOperator.MatrixMultiply or BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor or BinaryOperator.LeftShift or BinaryOperator.RightShift)
            && Numbers.TryFloat(left, context.Span, out var u, out var uNode) && Numbers.TryFloat(right, context.Span, out var v, out var vNode)
            ? FloatArithmetic.Binary(context, op, u, uNode, v, vNode)
            : null;
    }

    private static bool Contains(CallContext context, Value container, Value item)
    {
        switch (container)
        {
            case StringValue text:
                context.Budget.Work(text.Value.Length, context.Span);
                return item is StringValue part
                    ? text.Value.Contains(part.Value, StringComparison.Ordinal)
                    : throw Errors.Type($"'in <string>' requires string as left operand, not {item.TypeName}", context.Span);
            case DictionaryValue dictionary:
                return dictionary.Items.ContainsKey(Keys.Of(context, item));
            case SetValue set:
                return set.Items.ContainsKey(Keys.Of(context, item));
            case DictionaryViewValue { Kind: DictionaryViewKind.Keys } view:
                return view.Dictionary.Items.ContainsKey(Keys.Of(context, item));
            case RangeValue range when Numbers.TryInteger(item, out var integer):
                var (first, last) = range.Step > 0 ? (range.Start, range.Stop - 1) : (range.Stop + 1, range.Start);
                return integer >= first && integer <= last && (integer - range.Start) % range.Step == 0;
            default:
                if (context.ObjectOf(container)?.Contains(context, item) is { } found)
                {
                    return found;
                }

                if (!Iteration.IsIterable(container))
                {
                    throw Errors.Type($"argument of type '{container.TypeName}' is not iterable", context.Span);
                }

                return Iteration.Of(context, container).Any(other => Equality.Same(context, other, item));
        }
    }
}
