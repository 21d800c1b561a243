namespace GradCheck.Layers;

/// <summary>What the momentum of a running average weighs.</summary>
public enum MomentumOf
{
    /// <summary>The old running value, as in CS231n: <c>running = momentum * running + (1 - momentum) * sample</c>.</summary>
    Old,

    /// <summary>The new sample, as in PyTorch: <c>running = (1 - momentum) * running + momentum * sample</c>.</summary>
    New,
}
