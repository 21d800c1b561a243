using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The running variance is fed with the unbiased variance.</summary>
internal sealed class UnbiasedRunningVariance : Hypothesis
{
    public override string Code => "unbiased_running_variance";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.RunningVar];

    public override bool Applies(Layers.LayerInput input) =>
        input is { StatisticsDependOnX: true, Options: { Running: not null } options, Groups.Size: > 1 } && (options.RunningDdof ?? options.Ddof) == 0;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The running variance is fed with the unbiased variance",
        "PyTorch averages the unbiased variance into running_var, although it normalizes with the biased one. CS231n averages the biased one. The numbers are right under PyTorch's convention.",
        Equations.RunningVar,
        $"Average the variance that the batch was normalized with, {recipe.Layer.VarianceCode()}. Where the unbiased one is what is asked for, declare it: \"running_ddof\": 1.",
        "Which variance goes into the running average: the one you normalized with, or another?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { RunningSample = (variance, _) => variance * recipe.Facts.Size / (recipe.Facts.Size - 1.0) }];
}
