using System.Collections.Immutable;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using static GradCheck.Normalization.TensorId;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>Factors of a whole tensor.</summary>
internal static class FactorHypotheses
{
    public static ImmutableArray<Hypothesis> All { get; } =
    [
        new("missing_gamma", [Dx, Dxhat, Dvar, Dmean, Out], recipe => recipe with { DxhatOf = DxhatOf.DoutAlone, Scales = false }),
        new("gamma_applied_twice", [Dxhat, Dvar, Dmean, Dx], GammaTwice),
        new("includes_gamma", [Dgamma, Dbeta], recipe => recipe with { GammaPower = recipe.GammaPower + 1 }),
        new("missing_inverse_std", [Dx, Dmean], recipe => recipe with { Factor = recipe.Factor.Times((made, g) => 1 / made.Istd[g]) }),
        new("divided_by_std_twice", [Dx, Dmean], recipe => recipe with { Factor = recipe.Factor.Times((made, g) => made.Istd[g]) }),
        new("not_divided_by_m", [Dx, Mean, Var], (recipe, question) =>
            [recipe with { Factor = recipe.Factor.Times(question.Tensor == Var ? recipe.Facts.VarDivisor : recipe.Facts.Size) }])
        {
            Applies = input => input.StatisticsDependOnX,
        },
        new("divided_by_m_twice", [Dx, Mean, Var], recipe => recipe with { Factor = recipe.Factor.Times(1.0 / recipe.Facts.Size) })
        {
            Applies = input => input.StatisticsDependOnX,
        },
        new(
            "mean_instead_of_sum",
            [Dgamma, Dbeta],
            recipe => recipe with { Factor = recipe.Factor.Times(1.0 / recipe.Facts.Parameters.Size) }),
        new("sign_flipped", [Dx, Dgamma, Dbeta, Dxhat, Xhat], recipe => recipe with { Factor = recipe.Factor.Times(-1) }),
    ];

    // Where a group shares its gamma it may stand anywhere; elsewhere it matters whether it is inside the sums.
    private static IEnumerable<Recipe> GammaTwice(Recipe recipe, Question question)
    {
        var varies = recipe.Facts.Input.GammaVariesInGroup;
        if (varies && recipe.DxhatOf == DxhatOf.DoutAndGamma)
        {
            yield return recipe with { DxhatOf = DxhatOf.DoutAndGammaTwice };
        }

        if (!varies || question.Tensor == Dx)
        {
            yield return recipe with { GammaPower = recipe.GammaPower + 1 };
        }
    }
}
