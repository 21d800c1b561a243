namespace GradCheck.Derivations;

/// <summary>Where in the derivation a step is.</summary>
public enum DerivationPart
{
    /// <summary>A quantity of the forward pass, which the steps after it differentiate.</summary>
    Forward,

    /// <summary>One application of the chain rule.</summary>
    Backward,

    /// <summary>No new derivative: earlier steps put into each other.</summary>
    Simplification,
}
