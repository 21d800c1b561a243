using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>The forward pass under a recipe.</summary>
internal static class ForwardPrediction
{
    public static Prediction Of(Recipe recipe, TensorId tensor) => tensor switch
    {
        TensorId.Xhat => Xhat(recipe),
        TensorId.Out => Out(recipe),
        TensorId.Mean => OfGroups(recipe, g => recipe.MeanFactor * recipe.Facts.Mean[g], g => ErrorTerms(recipe, TensorId.Mean, g)),
        TensorId.Var => OfGroups(recipe, recipe.VarOf, g => ErrorTerms(recipe, TensorId.Var, g) * Math.Max(1, recipe.VarOf(g) / (recipe.Facts.Var[g] + recipe.Facts.Eps))),
        TensorId.RunningMean => Running(recipe, tensor, recipe.Facts.Input.Options.Running!.Mean, g => recipe.MeanFactor * recipe.Facts.Mean[g]),
        _ => Running(recipe, tensor, recipe.Facts.Input.Options.Running!.Var, g => RunningSample(recipe, g)),
    };

    private static Prediction Xhat(Recipe recipe)
    {
        var (facts, view, factor) = (recipe.Facts, recipe.Facts.Groups, recipe.ElementFactor());
        return new(
            facts.Input.X.Shape,
            k => factor(k) * XhatOf(recipe, k),
            k => Math.Abs(factor(k)) * facts.LargestXhat[view.GroupOf(k)] * recipe.IstdRatio(view.GroupOf(k)));
    }

    private static Prediction Out(Recipe recipe)
    {
        var (facts, view, parameters) = (recipe.Facts, recipe.Facts.Groups, recipe.Facts.Parameters);
        var (gamma, beta, factor) = (facts.Input.Gamma, facts.Input.Beta, recipe.ElementFactor());
        return new(facts.Input.X.Shape, Value, Terms);

        double Value(int k)
        {
            var p = parameters.GroupOf(k);
            return factor(k) * (((recipe.Scales ? gamma[p] : 1) * XhatOf(recipe, k)) + (recipe.Shifts ? beta[p] : 0));
        }

        double Terms(int k)
        {
            var p = parameters.GroupOf(k);
            var xhat = facts.LargestXhat[view.GroupOf(k)] * recipe.IstdRatio(view.GroupOf(k));
            return Math.Abs(factor(k)) * Math.Max((recipe.Scales ? Math.Abs(gamma[p]) : 1) * xhat, Math.Abs(beta[p]));
        }
    }

    private static double XhatOf(Recipe recipe, int element)
    {
        var facts = recipe.Facts;
        return (facts.Xhat[element].High * recipe.IstdRatio(facts.Groups.GroupOf(element))) + recipe.Shift;
    }

    private static Prediction Running(Recipe recipe, TensorId tensor, Tensor old, Func<int, double> sample)
    {
        var momentum = recipe.Momentum ?? recipe.Facts.Input.Options.ShareOfOld;
        return OfGroups(
            recipe,
            g => (momentum * old[g]) + ((1 - momentum) * sample(g)),
            g => Math.Max(ErrorTerms(recipe, tensor, g), (momentum * Math.Abs(old[g])) + ((1 - momentum) * Math.Abs(sample(g)))));
    }

    private static double RunningSample(Recipe recipe, int group)
    {
        var input = recipe.Facts.Input;
        var variance = recipe.VarOf(group) * input.VarDivisor / input.RunningVarDivisor;
        return recipe.RunningSample?.Invoke(variance, recipe.EpsValue) ?? variance;
    }

    private static double ErrorTerms(Recipe recipe, TensorId tensor, int group) => recipe.Facts.Reference.ScaleOf(tensor).Terms[group];

    private static Prediction OfGroups(Recipe recipe, Func<int, double> value, Func<int, double> terms)
    {
        var factor = recipe.Factor.Of(recipe);
        return new(new(recipe.Facts.Groups.Groups), g => factor[g] * value(g), g => Math.Abs(factor[g]) * terms(g));
    }
}
