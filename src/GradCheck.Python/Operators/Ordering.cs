using System.Numerics;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary><c>&lt;</c> and its kin, for all but arrays.</summary>
internal static class Ordering
{
    /// <summary>How two numbers compare: negative, zero, positive; <see cref="Unordered"/> for a NaN; null where one is no number.</summary>
    public static int? Numbers(Value left, Value right)
    {
        var (aIsInteger, bIsInteger) = (Values.Numbers.TryInteger(left, out var a), Values.Numbers.TryInteger(right, out var b));
        if (aIsInteger && bIsInteger)
        {
            return a.CompareTo(b);
        }

        return (left, right) switch
        {
            (FloatValue x, FloatValue y) => Floats(x.Value, y.Value),
            (FloatValue x, _) when bIsInteger => Mixed(x.Value, b),
            (_, FloatValue y) when aIsInteger => Mixed(y.Value, a) is var order && order == Unordered ? Unordered : -order,
            _ => null,
        };
    }

    /// <summary>What is neither less, nor equal, nor greater.</summary>
    public const int Unordered = int.MaxValue;

    public static bool Holds(CallContext context, CompareOperator op, Value left, Value right)
    {
        Keys.Enter(context);
        if (Numbers(left, right) is { } order)
        {
            return order != Unordered && Holds(op, order);
        }

        switch (left, right)
        {
            case (StringValue a, StringValue b):
                context.Budget.Work(Math.Min(a.Value.Length, b.Value.Length), context.Span);
                return Holds(op, string.CompareOrdinal(a.Value, b.Value));
            case (ListValue a, ListValue b):
                return Items(context, op, a.Items, b.Items);
            case (TupleValue a, TupleValue b):
                return Items(context, op, a.Items, b.Items);
            case (SetValue a, SetValue b):
                return Subset(op, a, b);
            default:
                return Equality.Asked(context, op, left, right) is { } asked ? Truth.Of(context, asked) : throw Errors.Type($"'{Operations.SignOf(op)}' not supported between instances of '{left.TypeName}' and '{right.TypeName}'", context.Span);
        }
    }

    private static bool Holds(CompareOperator op, int order) => op switch
    {
        CompareOperator.Less => order < 0,
        CompareOperator.LessOrEqual => order <= 0,
        CompareOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private static int Floats(double left, double right) =>
        left < right ? -1 : left > right ? 1 : left == right ? 0 : Unordered;

    // Exactly, as Python does: 2**53 + 1 is greater than 2.0**53.
    private static int Mixed(double left, BigInteger right)
    {
        if (!double.IsFinite(left))
        {
            return double.IsNaN(left) ? Unordered : left > 0 ? 1 : -1;
        }

        var floor = Math.Floor(left);
        var order = new BigInteger(floor).CompareTo(right);
        return order != 0 ? order : left > floor ? 1 : 0;
    }

    private static bool Items(CallContext context, CompareOperator op, IReadOnlyList<Value> left, IReadOnlyList<Value> right)
    {
        for (var k = 0; k < left.Count && k < right.Count; k++)
        {
            if (!Equality.Same(context, left[k], right[k]))
            {
                return Holds(context, op, left[k], right[k]);
            }
        }

        return Holds(op, left.Count.CompareTo(right.Count));
    }

    private static bool Subset(CompareOperator op, SetValue left, SetValue right) => op switch
    {
        CompareOperator.Less => left.Items.Count < right.Items.Count && Within(left, right),
        CompareOperator.LessOrEqual => Within(left, right),
        CompareOperator.Greater => right.Items.Count < left.Items.Count && Within(right, left),
        _ => Within(right, left),
    };

    private static bool Within(SetValue inner, SetValue outer) => inner.Items.Keys.All(outer.Items.ContainsKey);
}
