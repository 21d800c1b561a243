using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Dialects;

/// <summary>A product of matrices: <c>x @ w</c>, <c>x.dot(w)</c>, <c>np.matmul(x, w)</c>.</summary>
/// <param name="Left">The left one.</param>
/// <param name="Right">The right one.</param>
/// <param name="Written">What it was read from.</param>
internal sealed record ProductCall(Expression Left, Expression Right, Expression Written);
