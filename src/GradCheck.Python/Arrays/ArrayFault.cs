namespace GradCheck.Python.Arrays;

/// <summary>What stopped a kernel, without words: the library whose function was called has its own for each kind.</summary>
/// <param name="kind">What is wrong.</param>
internal sealed class ArrayFault(ArrayFaultKind kind) : Exception
{
    public ArrayFaultKind Kind { get; } = kind;

    /// <summary>The shapes that it is about, in the order of the operands.</summary>
    public IReadOnlyList<int[]> Shapes { get; init; } = [];

    /// <summary>The numbers that it is about; <see cref="ArrayFaultKind"/> says which.</summary>
    public IReadOnlyList<long> Numbers { get; init; } = [];

    /// <summary>The operation or the argument that it is about; empty where its kind says enough.</summary>
    public string Name { get; init; } = string.Empty;
}
