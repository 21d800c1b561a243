using System.Collections.Immutable;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Search;

/// <summary>Which tensors follow from which along the staged computation, and so where it is first left.</summary>
internal static class Departure
{
    /// <summary>Whether one tensor is computed from another, so that it is wrong where that one is.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="earlier">The other.</param>
    public static bool Follows(TensorId tensor, TensorId earlier) => tensor switch
    {
        TensorId.Var => earlier is TensorId.Mean,
        TensorId.Xhat => earlier is TensorId.Mean or TensorId.Var,
        TensorId.Out or TensorId.Dgamma => earlier is TensorId.Mean or TensorId.Var or TensorId.Xhat,
        TensorId.Dvar => earlier is TensorId.Mean or TensorId.Var or TensorId.Xhat or TensorId.Dxhat,
        TensorId.Dmean => earlier is TensorId.Mean or TensorId.Var or TensorId.Dxhat or TensorId.Dvar,
        TensorId.Dx => earlier is TensorId.Mean or TensorId.Var or TensorId.Xhat or TensorId.Dxhat or TensorId.Dvar or TensorId.Dmean,
        TensorId.RunningMean => earlier is TensorId.Mean,
        TensorId.RunningVar => earlier is TensorId.Mean or TensorId.Var,
        _ => false,
    };

    /// <summary>The earliest wrong tensor that a tensor follows from; null where it follows from none.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="wrong">The wrong tensors.</param>
    public static TensorId? Before(TensorId tensor, IEnumerable<TensorId> wrong) =>
        wrong.Where(earlier => Follows(tensor, earlier)).Order().Select(earlier => (TensorId?)earlier).FirstOrDefault();

    /// <summary>
    /// The wrong tensor from which other wrong ones follow, or the only one; null where none is wrong, and where several are
    /// that have nothing to do with each other.
    /// </summary>
    /// <param name="wrong">The wrong tensors.</param>
    public static TensorId? First(ImmutableArray<TensorId> wrong) => wrong is [var only]
        ? only
        : wrong.Order().Where(tensor => Before(tensor, wrong) is null && wrong.Any(later => Follows(later, tensor))).Select(tensor => (TensorId?)tensor).FirstOrDefault();
}
