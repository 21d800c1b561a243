using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>A case that was asked for and may be made.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Profile">What the batch is like.</param>
/// <param name="Shape">The shape of <c>x</c>.</param>
/// <param name="Options">What the layer is run with.</param>
internal sealed record CasePlan(Layer Layer, ulong Seed, CaseProfile Profile, Shape Shape, LayerOptions Options)
{
    /// <summary>Whether to answer with what comes out.</summary>
    public bool WithAnswers { get; init; }

    /// <summary>Makes the case.</summary>
    public LayerInput Make() => CaseGenerator.Make(Layer, Seed, Profile, Shape, Options);
}
