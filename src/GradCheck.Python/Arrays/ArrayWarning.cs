namespace GradCheck.Python.Arrays;

/// <summary>What arithmetic on floats can meet, after IEEE 754.</summary>
internal enum ArrayWarning
{
    /// <summary>An exact infinity of finite operands, or a whole number divided by 0.</summary>
    DivideByZero,

    /// <summary>A finite result too large for its type.</summary>
    Overflow,

    /// <summary>No number at all.</summary>
    Invalid,
}
