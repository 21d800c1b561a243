using GradCheck.Layers;
using GradCheck.Programs.Names;
using GradCheck.Programs.Subjects;
using GradCheck.Tensors;

namespace GradCheck.Programs.Examples;

/// <summary>Small batches of the layers of the catalogue.</summary>
internal static class SmallNorms
{
    /// <summary>The most numbers in <c>x</c>.</summary>
    private const int Most = 12;

    private static readonly string[] Parameters = ["gamma", "beta"];

    /// <summary>The cases of a layer, the smallest first.</summary>
    /// <param name="usual">A case of the check: its layer, the shape of its parameters and its options are taken over.</param>
    /// <param name="inputs">The inputs that it takes gradients of: a program may do without gamma and beta.</param>
    public static IEnumerable<Trial> Of(Trial usual, IReadOnlyList<string> inputs)
    {
        var absent = Parameters.Except(inputs).ToHashSet();
        var batch = usual.Batch!;
        var layer = batch.Layer;
        var flat = usual.Truth!.Gradients["gamma"].Shape.Length == 1;
        var channels = layer.ParameterAxisList[0];
        return
            from sizes in SmallShapes.Of(layer.Rank, Most)
            let shape = new Shape(sizes)
            from groups in layer.TakesGroups ? Enumerable.Range(1, sizes[channels]).Where(count => sizes[channels] % count == 0).Select(count => (int?)count) : [null]
            from fill in Enumerable.Range(0, SmallNumbers.Fills)
            let trial = Made(layer, shape, batch.Options with { Groups = groups }, new(fill), flat, absent)
            where trial is not null
            select trial;
    }

    // A group without any spread says nothing of the layer.
    private static Trial? Made(Layer layer, Shape shape, LayerOptions usual, SmallNumbers numbers, bool flat, HashSet<string> absent)
    {
        var parameters = layer.ParameterShapesOf(shape)[0];
        var input = new LayerInput(
            layer,
            shape.Filled(numbers.Different),
            parameters.Filled(numbers.Scales),
            parameters.Filled(numbers.Shifts),
            shape.Filled(numbers.Incoming),
            usual with { Eps = numbers.Eps(LayerOptions.DefaultEps) });
        var trial = NormTrials.Of("a small batch", absent.Count == 0 ? input : NormTrials.WithoutParameters(input, absent), flat);
        return trial.Truth!.Stages[Role.Var].Forms[0].Values.Contains(0) ? null : trial;
    }

    private static Tensor Filled(this Shape shape, Func<int, double[]> numbers) => new(shape, numbers(shape.Count));
}
