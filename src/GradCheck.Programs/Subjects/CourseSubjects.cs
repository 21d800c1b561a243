using GradCheck.Programs.Reports;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Subjects;

/// <summary>The other layers of the course: dense layers, losses, convolution and pooling.</summary>
internal static class CourseSubjects
{
    /// <summary>The ids, in the order of the course.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["affine", "relu", "dropout", "softmax_loss", "svm_loss", "conv", "max_pool"];

    /// <summary>The subject of an id.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    /// <param name="seed">The seed of the cases.</param>
    public static Subject Of(string id, ulong seed) => id switch
    {
        "affine" => Affine(seed),
        "relu" => Relu(seed),
        "dropout" => DropoutSubject.Of(seed),
        "softmax_loss" => Loss(id, "Softmax loss", seed),
        "svm_loss" => Loss(id, "Multiclass SVM loss", seed),
        "conv" => WindowSubjects.Conv(seed),
        "max_pool" => WindowSubjects.MaxPool(seed),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "no such subject"),
    };

    /// <summary>The inputs that a layer takes from a client, in the order of the course; none for a layer that takes none.</summary>
    public static IReadOnlyList<string> InputsOf(string id) => id switch
    {
        "affine" => ["x", "w", "b"],
        "relu" => ["x"],
        "softmax_loss" or "svm_loss" => ["x", "y"],
        "conv" => ["x", "w", "b", "stride", "pad"],
        "max_pool" => ["x", "pool_height", "pool_width", "stride"],
        _ => [],
    };

    /// <summary>The subject of a request with inputs of its own.</summary>
    /// <exception cref="ProgramException">The layer cannot be run on them.</exception>
    public static Subject Given(ProgramRequest request)
    {
        var inputs = request.Inputs.ToDictionary(input => input.Key, input => input.Value);
        Ingredient Array(string name) => Ingredient.Input(name, [.. inputs[name].Shape.Sizes], [.. inputs[name].Values]);
        Ingredient Whole(string name) => Ingredient.Integer(name, (int)inputs[name][0]);
        Ingredient[] ingredients = request.Layer switch
        {
            "conv" => [Array("x"), Array("w"), Array("b"), Ingredient.Parameters("conv_param", Whole("stride"), Whole("pad"))],
            "max_pool" => [Array("x"), Ingredient.Parameters("pool_param", Whole("pool_height"), Whole("pool_width"), Whole("stride"))],
            "softmax_loss" or "svm_loss" => [Array("x"), Ingredient.Labels("y", [.. inputs["y"].Values.ToArray().Select(label => (long)label)])],
            _ => [.. InputsOf(request.Layer).Select(Array)],
        };
        var isLoss = request.Layer.EndsWith("_loss", StringComparison.Ordinal);
        var random = new Draw(request.Seed);
        var (truth, dout) = References.Run(request.Layer, ingredients, isLoss ? null : shape => request.Dout is { } given ? [.. given.Values] : random.Normal(shape));
        return Of(request.Layer, request.Seed) with
        {
            Trials = [new() { Name = "your inputs", Ingredients = ingredients, Dout = dout, Truth = truth }],
            Limits = [],
            Fringe = [],
            HeldBackCases = Variations.HeldBack(request, Given),
        };
    }

    private static Subject Affine(ulong seed)
    {
        var draw = new Draw(seed);
        return new()
        {
            Id = "affine",
            Title = "Affine layer",
            ForwardNames = ["affine_forward"],
            BackwardNames = ["affine_backward"],
            Inputs = ["x", "w", "b"],
            Trials =
            [
                AffineOn("ordinary data", draw, 9, 4, 2, 3),
                AffineOn("samples of three axes", draw, 7, 3, 2, 5, 4),
                AffineOn("samples of one axis", draw, 4, 6, 9),
            ],
            Fringe = [("batch_of_one", AffineOn("a batch of one sample", draw, 4, 1, 2, 5))],
            HeldBackCases = new(() =>
            {
                var other = new Draw(~seed);
                return [AffineOn("data held back", other, 3, 5, 7, 2), AffineOn("data held back, of one axis", other, 8, 5, 3)];
            }),
        };
    }

    private static Trial AffineOn(string name, Draw draw, int outputs, params int[] x)
    {
        var features = x.Skip(1).Aggregate(1, (a, b) => a * b);
        return TrialOf("affine", name, draw,
            Ingredient.Input("x", x, draw.Normal(x)),
            Ingredient.Input("w", [features, outputs], draw.Normal(features * outputs)),
            Ingredient.Input("b", [outputs], draw.Normal(outputs)));
    }

    private static Subject Relu(ulong seed)
    {
        var draw = new Draw(seed);
        return new()
        {
            Id = "relu",
            Title = "ReLU",
            ForwardNames = ["relu_forward"],
            BackwardNames = ["relu_backward"],
            Inputs = ["x"],
            Trials = [ReluOn("ordinary data", draw, 4, 6), ReluOn("more rows than columns", draw, 7, 3), ReluOn("many columns", draw, 5, 11)],
            Fringe = [("batch_of_one", ReluOn("a batch of one sample", draw, 1, 6)), ("four_axes", ReluOn("a batch of images", draw, 3, 2, 5, 4))],
            HeldBackCases = new(() => [ReluOn("data held back", new(~seed), 8, 5)]),
        };
    }

    private static Trial ReluOn(string name, Draw draw, params int[] x) => TrialOf("relu", name, draw, Ingredient.Input("x", x, draw.AwayFromZero(x)));

    private static Subject Loss(string id, string title, ulong seed)
    {
        var draw = new Draw(seed);
        return new()
        {
            Id = id,
            Title = title,
            ForwardNames = [id, id.Replace("_loss", string.Empty, StringComparison.Ordinal), id + "_vectorized"],
            Inputs = ["x"],
            Trials = [LossOn(id, "ordinary scores", draw, 6, 4, 1), LossOn(id, "large scores", draw, 7, 3, 3), LossOn(id, "more classes than samples", draw, 5, 8, 1)],
            Fringe = [("huge_scores", LossOn(id, "scores in the thousands", draw, 6, 4, 2000)), ("batch_of_one", LossOn(id, "a batch of one sample", draw, 1, 4, 1))],
            HeldBackCases = new(() =>
            {
                var other = new Draw(~seed);
                return [LossOn(id, "scores held back", other, 8, 5, 2), LossOn(id, "scores held back, of many classes", other, 4, 9, 1)];
            }),
        };
    }

    private static Trial LossOn(string id, string name, Draw draw, int samples, int classes, double size) => TrialOf(id, name, null,
        Ingredient.Input("x", [samples, classes], Array.ConvertAll(draw.Normal(samples * classes), score => size * score)),
        Ingredient.Labels("y", draw.Labels(samples, classes)));

    /// <summary>A case with what the reference gives on it.</summary>
    /// <param name="id">The layer.</param>
    /// <param name="name">The case in words.</param>
    /// <param name="draw">Makes the gradient that comes in; null for a loss.</param>
    /// <param name="ingredients">The arguments.</param>
    public static Trial TrialOf(string id, string name, Draw? draw, params Ingredient[] ingredients)
    {
        var (truth, incoming) = References.Run(id, ingredients, draw is null ? null : draw.Normal);
        return new() { Name = name, Ingredients = ingredients, Dout = incoming, Truth = truth };
    }
}
