using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>eps is subtracted from the variance.</summary>
internal sealed class EpsSubtracted : ForwardHypothesis
{
    public override string Code => "eps_subtracted";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean];

    public override bool Applies(Layers.LayerInput input) => input.Options.Eps > 0;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        $"eps is subtracted from the {recipe.Layer.Variance()}",
        $"eps is subtracted under the root instead of added. Where the {recipe.Layer.Variance()} is below eps, the root of a negative number is NaN.",
        Equations.Xhat,
        "Add eps: sqrt(var + eps).",
        $"What is under your square root when the {recipe.Layer.Variance()} is zero?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { EpsUse = EpsUse.Subtracted }];
}
