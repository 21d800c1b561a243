using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A channel is normalized with the statistics of another group: <c>c % G</c> instead of <c>c // (C // G)</c>.</summary>
internal sealed class StatisticsOfAnotherGroup : ForwardHypothesis
{
    public override string Code => "statistics_of_another_group";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dgamma];

    public override bool Applies(LayerInput input) => input.StatisticsDependOnX && input.Options.Groups is { } groups and > 1 && groups < input.X.Shape[1];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "Channels take the statistics of another group",
        "The statistics of each group are right, and channels are normalized with those of a group that they do not belong to: every G-th channel takes the same.",
        Equations.Xhat,
        "Find the group of channel c as c // (C // G), not as c % G.",
        "Which group does channel 1 belong to, and which one does your index give?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        var facts = recipe.Facts;
        return facts.IsRegrouped ? [] : [recipe with { Facts = facts.Restated(Code, g => facts.Mean[g], g => facts.Var[g], GroupOf) }];

        int GroupOf(int element)
        {
            var (input, shape) = (facts.Input, facts.Input.X.Shape);
            var groups = input.Options.Groups!.Value;
            var channel = input.Parameters.GroupOf(element);
            return (element / shape.CountOf(1..) * groups) + (channel % groups);
        }
    }

}
