using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Examples;

/// <summary>Batches of small whole numbers, the same each time.</summary>
internal sealed class ExampleBatch(LayerInput like)
{
    private static readonly int[] Simplest = [0, 1, -1, 2, -2, 3];

    // A sign or a lost entry would be another mistake.
    private static readonly int[] Factors = [1, 2, 3];

    private readonly Pcg32 random = new(1, 1);

    /// <summary>A batch of a shape.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="groups">The number of groups, for a layer that takes one.</param>
    /// <param name="eps">The <c>eps</c>.</param>
    /// <param name="attempt">Which one it is: the first have a gamma of 1 and a beta of 0.</param>
    public LayerInput Next(Shape shape, int? groups, double eps, int attempt)
    {
        var parameters = like.Layer.ParameterShapesOf(shape)[0];
        var running = like.Options.Running is null ? null : new RunningStatistics(Whole(new(RunningSize(shape)), -1, 2), Whole(new(RunningSize(shape)), 1, 4));
        return new(
            like.Layer,
            Whole(shape, -3, 3),
            attempt % 2 == 0 ? Tensor.Full(parameters, 1) : Whole(parameters, 1, 3),
            attempt % 4 == 3 ? Whole(parameters, -2, 2) : Tensor.Full(parameters, 0),
            Whole(shape, -3, 3),
            like.Options with { Eps = eps, Groups = groups, Running = running });
    }

    /// <summary>The same batch with simpler numbers, as long as it still shows what it has to.</summary>
    /// <param name="input">The batch.</param>
    /// <param name="shows">Whether a batch does.</param>
    public static LayerInput Shrink(LayerInput input, Func<LayerInput, bool> shows)
    {
        input = Shrink(input, input.Beta, (made, beta) => made.With(beta: beta), shows);
        input = Shrink(input, input.Gamma, (made, gamma) => made.With(gamma: gamma), shows, Factors);
        input = Shrink(input, input.X, (made, x) => made.With(x: x), shows);
        return Shrink(input, input.Dout, (made, dout) => made.With(dout: dout), shows);
    }

    private static LayerInput Shrink(LayerInput input, Tensor tensor, Func<LayerInput, Tensor, LayerInput> with, Func<LayerInput, bool> shows, int[]? simplest = null)
    {
        for (var k = 0; k < tensor.Shape.Count; k++)
        {
            foreach (var simpler in (simplest ?? Simplest).TakeWhile(value => value != tensor[k]))
            {
                var smaller = tensor.With(k, simpler);
                if (shows(with(input, smaller)))
                {
                    (tensor, input) = (smaller, with(input, smaller));
                    break;
                }
            }
        }

        return input;
    }

    private int RunningSize(Shape shape) => like.Layer.GroupsOf(shape).Groups;

    private Tensor Whole(Shape shape, int least, int most)
    {
        var values = new double[shape.Count];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = random.Whole(least, most);
        }

        return new(shape, values);
    }
}
