using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>The same values in another arrangement: <c>x.reshape(N, -1)</c>, <c>np.transpose(x, (0, 2, 3, 1))</c>, <c>x.T</c>.</summary>
/// <param name="Kind">What is arranged.</param>
/// <param name="Operand">The array.</param>
/// <param name="Arguments">The sizes, or the axes in their new order; none where all axes change places.</param>
internal sealed record LayoutCall(LayoutKind Kind, Expression Operand, IReadOnlyList<Expression> Arguments)
{
    /// <summary>What it was read from; null for a new one.</summary>
    public Expression? Written { get; init; }

    /// <summary>Whether all axes change places, as in <c>x.T</c>.</summary>
    public bool IsTurned => Kind == LayoutKind.Transpose && Arguments.Count == 0;
}

/// <summary>What a layout arranges.</summary>
internal enum LayoutKind
{
    /// <summary>The sizes.</summary>
    Reshape,

    /// <summary>The order of the axes.</summary>
    Transpose,

    /// <summary>Two axes.</summary>
    Swap,
}
