using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The running variance is fed with the standard deviation.</summary>
internal sealed class StdInRunningVariance : Hypothesis
{
    public override string Code => "std_in_running_variance";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.RunningVar];

    public override bool Applies(Layers.LayerInput input) => input.StatisticsDependOnX && input.Options.Running is not null;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The running variance is fed with the standard deviation",
        "A standard deviation is averaged into running_var, which is later used as a variance.",
        Equations.Of(tensor),
        "Average the variance: the root is taken when it is used.",
        "Is it a variance or a standard deviation that goes into running_var?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        yield return recipe with { RunningSample = (variance, eps) => Math.Sqrt(variance + eps) };
        yield return recipe with { RunningSample = (variance, _) => Math.Sqrt(variance) };
    }
}
