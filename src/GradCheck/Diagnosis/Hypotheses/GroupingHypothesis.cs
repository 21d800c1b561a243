using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A mistake by which other elements share their statistics than should.</summary>
/// <remarks>
/// It applies to a layer on which it can be made at all. That on some input its groups are the right ones is for the
/// review of the input to say.
/// </remarks>
internal abstract class GroupingHypothesis : ForwardHypothesis
{
    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma];

    public sealed override bool Applies(LayerInput input) => input.StatisticsDependOnX && GroupingsOf(input).Any();

    public sealed override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        // Groups are set once: another such mistake would undo this one.
        return recipe.Facts.IsRegrouped ? [] :
            from views in GroupingsOf(recipe.Facts.Input)
            let facts = recipe.Facts.Regrouped(views.Groups, views.Parameters)
            where facts is not null
            select recipe with { Facts = facts };
    }

    /// <summary>Which elements share statistics, and parameters where those are others too; none where the layer does not lend itself to it.</summary>
    protected abstract IEnumerable<(GroupView Groups, GroupView? Parameters)> GroupingsOf(LayerInput input);
}
