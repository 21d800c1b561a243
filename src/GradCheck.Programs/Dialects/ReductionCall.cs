using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>Values taken together along axes: <c>np.sum(x, axis=0)</c>, <c>x.var(0, ddof=1)</c>.</summary>
/// <param name="Kind">What is made of them.</param>
/// <param name="Operand">The array.</param>
internal sealed record ReductionCall(ReductionKind Kind, Expression Operand)
{
    /// <summary>Along which axes: a number or a tuple; null for all.</summary>
    public Expression? Axis { get; init; }

    /// <summary>Whether the axes are kept with length 1; null where nothing is said.</summary>
    public Expression? Keeps { get; init; }

    /// <summary>What is taken off the count of a variance; null where nothing is said.</summary>
    public Expression? Ddof { get; init; }

    /// <summary>Whether it is called on the array, and not on the library.</summary>
    public bool IsMethod { get; init; }

    /// <summary>The call it was read from; null for a new one.</summary>
    public CallExpression? Written { get; init; }

    /// <summary>What takes the values of the pair that the call makes: <c>x.max(1).values</c>, <c>x.max(1)[0]</c>; null where it makes none.</summary>
    public Expression? Taken { get; init; }
}
