namespace GradCheck.Python.Arrays;

/// <summary>What can be wrong with the arguments of a kernel.</summary>
internal enum ArrayFaultKind
{
    /// <summary>More axes than an array may have: how many may it have, how many would it have.</summary>
    TooManyAxes,

    /// <summary>No such axis: the axis, how many there are; the name of the argument.</summary>
    AxisOutOfRange,

    /// <summary>The shapes do not broadcast together.</summary>
    Broadcast,

    /// <summary>The first shape does not broadcast to the second.</summary>
    BroadcastTo,

    /// <summary>A value of the first shape does not fit a target of the second.</summary>
    WrittenShape,

    /// <summary>The target may not be written.</summary>
    ReadOnly,

    /// <summary>The operation has no such elements; its name.</summary>
    ElementType,

    /// <summary>A whole number to a negative power.</summary>
    NegativePower,

    /// <summary>An operand without axes in a product of matrices: which.</summary>
    MatrixRank,

    /// <summary>The inner lengths of a product of matrices differ: the left, the right.</summary>
    MatrixLength,

    /// <summary>The outer axes of a product of matrices do not broadcast: both shapes, rows, columns.</summary>
    MatrixBatch,

    /// <summary>The inner lengths of a dot product differ: both shapes, the axis of the right.</summary>
    DotLength,

    /// <summary>The least or greatest of no element; 1 for the greatest, 0 for the least.</summary>
    EmptyExtreme,

    /// <summary>The place of the least or greatest of no element; 1 for the greatest, 0 for the least.</summary>
    EmptyArgExtreme,

    /// <summary>Nothing to join.</summary>
    JoinNothing,

    /// <summary>An array without axes among those to be joined.</summary>
    JoinScalar,

    /// <summary>Arrays of different ranks to be joined: the first's rank, which other, its rank.</summary>
    JoinRank,

    /// <summary>Arrays of different lengths to be joined: the axis, the first's length, which other, its length.</summary>
    JoinLength,

    /// <summary>Another number of elements in a new shape (one length may be unknown, -1): the number of elements; the shape.</summary>
    Reshape,

    /// <summary>More than one unknown length in a new shape.</summary>
    ReshapeUnknown,

    /// <summary>Another number of axes in an order than the array has.</summary>
    OrderLength,

    /// <summary>An axis twice in an order.</summary>
    OrderRepeats,

    /// <summary>An axis of another length than 1 to be left out.</summary>
    Squeeze,

    /// <summary>An axis twice where axes are added.</summary>
    AddedAxisRepeats,

    /// <summary>A diagonal of fewer than two axes.</summary>
    DiagonalRank,

    /// <summary>A diagonal of an axis and itself.</summary>
    DiagonalAxes,

    /// <summary>More than one ellipsis in an index.</summary>
    Ellipses,

    /// <summary>More indices than axes: how many axes, how many indices.</summary>
    TooManyIndices,

    /// <summary>No such element: the index, the axis, its length; for one of an array of indices, which of them that is.</summary>
    IndexOutOfRange,

    /// <summary>A mask of another length: the axis, its length, the mask's.</summary>
    MaskLength,

    /// <summary>Arrays of indices that do not broadcast together: their shapes.</summary>
    IndexShapes,

    /// <summary>Another number of values than a mask picks: how many values, how many places.</summary>
    MaskedCount,

    /// <summary>A value of the first shape does not fit what an index picked, the second.</summary>
    PickedShape,
}
