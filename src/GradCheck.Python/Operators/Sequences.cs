using System.Numerics;
using System.Text;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary><c>+</c> and <c>*</c> of lists, tuples and texts.</summary>
internal static class Sequences
{
    /// <summary>What an item of a list or a tuple takes: its place, and on average its value.</summary>
    public const int ItemBytes = 40;

    /// <summary>What a letter takes while a text is made: two bytes, and two more where it is put together.</summary>
    public const int LetterBytes = 4;

    /// <summary>The result of an operator, or null where neither operand is a sequence or the operator is not theirs.</summary>
    public static Value? Binary(CallContext context, BinaryOperator op, Value left, Value right) => op switch
    {
        BinaryOperator.Add when left is ListValue or TupleValue or StringValue && right is not NdArray => Concatenate(context, left, right),
        BinaryOperator.Multiply when IsSequence(left) && IsCount(right) => Repeat(context, left, right),
        BinaryOperator.Multiply when IsSequence(right) && IsCount(left) => Repeat(context, right, left),
        _ => null,
    };

    public static bool IsSequence(Value value) => value is ListValue or TupleValue or StringValue;

    /// <summary>Takes memory and work for items that are about to be added.</summary>
    public static void Grow(CallContext context, long items)
    {
        context.Budget.Work(items, context.Span);
        context.Budget.Allocate(items * ItemBytes, context.Span);
    }

    /// <summary>A text that is about to be made.</summary>
    public static void GrowText(CallContext context, long letters)
    {
        context.Budget.Work(letters, context.Span);
        context.Budget.Allocate(LetterBytes * letters, context.Span);
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
                Grow(context, (long)a.Items.Count + b.Items.Count);
                return new ListValue([.. a.Items, .. b.Items]);
            case (TupleValue a, TupleValue b):
                Grow(context, (long)a.Items.Count + b.Items.Count);
                return new TupleValue([.. a.Items, .. b.Items]);
            case (StringValue a, StringValue b):
                GrowText(context, (long)a.Value.Length + b.Value.Length);
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
                GrowText(context, repeats * text.Value.Length);
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
        Grow(context, repeats * items.Count);
        var repeated = new Value[(int)(repeats * items.Count)];
        for (var k = 0; k < repeated.Length; k++)
        {
            repeated[k] = items[k % items.Count];
        }

        return repeated;
    }
}
