using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>eps is missing in the backward pass: everywhere, on the direct and mean paths, or with <c>xhat</c> computed anew.</summary>
internal sealed class EpsOmittedInBackward : Hypothesis
{
    public override string Code => "eps_omitted_in_backward";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dx, TensorId.Dmean];

    public override bool Applies(Layers.LayerInput input) => input.Options.Eps > 0;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "eps is missing in the backward pass",
        $"The backward pass divides by the root of the {recipe.Layer.Variance()} alone, while the forward pass had eps under the root as well.",
        Equations.Closed,
        "Use the istd of the forward pass, 1 / sqrt(var + eps); keep it in the cache instead of computing it again.",
        $"Is the {recipe.Layer.Std()} of your backward pass the one that the forward pass divided by?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question)
    {
        yield return recipe with { Factor = recipe.Factor.Times(Ratio) };
        yield return recipe with
        {
            Direct = recipe.Direct.Times(Ratio),
            Mean = recipe.Mean.Times(Ratio),
        };
        yield return recipe with { EpsUse = EpsUse.Omitted };
    }

    private static double Ratio(Recipe made, int group) => 1 / Math.Sqrt(made.VarOf(group)) / made.Istd[group];
}
