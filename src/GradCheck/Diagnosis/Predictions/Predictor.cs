using GradCheck.Diagnosis.Recipes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>Carries out a recipe: what each tensor would be.</summary>
internal static class Predictor
{
    /// <summary>What a tensor would be under a recipe.</summary>
    /// <param name="recipe">How it is computed.</param>
    /// <param name="tensor">The tensor.</param>
    public static Prediction Predict(Recipe recipe, TensorId tensor) => Predict(new Plan(recipe), tensor);

    private static Prediction Predict(Plan plan, TensorId tensor) => tensor switch
    {
        TensorId.Dx => BackwardPrediction.Dx(plan),
        TensorId.Dxhat => BackwardPrediction.Dxhat(plan),
        TensorId.Dvar => BackwardPrediction.Dvar(plan),
        TensorId.Dmean => BackwardPrediction.Dmean(plan),
        TensorId.Dgamma => ParameterPrediction.Dgamma(plan),
        TensorId.Dbeta => ParameterPrediction.Dbeta(plan),
        _ => ForwardPrediction.Of(plan, tensor),
    };
}
