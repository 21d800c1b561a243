using GradCheck.Diagnosis.Observations;
using GradCheck.Mistakes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>The terms of a sum, not summed.</summary>
internal sealed class NotReduced : ShapeMistake
{
    public override string Code => "not_reduced";

    public override ShapeReading? Read(Sight sight)
    {
        var input = sight.Reference.Input;
        if (!sight.Submitted.Shape.Equals(input.X.Shape))
        {
            return null;
        }

        var view = sight.IsOfParameters ? input.Parameters : input.Groups;
        var isSum = sight.IsOfParameters || sight.Tensor is TensorId.Dvar or TensorId.Dmean;
        return new(
            new(
                "Not reduced",
                $"The shape is that of x, {input.X.Shape}, and should be {sight.Expected.Shape}: there is one value an element where there should be one for all elements that share it.",
                Equations.Of(sight.Tensor),
                $"Sum over the elements that share the value: {(sight.IsOfParameters ? input.Layer.ParameterSumAxis() : input.Layer.GroupAxis())}.",
                "How many values does this tensor have in the derivation, and how many in yours?"),
            isSum ? Tensor.Rounded(sight.Expected.Shape, Sums.Of(view, sight.Submitted.Values)) : null);
    }
}
