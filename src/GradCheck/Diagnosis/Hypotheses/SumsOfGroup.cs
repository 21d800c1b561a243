using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The sums of a channel's parameter run over all channels of its group.</summary>
internal sealed class SumsOfGroup : Hypothesis
{
    public override string Code => "sums_of_group";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma, TensorId.Dbeta];

    public override bool Applies(LayerInput input) => input.Options.Groups is { } groups and > 1 && input.Layer.ParameterAxisList is [var axis] && groups < input.X.Shape[axis];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The sum runs over the whole group",
        $"Each {recipe.Layer.Parameter()} has a parameter of its own. The submission sums over all {recipe.Layer.Parameter()}s of a group, so that they share one value.",
        Equations.Of(tensor),
        $"Sum over the elements of one {recipe.Layer.Parameter()}: {recipe.Layer.ParameterSumAxis()}.",
        "How many values does gamma have, and how many different ones does your gradient have?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { SumsOfGroup = true }];
}
