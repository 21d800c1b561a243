using GradCheck.Layers;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A mistake that can only be made where there is a mean path.</summary>
internal abstract class MeanPathHypothesis : PathHypothesis
{
    public override bool Applies(LayerInput input) => base.Applies(input) && input.Layer.SubtractsMean;
}
