using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>beta is missing.</summary>
internal sealed class MissingBeta : Hypothesis
{
    public override string Code => "missing_beta";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Out];

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "beta is missing",
        "The shift beta is added after the scale. The submission leaves it out.",
        Equations.Out,
        "Add beta: out = gamma * xhat + beta.",
        "What is out where xhat is zero?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Shifts = false }];
}
