using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Reads what stands between the brackets of <c>x[...]</c>.</summary>
internal static class IndexReader
{
    private const string Invalid = "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices";

    /// <summary>The parts of an index.</summary>
    /// <exception cref="ProgramException">Something that is no index, in NumPy's words.</exception>
    public static IndexItem[] Of(CallContext context, Value index) => index is TupleValue tuple ? [.. tuple.Items.Select(item => Part(context, item))] : [Part(context, index)];

    private static IndexItem Part(CallContext context, Value item)
    {
        switch (item)
        {
            case NoneValue:
                return new(IndexKind.NewAxis);
            case EllipsisValue:
                return new(IndexKind.Ellipsis);
            case SliceValue slice:
                var step = Bound(context, slice.Step) ?? 1;
                return step != 0
                    ? new(IndexKind.Slice, Slice: new(Bound(context, slice.Lower), Bound(context, slice.Upper), step))
                    : throw Errors.Value("slice step cannot be zero", context.Span);
            case NdArray or IntegerValue or BooleanValue or ListValue or TupleValue or RangeValue:
                var indices = ArrayConversion.ToArray(context, item);
                return indices.DType != DType.Float64 ? IndexItem.Of(indices)
                    : indices.Size == 0 && item is not NdArray ? IndexItem.Of(Casts.To(context, indices, DType.Int64))
                    : throw Errors.Index(item is NdArray { IsScalar: false } ? "arrays used as indices must be of integer (or boolean) type" : Invalid, context.Span);
            default:
                throw Errors.Index(Invalid, context.Span);
        }
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
