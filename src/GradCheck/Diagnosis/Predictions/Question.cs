using GradCheck.Comparison;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>What a mistake is asked to explain.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Submitted">What was submitted for it, in the right shape; null to ask what the mistake would give.</param>
/// <param name="Tolerance">How closely a prediction has to agree.</param>
internal sealed record Question(TensorId Tensor, Tensor? Submitted, Tolerance Tolerance);
