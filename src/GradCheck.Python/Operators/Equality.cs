using System.Numerics;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary><c>==</c> and <c>is</c>.</summary>
internal static class Equality
{
    /// <summary><c>left == right</c> as one truth, as containers compare their items.</summary>
    public static bool Equal(CallContext context, Value left, Value right)
    {
        var asked = Asked(context, CompareOperator.Equal, left, right);
        return asked is null ? Plain(context, left, right) : Truth.Of(context, asked);
    }

    /// <summary><c>left == right</c> of values of the language itself.</summary>
    public static bool Plain(CallContext context, Value left, Value right)
    {
        Keys.Enter(context);
        return (left, right) switch
        {
            (StringValue a, StringValue b) => a.Value == b.Value,
            (NoneValue, NoneValue) or (EllipsisValue, EllipsisValue) => true,
            (ListValue a, ListValue b) => Items(context, a.Items, b.Items),
            (TupleValue a, TupleValue b) => Items(context, a.Items, b.Items),
            (DictionaryValue a, DictionaryValue b) => a.Items.Count == b.Items.Count && a.Items.All(item => b.Items.TryGetValue(item.Key, out var other) && Same(context, item.Value, other)),
            (SetValue or DictionaryViewValue, SetValue or DictionaryViewValue) when Sets.AsSet(context, left) is { } a && Sets.AsSet(context, right) is { } b =>
                a.Items.Count == b.Items.Count && a.Items.Keys.All(b.Items.ContainsKey),
            (RangeValue a, RangeValue b) => a.Count == b.Count && (a.Count == 0 || (a.Start == b.Start && (a.Count == 1 || a.Step == b.Step))),
            (SliceValue a, SliceValue b) => Same(context, a.Lower ?? NoneValue.Instance, b.Lower ?? NoneValue.Instance)
                && Same(context, a.Upper ?? NoneValue.Instance, b.Upper ?? NoneValue.Instance)
                && Same(context, a.Step ?? NoneValue.Instance, b.Step ?? NoneValue.Instance),
            _ => Ordering.Numbers(left, right) is { } order ? order == 0 : Identical(left, right),
        };
    }

    /// <summary>Whether an item is the same or equal, as <c>in</c> asks.</summary>
    public static bool Same(CallContext context, Value left, Value right) => ReferenceEquals(left, right) || Equal(context, left, right);

    /// <summary><c>left is right</c>. Texts and small numbers that are equal are one object in CPython nearly everywhere.</summary>
    public static bool Identical(Value left, Value right) => ReferenceEquals(left, right) || (left, right) switch
    {
        (StringValue a, StringValue b) => a.Value == b.Value,
        (IntegerValue a, IntegerValue b) => a.Value == b.Value && BigInteger.Abs(a.Value) <= 256,
        (TypeValue a, TypeValue b) => a.Name == b.Name,
        (MethodValue a, MethodValue b) => ReferenceEquals(a.Function, b.Function) && ReferenceEquals(a.Self, b.Self),
        (ModuleValue a, ModuleValue b) => a.Name == b.Name,
        (TupleValue { Items.Count: 0 }, TupleValue { Items.Count: 0 }) => true,
        (LibraryValue { Receiver: null } a, LibraryValue { Receiver: null } b) => a.Function.Name == b.Function.Name,
        (LibraryValue a, LibraryValue b) => a.Function.Name == b.Function.Name && ReferenceEquals(a.Receiver, b.Receiver),
        _ => false,
    };

    /// <summary>What an operand that answers for itself says to a comparison, the left one first; null where none does.</summary>
    public static Value? Asked(CallContext context, CompareOperator op, Value left, Value right) =>
        context.ObjectOf(left)?.Compare(context, op, right, isRight: false) ?? context.ObjectOf(right)?.Compare(context, op, left, isRight: true);

    private static bool Items(CallContext context, IReadOnlyList<Value> left, IReadOnlyList<Value> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var k = 0; k < left.Count && k < right.Count; k++)
        {
            if (!Same(context, left[k], right[k]))
            {
                return false;
            }
        }

        return true;
    }
}
