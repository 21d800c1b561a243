using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The momentum weighs the old value, where the share of the new one was declared.</summary>
internal sealed class Cs231nMomentum : Hypothesis
{
    public override string Code => "cs231n_momentum";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.RunningMean, TensorId.RunningVar];

    public override bool Applies(LayerInput input) => input is { StatisticsDependOnX: true, Options: { Running: not null, MomentumOf: MomentumOf.New } };

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The momentum follows CS231n's convention",
        "In CS231n the momentum is the share of the old running value; the one that was declared, as in PyTorch, is the share of the new sample. The numbers are right under that other convention.",
        Equations.Of(tensor),
        "running = (1 - momentum) * running + momentum * sample; or declare \"momentum_of\": \"old\".",
        "Does the momentum weigh the old value or the new one?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Momentum = 1 - (recipe.Momentum ?? recipe.Facts.Input.Options.ShareOfOld) }];
}
