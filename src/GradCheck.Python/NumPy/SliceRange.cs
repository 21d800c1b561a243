using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>What a slice means for a sequence of some length, as Python's <c>slice.indices</c>.</summary>
internal static class SliceRange
{
    /// <summary>Where it starts, how it steps and how many it takes.</summary>
    public static (long Start, long Step, int Count) Of(CallContext context, SliceValue slice, int length)
    {
        var step = Bound(context, slice.Step) ?? 1;
        if (step == 0)
        {
            throw Errors.Value("slice step cannot be zero", context.Span);
        }

        long lowest = step < 0 ? -1 : 0, highest = step < 0 ? length - 1 : length;
        var start = Clamp(Bound(context, slice.Lower), step < 0 ? highest : lowest);
        var stop = Clamp(Bound(context, slice.Upper), step < 0 ? lowest : highest);
        var count = step > 0
            ? stop > start ? ((stop - start - 1) / step) + 1 : 0
            : start > stop ? ((start - stop - 1) / -step) + 1 : 0;
        return (start, step, (int)count);

        long Clamp(long? bound, long standard) => bound is not { } given ? standard : Math.Clamp(given < 0 ? given + length : given, lowest, highest);
    }

    private static long? Bound(CallContext context, Value? value) => value switch
    {
        null or NoneValue => null,

        // Far beyond any length is as good as further, and cannot overflow.
        IntegerValue integer => (long)BigInteger.Clamp(integer.Value, -(1L << 40), 1L << 40),
        BooleanValue boolean => boolean.Value ? 1 : 0,
        NdArray { Size: 1, DType: DType.Int64 } array => Math.Clamp(array.Storage.Integers[array.Offset], -(1L << 40), 1L << 40),
        _ => throw Errors.Type("slice indices must be integers or None or have an __index__ method", context.Span),
    };
}
