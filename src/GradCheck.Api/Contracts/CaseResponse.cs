using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>A case made from a seed: the same one on every machine and in every version of the service.</summary>
public sealed record CaseResponse
{
    /// <summary>The layer's identifier.</summary>
    public required string Layer { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What the batch is like.</summary>
    public required string Profile { get; init; }

    /// <summary>The version of the generator; the same seed means the same batch as long as this number is the same.</summary>
    public required int Generator { get; init; }

    /// <summary>What the layer is run with.</summary>
    public required CaseParametersDocument Parameters { get; init; }

    /// <summary>The tensors to run it on.</summary>
    public required CaseInputsDocument Inputs { get; init; }

    /// <summary>What comes out; only where `include` asks for `answers`.</summary>
    public CaseAnswersDocument? Answers { get; init; }

    /// <summary>Puts a case together.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="seed">The seed it was made from.</param>
    /// <param name="profile">What it is like.</param>
    /// <param name="withAnswers">Whether to run it.</param>
    public static CaseResponse From(LayerInput input, ulong seed, CaseProfile profile, bool withAnswers)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new()
        {
            Layer = input.Layer.Id,
            Seed = seed,
            Profile = CaseProfiles.NameOf(profile),
            Generator = CaseGenerator.Version,
            Parameters = new(input.Options.Eps, input.Options.Mode, input.Options.Groups, input.Options.Ddof == 0 ? null : input.Options.Ddof, input.Options.Channels == ChannelOrder.First ? null : input.Options.Channels),
            Inputs = new(input.X, input.Gamma, input.Beta, input.Dout),
            Answers = withAnswers ? CaseAnswersDocument.From(Pass.Of(input)) : null,
        };
    }
}

/// <summary>What a case's layer is run with, beside its tensors.</summary>
/// <param name="Eps">The constant under the root.</param>
/// <param name="Mode">Which statistics it normalizes with.</param>
/// <param name="Groups">Into how many groups channels are cut; left out for a layer that takes no number.</param>
/// <param name="Ddof">What is taken off `m` in the divisor of the variance; left out where it is 0.</param>
/// <param name="Channels">Where the channels stand; left out where they stand first.</param>
public sealed record CaseParametersDocument(double Eps, Mode Mode, int? Groups, int? Ddof, ChannelOrder? Channels);

/// <summary>The tensors of a case.</summary>
/// <param name="X">The batch.</param>
/// <param name="Gamma">The scale.</param>
/// <param name="Beta">The shift.</param>
/// <param name="Dout">The gradient of the loss with respect to `out`.</param>
public sealed record CaseInputsDocument(Tensor X, Tensor Gamma, Tensor Beta, Tensor Dout);
