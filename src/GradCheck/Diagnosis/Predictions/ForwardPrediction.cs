using GradCheck.Diagnosis.Recipes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>The forward pass under a recipe.</summary>
internal static class ForwardPrediction
{
    public static Prediction Of(Plan plan, TensorId tensor) => tensor switch
    {
        TensorId.Xhat => Xhat(plan),
        TensorId.Out => Out(plan),
        TensorId.Mean => OfGroups(plan, g => plan.Recipe.MeanFactor * plan.Facts.Mean[g], g => ErrorTerms(plan, TensorId.Mean, g)),
        TensorId.Var => OfGroups(plan, plan.VarOf, g => ErrorTerms(plan, TensorId.Var, g) * Math.Max(1, plan.VarOf(g) / (plan.Facts.Var[g] + plan.Facts.Eps))),
        TensorId.RunningMean => Running(plan, tensor, plan.Facts.Input.Options.Running!.Mean, g => plan.Recipe.MeanFactor * plan.Facts.Mean[g]),
        _ => Running(plan, tensor, plan.Facts.Input.Options.Running!.Var, g => RunningSample(plan, g)),
    };

    private static Prediction Xhat(Plan plan)
    {
        var (facts, view, factor) = (plan.Facts, plan.Facts.Groups, plan.ElementFactor());
        return new(
            facts.Input.X.Shape,
            k => factor(k) * XhatOf(plan, k),
            k => Math.Abs(factor(k)) * facts.LargestXhat[view.GroupOf(k)] * plan.IstdRatio(view.GroupOf(k)));
    }

    private static Prediction Out(Plan plan)
    {
        var (facts, view, parameters) = (plan.Facts, plan.Facts.Groups, plan.Facts.Parameters);
        var (gamma, beta, factor) = (facts.Input.Gamma, facts.Input.Beta, plan.ElementFactor());
        return new(facts.Input.X.Shape, Value, Terms);

        double Value(int k)
        {
            var p = parameters.GroupOf(k);
            return factor(k) * (((plan.Recipe.Scales ? gamma[p] : 1) * XhatOf(plan, k)) + (plan.Recipe.Shifts ? beta[p] : 0));
        }

        double Terms(int k)
        {
            var p = parameters.GroupOf(k);
            var xhat = facts.LargestXhat[view.GroupOf(k)] * plan.IstdRatio(view.GroupOf(k));
            return Math.Abs(factor(k)) * Math.Max((plan.Recipe.Scales ? Math.Abs(gamma[p]) : 1) * xhat, Math.Abs(beta[p]));
        }
    }

    private static double XhatOf(Plan plan, int element)
    {
        var facts = plan.Facts;
        return (facts.Xhat[element].High * plan.IstdRatio(facts.Groups.GroupOf(element))) + plan.Recipe.Normalizer.Shift;
    }

    private static Prediction Running(Plan plan, TensorId tensor, Tensor old, Func<int, double> sample)
    {
        var momentum = plan.Recipe.Momentum;
        return OfGroups(
            plan,
            g => (momentum * old[g]) + ((1 - momentum) * sample(g)),
            g => Math.Max(ErrorTerms(plan, tensor, g), (momentum * Math.Abs(old[g])) + ((1 - momentum) * Math.Abs(sample(g)))));
    }

    private static double RunningSample(Plan plan, int group)
    {
        var input = plan.Facts.Input;
        var variance = plan.VarOf(group) * input.VarDivisor / input.RunningVarDivisor;
        return plan.Recipe.RunningSample?.Invoke(variance, plan.Recipe.Normalizer.Eps) ?? variance;
    }

    private static double ErrorTerms(Plan plan, TensorId tensor, int group) => plan.Facts.Pass.ScaleOf(tensor).Terms[group];

    private static Prediction OfGroups(Plan plan, Func<int, double> value, Func<int, double> terms)
    {
        var factor = plan.Recipe.Factor.Of(plan);
        return new(new(plan.Facts.Groups.Groups), g => factor[g] * value(g), g => Math.Abs(factor[g]) * terms(g));
    }
}
