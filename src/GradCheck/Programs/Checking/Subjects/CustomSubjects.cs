using GradCheck.Cases;

namespace GradCheck.Programs.Checking.Subjects;

/// <summary>A function that is no known layer: only its own forward pass can say what its gradients are.</summary>
internal static class CustomSubjects
{
    /// <summary>The subject of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="shapeOfOut">The shape of the output, known after a first run; null before.</param>
    public static Subject Of(ProgramRequest request, int[]? shapeOfOut)
    {
        var ingredients = request.Inputs.Select(input => request.Differentiate.Contains(input.Key) || input.Value.Shape.Rank > 0
            ? Made(input.Key, [.. input.Value.Shape.Sizes], [.. input.Value.Values], request.Differentiate.Contains(input.Key))
            : Scalar(input.Key, input.Value[0])).ToList();
        var random = new Pcg32(request.Seed, 4);
        var dout = request.Dout is { } given ? Snapshot.Of(given)
            : shapeOfOut is null ? null
            : new Snapshot(shapeOfOut, [.. Enumerable.Range(0, shapeOfOut.Aggregate(1, (a, b) => a * b)).Select(_ => random.Normal())]);
        return new()
        {
            Id = ProgramLayers.Custom,
            Title = "Custom function",
            ForwardNames = ["forward"],
            BackwardNames = ["backward"],
            Inputs = request.Differentiate,
            Trials = [new() { Name = "your inputs", Ingredients = ingredients, Dout = dout }],
        };
    }

    private static Ingredient Made(string name, int[] shape, double[] values, bool differentiable) =>
        differentiable ? Ingredient.Input(name, shape, values) : Ingredient.Constant(name, shape, values);

    /// <summary>A number that is whole is an int of Python, as a stride or a count has to be.</summary>
    private static Ingredient Scalar(string name, double value) =>
        double.IsInteger(value) && Math.Abs(value) < int.MaxValue ? Ingredient.Integer(name, (int)value) : Ingredient.Number(name, value);
}
