using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The running variance is fed with eps added.</summary>
internal sealed class EpsInRunningVariance : Hypothesis
{
    public override string Code => "eps_in_running_variance";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.RunningVar];

    public override bool Applies(Layers.LayerInput input) => input.StatisticsDependOnX && input.Options.Running is not null;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The running variance is fed with eps added",
        "eps is added to the variance before it is averaged, and again when it is used.",
        Equations.Of(tensor),
        "Average the variance alone; eps is added under the root only.",
        "Is eps part of the variance?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { RunningSample = (variance, eps) => variance + eps }];
}
