using GradCheck.Tensors;

namespace GradCheck.Numeric;

/// <summary>A numeric gradient, entry by entry.</summary>
/// <param name="Value">The derivatives; NaN where the step vanished beside the entry.</param>
/// <param name="ErrorBound">A bound on the error of each; infinite where the value means nothing.</param>
public sealed record NumericTensor(Tensor Value, Tensor ErrorBound)
{
    internal static NumericTensor Of(Shape shape, NumericEstimate[] estimates) => new(
        Tensor.Own(shape, Array.ConvertAll(estimates, estimate => estimate.Value)),
        Tensor.Own(shape, Array.ConvertAll(estimates, estimate => estimate.ErrorBound)));
}
