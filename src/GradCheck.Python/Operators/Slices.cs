using System.Numerics;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Operators;

/// <summary>Which items a slice of a sequence takes.</summary>
internal readonly record struct Slices(int Start, int Step, int Count)
{
    /// <summary>A slice over a sequence of some length, as CPython's <c>slice.indices</c>.</summary>
    public static Slices Of(CallContext context, SliceValue slice, int length)
    {
        var step = Index(context, slice.Step) ?? BigInteger.One;
        if (step.IsZero)
        {
            throw Errors.Value("slice step cannot be zero", context.Span);
        }

        var (lowest, highest) = step.Sign > 0 ? (0, length) : (-1, length - 1);
        var start = Clamp(Index(context, slice.Lower), length, lowest, highest, step.Sign > 0 ? lowest : highest);
        var stop = Clamp(Index(context, slice.Upper), length, lowest, highest, step.Sign > 0 ? highest : lowest);
        var small = (int)BigInteger.Max(BigInteger.Min(step, int.MaxValue), -int.MaxValue);
        var count = small > 0 ? (stop - start + (long)small - 1) / small : (start - stop - (long)small - 1) / -(long)small;
        return new(start, small, (int)Math.Max(0, count));
    }

    /// <summary>The place of an item of the slice.</summary>
    public int this[int k] => Start + (k * Step);

    private static BigInteger? Index(CallContext context, Value? value) =>
        value is null or NoneValue ? null
        : Numbers.TryIndex(value, out var index) ? index
        : throw Errors.Type("slice indices must be integers or None or have an __index__ method", context.Span);

    private static int Clamp(BigInteger? index, int length, int lowest, int highest, int missing)
    {
        if (index is not { } given)
        {
            return missing;
        }

        given = given.Sign < 0 ? given + length : given;
        return (int)BigInteger.Max(BigInteger.Min(given, highest), lowest);
    }
}
