using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>The standard deviation stands where the variance should.</summary>
internal sealed class StdInsteadOfVariance : ForwardHypothesis
{
    public override string Code => "std_instead_of_variance";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Var, TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean, TensorId.RunningVar];

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "The standard deviation stands where the variance should",
        "The name var holds a standard deviation, so the root is taken twice where it is used.",
        Equations.Var,
        "Store the variance, np.var, and take its root once, together with eps.",
        "Is your var a variance or a standard deviation? Compare it with np.var.");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { StdForVar = true }];
}
