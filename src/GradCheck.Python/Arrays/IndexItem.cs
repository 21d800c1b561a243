namespace GradCheck.Python.Arrays;

/// <summary>One part of an index.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Indices">The whole numbers or booleans of an array, of no axes for a single one; null for the other kinds.</param>
/// <param name="Slice">The bounds of a slice.</param>
internal readonly record struct IndexItem(IndexKind Kind, NdArray? Indices = null, SliceBounds Slice = default)
{
    /// <summary>Whether it is a single whole number.</summary>
    public bool IsInteger => Indices is { Rank: 0, DType: DType.Int64 };

    /// <summary>Whether it is a mask.</summary>
    public bool IsMask => Indices is { DType: DType.Bool };

    /// <summary>All of an axis.</summary>
    public static IndexItem All => new(IndexKind.Slice, Slice: new(null, null, 1));

    /// <summary>The element at a place of an axis.</summary>
    public static IndexItem At(long place) => new(IndexKind.Array, NdArray.Of([], DType.Int64, [place], isScalar: true));

    /// <summary>The part of an axis from a place to before another.</summary>
    public static IndexItem Between(long start, long stop) => new(IndexKind.Slice, Slice: new(start, stop, 1));

    /// <summary>The elements at many places, or under a mask.</summary>
    public static IndexItem Of(NdArray indices) => new(IndexKind.Array, indices);
}
