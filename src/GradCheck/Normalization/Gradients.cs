using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>The gradients of <c>L = sum(out * dout)</c>.</summary>
/// <param name="Dx">With respect to <c>x</c>, of its shape.</param>
/// <param name="Dgamma">With respect to <c>gamma</c>, of its shape.</param>
/// <param name="Dbeta">With respect to <c>beta</c>, of its shape.</param>
public sealed record Gradients(Tensor Dx, Tensor Dgamma, Tensor Dbeta);
