using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>eps stands outside the square root.</summary>
internal sealed class EpsOutsideRoot : ForwardHypothesis
{
    public override string Code => "eps_outside_root";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean];

    public override bool Applies(Layers.LayerInput input) => input.Options.Eps > 0;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "eps stands outside the square root",
        $"eps is added to the {recipe.Layer.Std()} instead of the {recipe.Layer.Variance()}.",
        Equations.Xhat,
        "Move eps under the root: sqrt(var + eps), not sqrt(var) + eps.",
        "Is eps added before or after the square root?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { EpsUse = EpsUse.OutsideRoot }];
}
