using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Predictions;

/// <summary>What a tensor would be under a mistake, entry by entry, so that a wrong guess costs a few entries.</summary>
/// <param name="Shape">The shape it would have.</param>
/// <param name="Value">The value of an entry by its place in row-major order.</param>
/// <param name="Terms">The size of the terms that an entry is made of.</param>
internal sealed record Prediction(Shape Shape, Func<int, double> Value, Func<int, double> Terms)
{
    /// <summary>A prediction whose values are known already.</summary>
    public static Prediction Of(Shape shape, double[] values, double[] terms) => new(shape, k => values[k], k => terms[k]);

    /// <summary>The values, all of them.</summary>
    public Tensor ToTensor()
    {
        var values = new double[Shape.Count];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = Value(k);
        }

        return new(Shape, values);
    }
}
