namespace GradCheck.Python.Arrays;

/// <summary>The memory behind an array and its views.</summary>
/// <remarks>
/// Every element of a float carries its node on the tape along, so that whatever moves elements (slices, transposes,
/// padding, assignment through a view) moves their gradients without a rule of its own.
/// </remarks>
internal sealed class Storage
{
    public Storage(double[] floats, int[]? nodes = null)
    {
        DType = DType.Float64;
        Floats = floats;
        Nodes = nodes;
    }

    public Storage(DType dtype, long[] integers)
    {
        DType = dtype;
        Integers = integers;
    }

    public DType DType { get; }

    /// <summary>The elements of a float array; empty for others.</summary>
    public double[] Floats { get; } = [];

    /// <summary>The elements of an int or bool array (0 or 1); empty for others.</summary>
    public long[] Integers { get; } = [];

    /// <summary>The node of each float on the tape, 0 for a constant; null while no element depends on an input.</summary>
    public int[]? Nodes { get; set; }

    /// <summary>The last operation of the tape that wrote here in place; 0 for none.</summary>
    public int Writer { get; set; }

    /// <summary>How often it was written in place.</summary>
    public int Version { get; set; }

    public int Count => DType == DType.Float64 ? Floats.Length : Integers.Length;
}
