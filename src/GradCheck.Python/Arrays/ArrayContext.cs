using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Python.Arrays;

/// <summary>What a kernel may use beside its arrays: what it is charged to, where it is recorded, and who is told of results that are not finite.</summary>
/// <param name="Span">Where the operation stands in the program.</param>
internal abstract record ArrayContext(Span Span)
{
    public abstract Budget Budget { get; }

    public abstract GradientTape Tape { get; }

    /// <summary>Tells of a result that is not what exact arithmetic gives.</summary>
    /// <param name="warning">What happened.</param>
    /// <param name="operation">In what: <c>log</c>, <c>reduce</c>, <c>cast</c>.</param>
    /// <param name="isScalar">Whether it was an operator between two scalars.</param>
    public abstract void Warn(ArrayWarning warning, string operation, bool isScalar = false);
}
