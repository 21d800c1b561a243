using System.Collections.Immutable;

namespace GradCheck.Normalization;

/// <summary>The names by which students know the tensors.</summary>
public static class TensorNames
{
    private static readonly ImmutableArray<string> Names =
        ["mean", "var", "xhat", "out", "dgamma", "dbeta", "dxhat", "dvar", "dmean", "dx", "running_mean", "running_var"];

    /// <summary>All tensors, in the order of the staged computation.</summary>
    public static ImmutableArray<TensorId> All { get; } = [.. Enum.GetValues<TensorId>()];

    /// <summary>Whether a tensor is a gradient, which needs <c>dout</c>.</summary>
    /// <param name="tensor">The tensor.</param>
    public static bool IsGradient(TensorId tensor) => tensor is not (TensorId.Mean or TensorId.Var or TensorId.Xhat or TensorId.Out or TensorId.RunningMean or TensorId.RunningVar);

    /// <summary>The name of a tensor: <c>dgamma</c>, <c>running_var</c>.</summary>
    /// <param name="tensor">The tensor.</param>
    public static string Of(TensorId tensor) => Names[(int)tensor];

    /// <summary>Finds a tensor by its name.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <returns>The tensor, or null where there is none of that name.</returns>
    public static TensorId? Find(string name) => Names.IndexOf(name) is >= 0 and var index ? (TensorId)index : null;
}
