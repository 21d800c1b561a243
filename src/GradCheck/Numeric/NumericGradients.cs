namespace GradCheck.Numeric;

/// <summary>The numeric gradients of <c>L = sum(out * dout)</c>.</summary>
/// <param name="Method">The method.</param>
/// <param name="Step">The step that was asked for; null where the method takes it from the group's spread.</param>
/// <param name="Dx">With respect to every entry of <c>x</c>.</param>
/// <param name="Dgamma">With respect to every entry of <c>gamma</c>.</param>
/// <param name="Dbeta">With respect to every entry of <c>beta</c>.</param>
public sealed record NumericGradients(NumericMethod Method, double? Step, NumericTensor Dx, NumericTensor Dgamma, NumericTensor Dbeta);
