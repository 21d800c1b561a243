using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>eps is added to the quotient.</summary>
internal sealed class EpsAddedToQuotient : ForwardHypothesis
{
    public override string Code => "eps_added_to_quotient";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dgamma];

    public override bool Applies(LayerInput input) => input.Options.Eps > 0;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "eps is added after the division",
        $"The submission divides by the {recipe.Layer.Std()} alone and adds eps to the quotient, where it shifts the result and guards nothing.",
        Equations.Xhat,
        "Add eps to the variance, under the root: xhat = (x - mean) / sqrt(var + eps). Mind the parentheses.",
        "What is eps there to prevent, and where does it have to stand for that?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { EpsUse = EpsUse.AddedToQuotient }];
}
