using GradCheck.Comparison;
using GradCheck.Diagnosis.Recipes;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>Carries out a recipe: what each tensor would be.</summary>
internal static class Predictor
{
    /// <summary>What a tensor would be under a recipe.</summary>
    /// <param name="recipe">How it is computed.</param>
    /// <param name="tensor">The tensor.</param>
    public static Prediction Predict(Recipe recipe, TensorId tensor) => tensor switch
    {
        TensorId.Dx => BackwardPrediction.Dx(recipe),
        TensorId.Dxhat => BackwardPrediction.Dxhat(recipe),
        TensorId.Dvar => BackwardPrediction.Dvar(recipe),
        TensorId.Dmean => BackwardPrediction.Dmean(recipe),
        TensorId.Dgamma => ParameterPrediction.Dgamma(recipe),
        TensorId.Dbeta => ParameterPrediction.Dbeta(recipe),
        _ => ForwardPrediction.Of(recipe, tensor),
    };
}
