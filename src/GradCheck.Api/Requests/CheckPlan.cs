using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>A submission that is to be checked, on a batch that has what it submits.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Submitted">The tensors.</param>
/// <param name="Options">How to judge them.</param>
/// <param name="Reveal">How much to tell.</param>
internal sealed record CheckPlan(Batch Batch, IReadOnlyDictionary<TensorId, Tensor> Submitted, CheckOptions Options, Reveal Reveal);
