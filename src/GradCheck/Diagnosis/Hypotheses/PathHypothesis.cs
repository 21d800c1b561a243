using GradCheck.Layers;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A mistake that can only be made where gradients flow through the statistics.</summary>
internal abstract class PathHypothesis : Hypothesis
{
    public override bool Applies(LayerInput input) => input.StatisticsDependOnX;
}
