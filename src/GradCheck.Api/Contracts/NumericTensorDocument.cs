using GradCheck.Api.Fields;
using GradCheck.Comparison;

namespace GradCheck.Api.Contracts;

/// <summary>A numeric gradient, how far each entry may be trusted, and the closed form held against it.</summary>
public sealed record NumericTensorDocument
{
    /// <summary>The derivative of each entry; null where the step vanished beside the entry.</summary>
    public required PartialTensor Value { get; init; }

    /// <summary>A bound on the error of each entry, truncation and rounding; null where the value means nothing.</summary>
    public required PartialTensor ErrorBound { get; init; }

    /// <summary>The closed form against the numeric gradient.</summary>
    public required ComparisonDocument Comparison { get; init; }

    /// <summary>Puts a tensor's answer together.</summary>
    /// <param name="comparison">The numeric gradient with the closed form held against it.</param>
    public static NumericTensorDocument From(NumericComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new() { Value = new(comparison.Numeric.Value), ErrorBound = new(comparison.Numeric.ErrorBound), Comparison = ComparisonDocument.From(comparison) };
    }
}
