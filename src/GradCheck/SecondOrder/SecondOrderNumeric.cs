using GradCheck.Numeric;

namespace GradCheck.SecondOrder;

/// <summary>The numeric gradients of <c>S</c>, each entry with an error bound.</summary>
/// <param name="Method">The method: the complex step.</param>
/// <param name="Step">The step, of <c>x</c> in units of the group's <c>sqrt(var + eps)</c>.</param>
/// <param name="Dx">With respect to every entry of <c>x</c>.</param>
/// <param name="Dgamma">With respect to every entry of <c>gamma</c>.</param>
/// <param name="Ddout">With respect to every entry of <c>dout</c>.</param>
public sealed record SecondOrderNumeric(NumericMethod Method, double Step, NumericTensor Dx, NumericTensor Dgamma, NumericTensor Ddout);
