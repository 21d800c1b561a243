using GradCheck.Tensors;

namespace GradCheck.Layers;

/// <summary>The running averages that a layer keeps beside its parameters.</summary>
/// <remarks>
/// <c>running = momentum * running + (1 - momentum) * sample</c> with the biased variance, as CS231n has it. PyTorch's
/// momentum is the complement (<see cref="MomentumOf.New"/>), and its running variance is the unbiased one
/// (<see cref="LayerOptions.RunningDdof"/> of 1).
/// </remarks>
/// <param name="Mean">The running mean, one a group.</param>
/// <param name="Var">The running variance, one a group, each 0 or more.</param>
public sealed record RunningStatistics(Tensor Mean, Tensor Var);
