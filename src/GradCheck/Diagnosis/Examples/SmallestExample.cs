using System.Collections.Immutable;
using GradCheck.Diagnosis.Reports;
using GradCheck.Diagnosis.Search;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Examples;

/// <summary>Finds the smallest batch of small whole numbers on which a mistake shows in the first two digits.</summary>
/// <remarks>
/// Sizes are tried from the smallest on, a few batches of each, and the numbers of the first that shows the mistake are made
/// simpler while it still does. What is shown was computed on just this batch. The search is bounded by a count of batches.
/// </remarks>
internal static class SmallestExample
{
    private const int MostBatches = 160;
    private const int BatchesOfSize = 8;

    // Where eps is the matter, it is of the size of a variance.
    private const double LargeEps = 1;

    /// <summary>The example of mistakes that explain a tensor; null where none was found.</summary>
    /// <param name="candidate">The mistakes.</param>
    /// <param name="bench">The batch that they were found on.</param>
    /// <param name="tensor">The tensor.</param>
    public static WorkedExample? Of(Candidate candidate, Bench bench, TensorId tensor)
    {
        var (rehearsal, like) = (Rehearsal.Of(candidate, bench, tensor), bench.Pass.Input);
        var (batch, eps, tried) = (new ExampleBatch(like), rehearsal.IsOfEps ? LargeEps : like.Options.Eps, 0);
        foreach (var (shape, groups) in Sizes.Of(like.Layer))
        {
            for (var attempt = 0; attempt < BatchesOfSize; attempt++)
            {
                if (tried++ == MostBatches)
                {
                    return null;
                }

                if (batch.Next(shape, groups, eps, attempt) is var input && Shows(input))
                {
                    input = ExampleBatch.Shrink(input, Shows);
                    return rehearsal.On(input) is var (wrong, right) ? Describe(input, tensor, wrong, right) : null;
                }
            }
        }

        return null;

        bool Shows(LayerInput input) => rehearsal.On(input) is var (wrong, right) && Plainness.Shows(wrong, right);
    }

    private static WorkedExample Describe(LayerInput input, TensorId tensor, Tensor wrong, Tensor right)
    {
        var isForward = tensor is TensorId.Mean or TensorId.Var or TensorId.Xhat or TensorId.Out or TensorId.RunningMean or TensorId.RunningVar;
        var inputs = ImmutableArray.CreateBuilder<NamedTensor>();
        inputs.Add(new("x", input.X));
        inputs.Add(new("gamma", input.Gamma));
        inputs.Add(new("beta", input.Beta));
        if (!isForward)
        {
            inputs.Add(new("dout", input.Dout));
        }

        var numbers = ImmutableArray.CreateBuilder<NamedNumber>();
        numbers.Add(new("eps", input.Options.Eps));
        if (input.Options.Groups is { } groups)
        {
            numbers.Add(new("groups", groups));
        }

        if (input.Options.Running is { } running)
        {
            inputs.Add(new("running_mean", running.Mean));
            inputs.Add(new("running_var", running.Var));
            numbers.Add(new("momentum", input.Options.Momentum));
        }

        return new()
        {
            Inputs = inputs.ToImmutable(),
            Numbers = numbers.ToImmutable(),
            Of = TensorNames.Of(tensor),
            Wrong = new(right.Shape, wrong.Values.ToArray()),
            Right = right,
        };
    }
}
