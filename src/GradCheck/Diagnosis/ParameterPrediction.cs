using GradCheck.Arithmetic;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis;

/// <summary>The gradients of the parameters under a recipe.</summary>
internal static class ParameterPrediction
{
    public static Prediction Dgamma(Recipe recipe) => OfParameters(recipe, k => SourceOf(recipe, k), k => SizeOf(recipe, k));

    public static Prediction Dbeta(Recipe recipe) => OfParameters(recipe, _ => 1, _ => 1);

    private static DoubleDouble SourceOf(Recipe recipe, int element)
    {
        var facts = recipe.Facts;
        var group = facts.Groups.GroupOf(element);
        var xhat = facts.Xhat[element] * recipe.IstdRatio(group);
        return recipe.DgammaOf switch
        {
            DgammaOf.Xhat => xhat,
            DgammaOf.X => facts.Input.X[element],
            DgammaOf.Centered => facts.Xhat[element] / facts.Istd[group],
            _ => (xhat * facts.Input.Gamma[facts.Parameters.GroupOf(element)]) + facts.Input.Beta[facts.Parameters.GroupOf(element)],
        };
    }

    // As in ErrorScale, xhat counts for at least 1.
    private static double SizeOf(Recipe recipe, int element)
    {
        var facts = recipe.Facts;
        var group = facts.Groups.GroupOf(element);
        var floor = recipe.DgammaOf switch
        {
            DgammaOf.Xhat => Math.Abs(recipe.IstdRatio(group)),
            DgammaOf.Centered => 1 / facts.Istd[group],
            DgammaOf.Out => Math.Abs(facts.Input.Gamma[facts.Parameters.GroupOf(element)] * recipe.IstdRatio(group)),
            _ => 0,
        };
        return Math.Max(floor, Math.Abs(SourceOf(recipe, element).High));
    }

    private static Prediction OfParameters(Recipe recipe, Func<int, DoubleDouble> source, Func<int, double> size)
    {
        var facts = recipe.Facts;
        var view = recipe.SumsEverything ? new GroupView(1, 1, facts.Parameters.Count) : facts.Parameters;
        var (sums, sizes, factors) = (new double?[view.Groups], new double?[view.Groups], recipe.Factor.Of(recipe));
        return new(facts.Input.Gamma.Shape, p => Factor(p) * SumOf(p % view.Groups), p => Math.Abs(Factor(p)) * SizeOf(p % view.Groups));

        double SumOf(int group) => sums[group] ??= Sums.OfGroup(view, group, new Terms(k => source(k) * DoutOf(recipe, k))).High;

        double SizeOf(int group) => sizes[group] ??= Sums.OfGroup(view, group, new Terms(k => size(k) * Math.Abs(DoutOf(recipe, k)))).High;

        // A factor of one group is one of a parameter only where every parameter has a group of its own.
        double Factor(int p) => factors[facts.Groups == facts.Parameters ? p : 0] * recipe.GammaFactor(p);
    }

    private static double DoutOf(Recipe recipe, int element) => recipe.DoutIsOne ? 1 : recipe.Facts.Input.Dout[element];

    private readonly struct Terms(Func<int, DoubleDouble> term) : Sums.ITerms
    {
        public DoubleDouble this[int element, int group] => term(element);
    }
}
