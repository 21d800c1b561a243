using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The statistics are taken over the whole batch.</summary>
internal sealed class StatisticsOverEverything : ForwardHypothesis
{
    public override string Code => "statistics_over_everything";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Mean, TensorId.Var];

    internal override bool Applies(Layers.LayerInput input) => input.StatisticsDependOnX && input.Groups.Groups > 1;

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The statistics are taken over the whole batch",
        "One mean and one variance are computed for all elements together, as np.mean and np.var do without an axis. Each group has its own.",
        Equations.Mean,
        "Give the axis over which the layer normalizes.",
        "How many means does your forward pass compute?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        recipe.Facts.Regrouped(0..0) is { } whole ? [recipe with { Facts = whole }] : [];
}
