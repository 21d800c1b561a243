using System.Text.Json.Serialization;
using GradCheck.Derivations;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>The derivation of a layer's backward pass, step by step, in the order of the post.</summary>
public sealed record DerivationResponse
{
    /// <summary>The layer's identifier.</summary>
    public required string Layer { get; init; }

    /// <summary>The mode: in `eval` the statistics are constants, and the derivation is shorter.</summary>
    public required Mode Mode { get; init; }

    /// <summary>The steps.</summary>
    public required IReadOnlyList<DerivationStepDocument> Steps { get; init; }

    /// <summary>What to know about the batch; left out where there is no batch.</summary>
    public IReadOnlyList<WarningDocument>? Warnings { get; init; }
}

/// <summary>One step of the derivation.</summary>
public sealed record DerivationStepDocument
{
    /// <summary>What the step gives, by its name in JSON.</summary>
    public required string Quantity { get; init; }

    /// <summary>Where in the derivation it is: `forward`, `backward`, or `simplification`.</summary>
    public required DerivationPart Part { get; init; }

    /// <summary>What the step starts from, in LaTeX: the definition, the local derivatives, or the identity that simplifies.</summary>
    public required string Formula { get; init; }

    /// <summary>How the local derivatives are put together, in LaTeX; null in the forward pass.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? ChainRule { get; init; }

    /// <summary>The step in a sentence, in the words of the layer.</summary>
    public required string Sentence { get; init; }

    /// <summary>What the quantity is, in LaTeX: the line to write as code.</summary>
    public required string Result { get; init; }

    /// <summary>The quantity on the batch; left out where there is no batch.</summary>
    public Tensor? Value { get; init; }

    /// <summary>For `dx` by stages on a batch: the terms that it is the sum of.</summary>
    public GradientPaths? Paths { get; init; }

    /// <summary>A step without numbers.</summary>
    /// <param name="step">The step.</param>
    public static DerivationStepDocument From(DerivationStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new()
        {
            Quantity = step.Quantity,
            Part = step.Part,
            Formula = step.Formula,
            ChainRule = step.ChainRule,
            Sentence = step.Sentence,
            Result = step.Result,
        };
    }

    /// <summary>A step with the numbers of a batch.</summary>
    /// <param name="derived">The step.</param>
    public static DerivationStepDocument From(DerivedStep derived)
    {
        ArgumentNullException.ThrowIfNull(derived);
        return From(derived.Step) with { Value = derived.Value, Paths = derived.Paths };
    }
}
