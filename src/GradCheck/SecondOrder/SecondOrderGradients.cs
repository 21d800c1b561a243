using GradCheck.Tensors;

namespace GradCheck.SecondOrder;

/// <summary>The gradients of <c>S</c>, the weighted sum of the first-order gradients. That with respect to <c>beta</c> is 0.</summary>
/// <param name="Dx"><c>dS/dx</c>, of the shape of <c>x</c>; PyTorch's <c>gI</c>.</param>
/// <param name="Dgamma"><c>dS/dgamma</c>, of the shape of <c>gamma</c>; PyTorch's <c>gG</c>.</param>
/// <param name="Ddout"><c>dS/ddout</c>, of the shape of <c>x</c>; PyTorch's <c>ggO</c>.</param>
public sealed record SecondOrderGradients(Tensor Dx, Tensor Dgamma, Tensor Ddout);
