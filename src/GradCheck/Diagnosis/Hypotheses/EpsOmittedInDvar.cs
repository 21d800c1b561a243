using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>eps is missing in dvar.</summary>
internal sealed class EpsOmittedInDvar : PathHypothesis
{
    public override string Code => "eps_omitted_in_dvar";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dvar, TensorId.Dx];

    public override bool Applies(Layers.LayerInput input) => base.Applies(input) && input.Options.Eps > 0;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "eps is missing in dvar",
        $"The forward pass divides by the root of the {recipe.Layer.Variance()} plus eps, and the power in dvar is taken of the {recipe.Layer.Variance()} alone. Where that is large it goes unnoticed; where it is near eps, or zero, it does not.",
        Equations.Dvar,
        "Use the same divisor as in the forward pass: (var + eps)**-1.5, or istd**3.",
        "What exactly stands under the root in the forward pass, and what in dvar?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        [recipe with { Variance = recipe.Variance.Times(WithoutEps) }];

    private static double WithoutEps(Recipe made, int group)
    {
        var ratio = 1 / Math.Sqrt(made.VarOf(group)) / made.Istd[group];
        return ratio * ratio * ratio;
    }
}
