using GradCheck.Tensors;

namespace GradCheck.Diagnosis;

/// <summary>The backward pass into <c>x</c> under a recipe.</summary>
/// <remarks>
/// A forward pass whose <c>istd</c> is <c>r</c> times the right one has <c>r * xhat</c> too; with it the direct and mean
/// paths come out <c>r</c> times, the variance path <c>r^3</c> times.
/// </remarks>
internal static class BackwardPrediction
{
    public static Prediction Dx(Recipe recipe)
    {
        var facts = recipe.Facts;
        var (view, sums) = (facts.Groups, SumsOf(recipe));
        var flows = facts.Input.StatisticsDependOnX;
        var subtracts = flows && facts.Input.Layer.SubtractsMean;
        return new(facts.Input.X.Shape, Value, Terms);

        double Value(int k)
        {
            var g = view.GroupOf(k);
            var (ratio, istd) = (recipe.IstdRatio(g), recipe.Istd[g]);
            var (direct, variance, mean) = (recipe.Direct[g], recipe.Variance[g], recipe.Mean[g]);

            // A path that is left out stays out, even where its value would be infinite.
            double dx = 0;
            dx += direct == 0 ? 0 : direct * facts.Dxhat(recipe.DxhatOf, k) * istd;
            dx -= !flows || variance == 0 ? 0 : variance * istd / view.Size * (facts.Xhat[k].High * ratio) * (sums.Projection(k) * ratio);
            dx -= !subtracts || mean == 0 ? 0 : mean * istd / view.Size * sums.Sum(k);
            return Factor(recipe, k) * dx;
        }

        double Terms(int k)
        {
            var g = view.GroupOf(k);
            var (ratio, istd) = (Math.Abs(recipe.IstdRatio(g)), Math.Abs(recipe.Istd[g]));
            var direct = Math.Abs(recipe.Direct[g]) * sums.LargestDxhat[g];
            var (projection, sum) = recipe.SumsOver == SumsOver.Group
                ? (Math.Abs(sums.Projection(k)), Math.Abs(sums.Sum(k)))
                : (sums.LargestProjection, sums.LargestSum);
            var variance = flows ? Math.Abs(recipe.Variance[g]) * ratio * ratio * facts.LargestXhat[g] * projection / view.Size : 0;
            var mean = subtracts ? Math.Abs(recipe.Mean[g]) * sum / view.Size : 0;
            return Math.Abs(Factor(recipe, k)) * istd * Math.Max(direct, Math.Max(variance, mean));
        }
    }

    public static Prediction Dxhat(Recipe recipe)
    {
        var facts = recipe.Facts;
        var largest = SumsOf(recipe).LargestDxhat;
        return new(
            facts.Input.X.Shape,
            k => Factor(recipe, k) * facts.Dxhat(recipe.DxhatOf, k),
            k => Math.Abs(Factor(recipe, k)) * largest[facts.Groups.GroupOf(k)]);
    }

    public static Prediction Dvar(Recipe recipe)
    {
        var (facts, sums) = (recipe.Facts, SumsOf(recipe));
        return OfGroups(
            recipe,
            (g, first) => -0.5 * recipe.Istd[g] * recipe.Istd[g] * recipe.IstdRatio(g) * recipe.Variance[g] * sums.Projection(first),
            g => 0.5 * recipe.Istd[g] * recipe.Istd[g] * recipe.IstdRatio(g) * recipe.Variance[g] * facts.Size * sums.LargestDxhat[g] * facts.LargestXhat[g]);
    }

    public static Prediction Dmean(Recipe recipe)
    {
        var (facts, sums) = (recipe.Facts, SumsOf(recipe));
        return OfGroups(
            recipe,
            (g, first) => -recipe.Istd[g] * recipe.Mean[g] * sums.Sum(first),
            g => recipe.Istd[g] * recipe.Mean[g] * facts.Size * sums.LargestDxhat[g]);
    }

    private static Prediction OfGroups(Recipe recipe, Func<int, int, double> value, Func<int, double> terms)
    {
        // The first element of a group is in the first block.
        var inner = recipe.Facts.Groups.Inner;
        return new(
            new Shape(recipe.Facts.Groups.Groups),
            g => Factor(recipe, g * inner) * value(g, g * inner),
            g => Math.Abs(Factor(recipe, g * inner) * terms(g)));
    }

    private static BackwardSums SumsOf(Recipe recipe) => recipe.Facts.SumsOf(recipe.DxhatOf, recipe.SumsOver);

    private static double Factor(Recipe recipe, int element) =>
        recipe.Factor[recipe.Facts.Groups.GroupOf(element)] * ForwardPrediction.GammaFactor(recipe, recipe.Facts.Parameters.GroupOf(element));
}
