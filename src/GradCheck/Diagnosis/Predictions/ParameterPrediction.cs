using GradCheck.Arithmetic;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>The gradients of the parameters under a recipe.</summary>
internal static class ParameterPrediction
{
    public static Prediction Dgamma(Recipe recipe) => OfParameters(recipe, k => SourceOf(recipe, k), k => SizeOf(recipe, k));

    public static Prediction Dbeta(Recipe recipe) => OfParameters(recipe, _ => 1, _ => 1);

    private static DoubleDouble SourceOf(Recipe recipe, int element)
    {
        var facts = recipe.Facts;
        var group = facts.Groups.GroupOf(element);
        var xhat = (facts.Xhat[element] * recipe.IstdRatio(group)) + recipe.Shift;
        return recipe.DgammaOf switch
        {
            DgammaOf.Xhat => xhat,
            DgammaOf.X => facts.Input.X[element],
            DgammaOf.Centered => facts.Xhat[element] / facts.Istd[group],
            DgammaOf.Gamma => facts.Input.Gamma[facts.Parameters.GroupOf(element)],
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
        var view = recipe.SumsEverything ? new GroupView(1, 1, facts.Parameters.Count) : recipe.SumsOfGroup ? OfGroups(facts) : facts.Parameters;
        var shared = recipe.SumsOfGroup ? facts.Parameters.Groups / view.Groups : 1;
        var (sums, sizes, factors) = (new double?[view.Groups], new double?[view.Groups], recipe.Factor.Of(recipe));
        return new(facts.Input.Gamma.Shape, p => Factor(p) * SumOf(p / shared % view.Groups), p => Math.Abs(Factor(p)) * SizeOf(p / shared % view.Groups));

        double SumOf(int group) => sums[group] ??= Sums.OfGroup(view, group, new Terms(k => view.IsLeftOut(recipe.LeftOut, k) ? 0 : source(k) * DoutOf(recipe, k))).High;

        double SizeOf(int group) => sizes[group] ??= Sums.OfGroup(view, group, new Terms(k => size(k) * Math.Abs(DoutOf(recipe, k)))).High;

        // A factor of one group is one of a parameter only where every parameter has a group of its own.
        double Factor(int p) => factors[facts.Groups == facts.Parameters ? p : 0] * recipe.GammaFactor(p);
    }

    // The channels of a group are neighbours.
    private static GroupView OfGroups(Ingredients facts)
    {
        var (view, groups) = (facts.Parameters, facts.Input.Options.Groups ?? facts.Parameters.Groups);
        return new(view.Outer, groups, view.Inner * (view.Groups / groups));
    }

    private static double DoutOf(Recipe recipe, int element) => recipe.DoutIsOne ? 1 : recipe.Facts.Input.Dout[element];

    private readonly struct Terms(Func<int, DoubleDouble> term) : Sums.ITerms
    {
        public DoubleDouble this[int element, int group] => term(element);
    }
}
