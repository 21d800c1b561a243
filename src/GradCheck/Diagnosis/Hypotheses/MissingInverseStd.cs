using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The division by the standard deviation is missing.</summary>
internal sealed class MissingInverseStd : Hypothesis
{
    public override string Code => "missing_inverse_std";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Dmean];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        $"The division by the {recipe.Layer.Std()} is missing",
        $"xhat is {recipe.Layer.Centered()}, divided by the {recipe.Layer.Std()}, so the way back divides by it as well. The submission lacks that factor.",
        Equations.Closed,
        "Multiply by istd = 1 / sqrt(var + eps).",
        $"By what was {recipe.Layer.Centered()} divided in the forward pass, and where is that on the way back?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Factor = recipe.Factor.Times((made, g) => 1 / made.Istd[g]) }];
}
