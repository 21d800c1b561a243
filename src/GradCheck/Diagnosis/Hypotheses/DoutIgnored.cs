using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>dout is ignored.</summary>
internal sealed class DoutIgnored : Hypothesis
{
    public override string Code => "dout_ignored";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dbeta, TensorId.Dgamma, TensorId.Dx, TensorId.Dxhat, TensorId.Dvar, TensorId.Dmean];

    public override bool ActsTogether => true;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "dout is ignored",
        "The numbers are those of a dout that is 1 everywhere: the gradient of the plain sum of out. The gradient that comes from the layers above is not used.",
        @"\frac{\partial L}{\partial x_i} = \sum_j \frac{\partial L}{\partial y_j} \frac{\partial y_j}{\partial x_i}",
        "Begin the chain rule with dout: dbeta = sum(dout), dgamma = sum(dout * xhat), dxhat = dout * gamma.",
        "Does your answer change when dout changes?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) => [recipe with { DxhatOf = DxhatOf.GammaAlone, DoutIsOne = true }];
}
