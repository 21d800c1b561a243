using GradCheck.Diagnosis.Recipes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>The backward pass into <c>x</c> under a recipe.</summary>
internal static class BackwardPrediction
{
    public static Prediction Dx(Recipe recipe)
    {
        var facts = recipe.Facts;
        var (view, sums, factor) = (facts.Groups, recipe.Sums, recipe.ElementFactor());
        var (hasVariance, hasMean) = (facts.Input.StatisticsDependOnX, facts.Input.StatisticsDependOnX && facts.Input.Layer.SubtractsMean);
        var directs = recipe.Direct.Of(recipe);
        var variances = hasVariance ? recipe.Variance.Of(recipe) : None();
        var means = hasMean ? recipe.Mean.Of(recipe) : None();
        GroupValues None() => new(view.Groups, static _ => 0);

        return new(facts.Input.X.Shape, Value, Terms);

        double Value(int k)
        {
            var g = view.GroupOf(k);
            var istd = recipe.Istd[g];

            // A path that is left out stays out, even where its value would be infinite.
            double dx = 0;
            dx += directs[g] == 0 ? 0 : directs[g] * facts.Dxhat(recipe.DxhatOf, k) * istd;
            dx -= variances[g] == 0 ? 0 : variances[g] * istd / facts.VarDivisor * facts.Xhat[k].High * recipe.IstdRatio(g) * sums.Projection(k);
            dx -= means[g] == 0 ? 0 : means[g] * istd / view.Size * sums.Sum(k);
            return factor(k) * dx;
        }

        double Terms(int k)
        {
            var g = view.GroupOf(k);
            var direct = Math.Abs(directs[g]) * sums.LargestDxhat[g];
            var variance = Math.Abs(variances[g] * recipe.IstdRatio(g)) * facts.LargestXhat[g] * sums.ProjectionSize(k) / facts.VarDivisor;
            var mean = Math.Abs(means[g]) * sums.SumSize(k) / view.Size;
            return Math.Abs(factor(k) * recipe.Istd[g]) * Math.Max(direct, Math.Max(variance, mean));
        }
    }

    public static Prediction Dxhat(Recipe recipe)
    {
        var (facts, factor) = (recipe.Facts, recipe.ElementFactor());
        var largest = recipe.Sums.LargestDxhat;
        return new(
            facts.Input.X.Shape,
            k => factor(k) * facts.Dxhat(recipe.DxhatOf, k),
            k => Math.Abs(factor(k)) * largest[facts.Groups.GroupOf(k)]);
    }

    public static Prediction Dvar(Recipe recipe)
    {
        var (facts, sums, variances) = (recipe.Facts, recipe.Sums, recipe.Variance.Of(recipe));
        return OfGroups(
            recipe,
            (g, first) => -0.5 * recipe.Istd[g] * recipe.Istd[g] * variances[g] * sums.Projection(first),
            g => 0.5 * recipe.Istd[g] * recipe.Istd[g] * recipe.IstdRatio(g) * variances[g] * facts.Size * sums.LargestDxhat[g] * facts.LargestXhat[g]);
    }

    public static Prediction Dmean(Recipe recipe)
    {
        var (facts, sums, means) = (recipe.Facts, recipe.Sums, recipe.Mean.Of(recipe));
        return OfGroups(
            recipe,
            (g, first) => -recipe.Istd[g] * means[g] * sums.Sum(first),
            g => recipe.Istd[g] * means[g] * facts.Size * sums.LargestDxhat[g]);
    }

    private static Prediction OfGroups(Recipe recipe, Func<int, int, double> value, Func<int, double> terms)
    {
        // What the sums of a group are is asked of its first element.
        var (view, factor) = (recipe.Facts.Groups, recipe.ElementFactor());
        return new(
            new Shape(view.Groups),
            g => factor(view.FirstOf(g)) * value(g, view.FirstOf(g)),
            g => Math.Abs(factor(view.FirstOf(g)) * terms(g)));
    }
}
