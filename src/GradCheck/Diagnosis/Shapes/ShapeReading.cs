using GradCheck.Mistakes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>What a wrong shape tells.</summary>
/// <param name="Telling">What was seen.</param>
/// <param name="Aligned">The submission brought into the right shape, to be judged by its values; null where it cannot be.</param>
/// <param name="Explained">Whether the values bear the reading out, where there is nothing aligned to judge.</param>
internal sealed record ShapeReading(Telling Telling, Tensor? Aligned, bool Explained = false);
