using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The momentum follows PyTorch's convention.</summary>
internal sealed class PytorchMomentum : Hypothesis
{
    public override string Code => "pytorch_momentum";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.RunningMean, TensorId.RunningVar];

    public override bool Applies(Layers.LayerInput input) => input is { StatisticsDependOnX: true, Options: { Running: not null, MomentumOf: Layers.MomentumOf.Old } };

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The momentum follows PyTorch's convention",
        "In PyTorch the momentum is the share of the new sample; here, as in CS231n, it is the share of the old running value. The numbers are right under that other convention.",
        Equations.Of(tensor),
        "running = momentum * running + (1 - momentum) * sample; or pass 1 - momentum. Where the share of the new sample is meant, declare it: \"momentum_of\": \"new\".",
        "Does the momentum weigh the old value or the new one?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Momentum = 1 - (recipe.Momentum ?? recipe.Facts.Input.Options.ShareOfOld) }];
}
