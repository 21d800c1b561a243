using GradCheck.Arithmetic;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>The gradients of the parameters under a recipe.</summary>
internal static class ParameterPrediction
{
    public static Prediction Dgamma(Plan plan) => OfParameters(plan, k => SourceOf(plan, k), k => SizeOf(plan, k));

    public static Prediction Dbeta(Plan plan) => OfParameters(plan, _ => 1, _ => 1);

    private static DoubleDouble SourceOf(Plan plan, int element)
    {
        var facts = plan.Facts;
        var group = facts.Groups.GroupOf(element);
        var xhat = (facts.Xhat[element] * plan.IstdRatio(group)) + plan.Recipe.Normalizer.Shift;
        return plan.Recipe.DgammaOf switch
        {
            DgammaOf.Xhat => xhat,
            DgammaOf.X => facts.Input.X[element],
            DgammaOf.Centered => facts.Xhat[element] / facts.Istd[group],
            DgammaOf.Gamma => facts.Input.Gamma[facts.Parameters.GroupOf(element)],
            _ => (xhat * facts.Input.Gamma[facts.Parameters.GroupOf(element)]) + facts.Input.Beta[facts.Parameters.GroupOf(element)],
        };
    }

    // As in ErrorScale, xhat counts for at least 1.
    private static double SizeOf(Plan plan, int element)
    {
        var facts = plan.Facts;
        var group = facts.Groups.GroupOf(element);
        var floor = plan.Recipe.DgammaOf switch
        {
            DgammaOf.Xhat => Math.Abs(plan.IstdRatio(group)),
            DgammaOf.Centered => 1 / facts.Istd[group],
            DgammaOf.Out => Math.Abs(facts.Input.Gamma[facts.Parameters.GroupOf(element)] * plan.IstdRatio(group)),
            _ => 0,
        };
        return Math.Max(floor, Math.Abs(SourceOf(plan, element).High));
    }

    private static Prediction OfParameters(Plan plan, Func<int, DoubleDouble> source, Func<int, double> size)
    {
        var facts = plan.Facts;
        var view = plan.Recipe.SumsEverything ? new GroupView(1, 1, facts.Parameters.Count) : plan.Recipe.SumsOfGroup ? OfGroups(facts) : facts.Parameters;
        var shared = plan.Recipe.SumsOfGroup ? facts.Parameters.Groups / view.Groups : 1;
        var (sums, sizes, factors) = (new double?[view.Groups], new double?[view.Groups], plan.Recipe.Factor.Of(plan));
        return new(facts.Input.Gamma.Shape, p => Factor(p) * SumOf(p / shared % view.Groups), p => Math.Abs(Factor(p)) * SizeOf(p / shared % view.Groups));

        double SumOf(int group) => sums[group] ??= Sums.OfGroup(view, group, new Terms(k => view.IsLeftOut(plan.Recipe.LeftOut, k) ? 0 : source(k) * DoutOf(plan, k))).High;

        double SizeOf(int group) => sizes[group] ??= Sums.OfGroup(view, group, new Terms(k => size(k) * Math.Abs(DoutOf(plan, k)))).High;

        // A factor of one group is one of a parameter only where every parameter has a group of its own.
        double Factor(int p) => factors[facts.Groups == facts.Parameters ? p : 0] * plan.GammaFactor(p);
    }

    // The channels of a group are neighbours.
    private static GroupView OfGroups(Ingredients facts)
    {
        var (view, groups) = (facts.Parameters, facts.Input.Options.Groups ?? facts.Parameters.Groups);
        return new(view.Outer, groups, view.Inner * (view.Groups / groups));
    }

    private static double DoutOf(Plan plan, int element) => plan.Recipe.DoutIsOne ? 1 : plan.Facts.Input.Dout[element];

    private readonly struct Terms(Func<int, DoubleDouble> term) : Sums.ITerms
    {
        public DoubleDouble this[int element, int group] => term(element);
    }
}
