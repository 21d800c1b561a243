using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The variance path is not divided by m.</summary>
internal sealed class VariancePathNotDividedByM : PathHypothesis
{
    public override string Code => "variance_path_not_divided_by_m";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The variance path is not divided by m",
        $"The {recipe.Layer.Variance()} is a mean of squares, so one entry of x moves it only by one part in m. The submitted dx leaves that division out.",
        Equations.VariancePath,
        $"Divide: the variance path is {recipe.Layer.VariancePathCode()}, where m is the number of elements of the group, {recipe.Layer.Count()}.",
        $"The {recipe.Layer.Variance()} is a mean over the group: what does its derivative keep from that?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Variance = recipe.Variance.Times(recipe.Facts.VarDivisor) }];
}
