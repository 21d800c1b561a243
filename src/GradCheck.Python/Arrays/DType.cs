namespace GradCheck.Python.Arrays;

/// <summary>The types of an array's elements, in the order in which NumPy promotes them.</summary>
internal enum DType
{
    /// <summary>Booleans.</summary>
    Bool,

    /// <summary>Whole numbers of 64 bits.</summary>
    Int64,

    /// <summary>Doubles.</summary>
    Float64,
}
