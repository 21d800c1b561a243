namespace GradCheck.Python.Arrays;

/// <summary>What a part of an index can be.</summary>
internal enum IndexKind
{
    /// <summary>A new axis of length 1.</summary>
    NewAxis,

    /// <summary>All axes that the other parts leave.</summary>
    Ellipsis,

    /// <summary>A run of an axis.</summary>
    Slice,

    /// <summary>A whole number, an array of them, or a mask.</summary>
    Array,
}
