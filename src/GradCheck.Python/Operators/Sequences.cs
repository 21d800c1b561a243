using System.Numerics;
using System.Text;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary><c>+</c> and <c>*</c> of lists, tuples and texts.</summary>
internal static class Sequences
{
    /// <summary>The result of an operator, or null where neither operand is a sequence or the operator is not theirs.</summary>
    public static Value? Binary(CallContext context, BinaryOperator op, Value left, Value right) => op switch
    {
        BinaryOperator.Add when left is ListValue or TupleValue or StringValue => Concatenate(context, left, right),
        BinaryOperator.Multiply when IsSequence(left) && IsCount(right) => Repeat(context, left, right),
        BinaryOperator.Multiply when IsSequence(right) && IsCount(left) => Repeat(context, right, left),
        _ => null,
    };

    public static bool IsSequence(Value value) => value is ListValue or TupleValue or StringValue;

    /// <summary><c>list.extend(items)</c>; a list may be extended by itself.</summary>
    public static NoneValue Extend(CallContext context, ListValue list, Value items)
    {
        if (items is ListValue or TupleValue)
        {
            context.Grow(Iteration.Length(items) ?? 0);
            list.Items.AddRange(items is ListValue other ? [.. other.Items] : ((TupleValue)items).Items);
            return NoneValue.Instance;
        }

        list.Items.AddRange(Iteration.ToList(context, items));
        return NoneValue.Instance;
    }

    /// <summary>How often a sequence is to be repeated, at least 0.</summary>
    public static long Count(CallContext context, Value count, long length)
    {
        var times = BigInteger.Max(Numbers.Index(context, count), 0);
        return times * Math.Max(length, 1) > long.MaxValue / 1024
            ? throw Errors.Budget("the program was stopped here: a sequence of that length does not fit any memory", context.Span)
            : (long)times;
    }

    private static bool IsCount(Value value) => !IsSequence(value) && value is not NdArray { IsScalar: false } && value is IntegerValue or BooleanValue or NdArray { IsScalar: true, DType: not DType.Float64 } or FloatValue or NoneValue or DictionaryValue;

    private static Value Concatenate(CallContext context, Value left, Value right)
    {
        switch (left, right)
        {
            case (ListValue a, ListValue b):
                context.Grow((long)a.Items.Count + b.Items.Count);
                return new ListValue([.. a.Items, .. b.Items]);
            case (TupleValue a, TupleValue b):
                context.Grow((long)a.Items.Count + b.Items.Count);
                return new TupleValue([.. a.Items, .. b.Items]);
            case (StringValue a, StringValue b):
                context.GrowText((long)a.Value.Length + b.Value.Length);
                return new StringValue(a.Value + b.Value);
            default:
                throw Errors.Type($"can only concatenate {left.TypeName} (not \"{right.TypeName}\") to {left.TypeName}", context.Span);
        }
    }

    private static Value Repeat(CallContext context, Value sequence, Value count)
    {
        if (!Numbers.TryIndex(count, out _))
        {
            throw Errors.Type($"can't multiply sequence by non-int of type '{count.TypeName}'", context.Span);
        }

        switch (sequence)
        {
            case StringValue text:
                var repeats = Count(context, count, text.Value.Length);
                context.GrowText(repeats * text.Value.Length);
                return new StringValue(new StringBuilder().Insert(0, text.Value, text.Value.Length == 0 ? 0 : (int)repeats).ToString());
            case ListValue list:
                return new ListValue([.. Repeated(context, list.Items, count)]);
            default:
                return new TupleValue(Repeated(context, ((TupleValue)sequence).Items, count));
        }
    }

    private static Value[] Repeated(CallContext context, IReadOnlyList<Value> items, Value count)
    {
        var repeats = Count(context, count, items.Count);
        context.Grow(repeats * items.Count);
        var repeated = new Value[(int)(repeats * items.Count)];
        for (var k = 0; k < repeated.Length; k++)
        {
            repeated[k] = items[k % items.Count];
        }

        return repeated;
    }
}
