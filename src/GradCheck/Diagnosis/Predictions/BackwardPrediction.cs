using GradCheck.Diagnosis.Recipes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>The backward pass into <c>x</c> under a recipe.</summary>
internal static class BackwardPrediction
{
    public static Prediction Dx(Plan plan)
    {
        var facts = plan.Facts;
        var (view, sums, factor) = (facts.Groups, plan.Sums, plan.ElementFactor());
        var (hasVariance, hasMean) = (facts.Input.StatisticsDependOnX, facts.Input.StatisticsDependOnX && facts.Input.Layer.SubtractsMean);
        var directs = plan.Recipe.Direct.Of(plan);
        var variances = hasVariance ? plan.Recipe.Variance.Of(plan) : None();
        var means = hasMean ? plan.Recipe.Mean.Of(plan) : None();
        GroupValues None() => new(view.Groups, static _ => 0);

        return new(facts.Input.X.Shape, Value, Terms);

        double Value(int k)
        {
            var g = view.GroupOf(k);
            var istd = plan.Istd[g];

            // A path that is left out stays out, even where its value would be infinite.
            double dx = 0;
            dx += directs[g] == 0 ? 0 : directs[g] * facts.Dxhat(plan.Recipe.DxhatOf, k) * istd;
            dx -= variances[g] == 0 ? 0 : variances[g] * istd / facts.VarDivisor * facts.Xhat[k].High * plan.IstdRatio(g) * sums.Projection(k);
            dx -= means[g] == 0 ? 0 : means[g] * istd / view.Size * sums.Sum(k);
            return factor(k) * dx;
        }

        double Terms(int k)
        {
            var g = view.GroupOf(k);
            var direct = Math.Abs(directs[g]) * sums.LargestDxhat[g];
            var variance = Math.Abs(variances[g] * plan.IstdRatio(g)) * facts.LargestXhat[g] * sums.ProjectionSize(k) / facts.VarDivisor;
            var mean = Math.Abs(means[g]) * sums.SumSize(k) / view.Size;
            return Math.Abs(factor(k) * plan.Istd[g]) * Math.Max(direct, Math.Max(variance, mean));
        }
    }

    public static Prediction Dxhat(Plan plan)
    {
        var (facts, factor) = (plan.Facts, plan.ElementFactor());
        var largest = plan.Sums.LargestDxhat;
        return new(
            facts.Input.X.Shape,
            k => factor(k) * facts.Dxhat(plan.Recipe.DxhatOf, k),
            k => Math.Abs(factor(k)) * largest[facts.Groups.GroupOf(k)]);
    }

    public static Prediction Dvar(Plan plan)
    {
        var (facts, sums, variances) = (plan.Facts, plan.Sums, plan.Recipe.Variance.Of(plan));
        return OfGroups(
            plan,
            (g, first) => -0.5 * plan.Istd[g] * plan.Istd[g] * variances[g] * sums.Projection(first),
            g => 0.5 * plan.Istd[g] * plan.Istd[g] * plan.IstdRatio(g) * variances[g] * facts.Size * sums.LargestDxhat[g] * facts.LargestXhat[g]);
    }

    public static Prediction Dmean(Plan plan)
    {
        var (facts, sums, means) = (plan.Facts, plan.Sums, plan.Recipe.Mean.Of(plan));
        return OfGroups(
            plan,
            (g, first) => -plan.Istd[g] * means[g] * sums.Sum(first),
            g => plan.Istd[g] * means[g] * facts.Size * sums.LargestDxhat[g]);
    }

    private static Prediction OfGroups(Plan plan, Func<int, int, double> value, Func<int, double> terms)
    {
        // What the sums of a group are is asked of its first element.
        var (view, factor) = (plan.Facts.Groups, plan.ElementFactor());
        return new(
            new Shape(view.Groups),
            g => factor(view.FirstOf(g)) * value(g, view.FirstOf(g)),
            g => Math.Abs(factor(view.FirstOf(g)) * terms(g)));
    }
}
