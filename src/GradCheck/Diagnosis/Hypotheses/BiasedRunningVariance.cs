using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The running variance is fed with the biased variance, where the unbiased one was declared.</summary>
internal sealed class BiasedRunningVariance : Hypothesis
{
    public override string Code => "biased_running_variance";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.RunningVar];

    public override bool Applies(LayerInput input) =>
        input is { StatisticsDependOnX: true, Options: { Running: not null } options } && (options.RunningDdof ?? options.Ddof) == 1;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The running variance is fed with the biased variance",
        "The variance that was declared for running_var is the unbiased one, as PyTorch averages it. The submitted values average the biased one, as CS231n does. The numbers are right under that other convention.",
        Equations.RunningVar,
        $"Average var * m / (m - 1), where var is the biased variance and m is {recipe.Layer.Count()}; or declare \"running_ddof\": 0.",
        "Which variance goes into the running average: the biased one or the unbiased one?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        [recipe with { RunningSample = (variance, _) => variance * (recipe.Facts.Size - 1.0) / recipe.Facts.Size }];
}
