using GradCheck.Diagnosis.Observations;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>The terms of a sum, not summed.</summary>
internal sealed class NotReduced : ShapeMistake
{
    public override string Code => "not_reduced";

    public override ShapeReading? Read(Sight sight)
    {
        var input = sight.Pass.Input;
        if (!sight.Submitted.Shape.Equals(input.X.Shape))
        {
            return null;
        }

        var view = sight.IsOfParameters ? input.Parameters : input.Groups;
        var isSum = sight.IsOfParameters || sight.Tensor is TensorId.Dvar or TensorId.Dmean;
        return new(
            Told(sight),
            isSum ? Tensor.Rounded(sight.Expected.Shape, Sums.Of(view, sight.Submitted.Values)) : null);
    }
}
