using System.Collections.Immutable;
using GradCheck.Arithmetic;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Another <c>eps</c> is used, which the numbers tell.</summary>
internal sealed class DifferentEps : ForwardHypothesis
{
    public override string Code => "different_eps";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Xhat, TensorId.Out, TensorId.Dx, TensorId.Dgamma, TensorId.Dvar, TensorId.Dmean];

    public override bool IsFixed => false;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "Another eps is used",
        $"The numbers are right for an eps of {NumberText.Rounded(recipe.EpsValue, 4)}, not for the {NumberText.Rounded(recipe.Facts.Eps, 4)} that was asked for.{Known(recipe.EpsValue)}",
        Equations.Xhat,
        "Use the eps that is passed in; do not hard-code it.",
        "Which eps does your code use, and which one is it given?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        Estimate.Eps(recipe, question);

    public override Recipe? Again(Recipe recipe, Recipe found) => recipe with { EpsValue = found.EpsValue };

    private static string Known(double eps) =>
        Near(eps, 1e-3) ? " That is the default of Keras."
        : Near(eps, 1e-5) ? " That is the default of CS231n and PyTorch."
        : Near(eps, 1e-8) ? " That is the usual eps of Adam, and of other places that guard a division."
        : string.Empty;

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-3 * b;
}
