using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Reports;

/// <summary>A tensor with its name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The tensor.</param>
public sealed record NamedTensor(string Name, Tensor Value);
