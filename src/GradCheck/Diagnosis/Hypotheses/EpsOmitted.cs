using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>eps is missing.</summary>
internal sealed class EpsOmitted : ForwardHypothesis
{
    public override string Code => "eps_omitted";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean];

    public override bool Applies(Layers.LayerInput input) => input.Options.Eps > 0;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "eps is missing",
        $"The {recipe.Layer.Variance()} stands under the root without eps. Where it is large that goes unnoticed; where it is near eps the numbers are far off, and where it is zero they are not finite.",
        Equations.Xhat,
        "Divide by sqrt(var + eps).",
        $"What happens to your code on a {recipe.Layer.Group()} whose {recipe.Layer.Variance()} is zero?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { EpsUse = EpsUse.Omitted }];
}
