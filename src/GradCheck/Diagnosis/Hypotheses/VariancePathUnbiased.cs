using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Layers;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance path is divided by m - 1.</summary>
internal sealed class VariancePathUnbiased : PathHypothesis
{
    public override string Code => "variance_path_unbiased";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Dvar];

    internal override bool Applies(LayerInput input) => base.Applies(input) && input.Groups.Size > 1;

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance path is divided by m - 1",
        "The forward pass divides the sum of squares by m, so its derivative has an m too. The submission has m - 1 there, as the unbiased variance would.",
        Equations.VariancePath,
        $"Divide by m in the backward pass as in the forward pass: {recipe.Layer.VariancePathCode()}.",
        "By what does your forward pass divide the sum of squares, and by what your backward pass?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Variance = recipe.Variance.Times(recipe.Facts.Size / (recipe.Facts.Size - 1.0)) }];
}
