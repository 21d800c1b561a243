using GradCheck.SecondOrder;

namespace GradCheck.Api.Requests;

/// <summary>The gradient of a gradient that was asked for.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Direction">The weights of the gradients.</param>
/// <param name="IsChecked">Whether to check it by complex step.</param>
internal sealed record SecondOrderPlan(Batch Batch, SecondOrderDirection Direction, bool IsChecked);
