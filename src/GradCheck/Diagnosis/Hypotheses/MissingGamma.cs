using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>gamma is missing.</summary>
internal sealed class MissingGamma : Hypothesis
{
    public override string Code => "missing_gamma";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Dxhat, TensorId.Dvar, TensorId.Dmean, TensorId.Out];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "gamma is missing",
        "The scale gamma stands between xhat and out. The submission leaves it out: forward, out is scaled by it; backward, dxhat is dout scaled by it.",
        Equations.Dxhat,
        "Multiply by gamma: out = gamma * xhat + beta forward, dxhat = dout * gamma backward.",
        "By which parameter is xhat multiplied on its way to out, and where does it show up on the way back?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DxhatOf = DxhatOf.DoutAlone, Scales = false }];
}
