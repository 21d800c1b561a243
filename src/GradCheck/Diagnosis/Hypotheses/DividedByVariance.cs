using System.Collections.Immutable;
using GradCheck.Comparison;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>x - mean is divided by the variance.</summary>
internal sealed class DividedByVariance : ForwardHypothesis
{
    public override string Code => "divided_by_variance";

    internal override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean];

    internal override Words Describe(TensorId tensor, Recipe recipe) => new(
        "x - mean is divided by the variance",
        "The square root is missing: x minus the mean is divided by the variance, not by the standard deviation.",
        Equations.Xhat,
        "Divide by the root: xhat = (x - mean) / sqrt(var + eps).",
        "If x is measured in metres, what is the unit of your xhat?");

    internal override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { Divisor = Divisor.Variance }];
}
