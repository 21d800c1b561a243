using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance path is divided by another count than the variance: <c>m</c> for <c>m - 1</c>, or the other way round.</summary>
internal sealed class VariancePathOtherDdof : PathHypothesis
{
    public override string Code => "variance_path_other_ddof";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override bool Applies(Layers.LayerInput input) => base.Applies(input) && input.Groups.Size > 1;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance path has another divisor than the variance",
        recipe.Layer.Ddof == 1
            ? "The variance is the unbiased one, and its derivative keeps its divisor, one less than the number of elements. The submitted dx divides the variance path by the number itself."
            : "The variance is the biased one, and its derivative keeps its divisor, the number of elements. The submitted dx divides the variance path by one less.",
        Equations.VariancePath,
        $"Divide by what the variance divides by: the variance path is {recipe.Layer.VariancePathCode()}.",
        "By what does your variance divide, and by what its derivative?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        var (size, divisor) = (recipe.Facts.Size, recipe.Facts.VarDivisor);
        return [recipe with { Variance = recipe.Variance.Times((double)divisor / (size - (1 - recipe.Layer.Ddof))) }];
    }
}
