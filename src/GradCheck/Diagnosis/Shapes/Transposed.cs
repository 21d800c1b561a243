using GradCheck.Comparison;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Shapes;

/// <summary>Rows and columns are exchanged.</summary>
internal sealed class Transposed : ShapeMistake
{
    public override string Code => "transposed";

    public override ShapeReading? Read(Sight sight)
    {
        var (submitted, expected) = (sight.Submitted, sight.Expected.Shape);
        if (submitted.Shape.Rank != 2)
        {
            return null;
        }

        // A vector stood upright counts too.
        var turned = Turn(submitted);
        return turned.Shape.Equals(expected) || (turned.Shape[0] == 1 && expected.Equals(new Shape(turned.Shape[1])))
            ? new(Say(sight.Tensor), new(expected, turned.Values.ToArray()))
            : null;
    }

    /// <summary>A matrix with its rows and columns exchanged.</summary>
    internal static Tensor Turn(Tensor matrix)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        var turned = new double[matrix.Shape.Count];
        for (var k = 0; k < turned.Length; k++)
        {
            turned[k] = matrix[(k % rows * columns) + (k / rows)];
        }

        return new(new(columns, rows), turned);
    }

    internal static Words Say(TensorId tensor) => new(
        "Transposed",
        $"Rows and columns of {TensorNames.Of(tensor)} are exchanged.",
        Equations.Of(tensor),
        "Transpose it back, or drop the .T that turned it.",
        "Which axis of your answer counts the samples?");
}
