using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Python.Source;

namespace GradCheck.Api.Requests;

/// <summary>The tensors that can be submitted, by name.</summary>
internal static class SubmittedTensors
{
    /// <summary>Their names.</summary>
    public static readonly string[] Names = [.. TensorNames.All.Select(TensorNames.Of)];

    /// <summary>What is wrong with a name under which a tensor was submitted; null where nothing is.</summary>
    /// <param name="name">The name.</param>
    /// <param name="whyAbsent">Why a batch has no such tensor; null where it has.</param>
    public static string? FaultOf(string name, Func<TensorId, string?> whyAbsent) => TensorNames.Find(name) is not { } tensor
        ? $"is no tensor that can be submitted{NearestName.Clause(name, Names)}"
        : whyAbsent(tensor) is { } reason ? $"cannot be judged: {reason}" : null;

    /// <summary>Why no case of a layer has a tensor; null where all have it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="tensor">The tensor.</param>
    public static string? WhyNoCaseHas(Layer layer, TensorId tensor) => Pass.WhyAbsent(tensor, layer, new());
}
