using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>A tensor of which some entries are not known; on the wire those are null.</summary>
/// <param name="Tensor">The tensor; an entry that is not finite is not known.</param>
public sealed record PartialTensor(Tensor Tensor);
