using GradCheck.Cases;
using GradCheck.Programs.Source;

namespace GradCheck.Programs.Checking.Subjects;

/// <summary>The other layers of the course: dense layers, losses, convolution and pooling.</summary>
internal static class CourseSubjects
{
    /// <summary>The ids, in the order of the course.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["affine", "relu", "dropout", "softmax_loss", "svm_loss", "conv", "max_pool"];

    /// <summary>The subject of an id.</summary>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    /// <param name="seed">The seed of the cases.</param>
    public static Subject Of(string id, ulong seed)
    {
        var draw = new Draw(seed);
        return id switch
        {
            "affine" => Layer(id, "Affine layer", "affine", ["x", "w", "b"], ("ordinary data", Affine(draw, 4, 2, 3)), ("samples of three axes", Affine(draw, 3, 2, 4, 2))),
            "relu" => Layer(id, "ReLU", "relu", ["x"], ("ordinary data", [Ingredient.Input("x", [4, 5], draw.AwayFromZero(20))])),
            "dropout" => Dropout(draw),
            "softmax_loss" => Loss(id, "Softmax loss", draw),
            "svm_loss" => Loss(id, "Multiclass SVM loss", draw),
            "conv" => Conv(draw),
            "max_pool" => MaxPool(draw),
            _ => throw new ArgumentOutOfRangeException(nameof(id), id, "no such subject"),
        };
    }

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
        var (truth, dout) = References.Run(request.Layer, ingredients, isLoss ? null : shape => request.Dout is { } given ? [.. given.Values] : random.Normal(shape.Aggregate(1, (a, b) => a * b)));
        return Of(request.Layer, request.Seed) with
        {
            Trials = [new() { Name = "your inputs", Ingredients = ingredients, Dout = dout, Truth = truth }],
            Fringe = [],
        };
    }

    private static Subject Layer(string id, string title, string stem, string[] inputs, params (string Name, Ingredient[] Ingredients)[] cases) => new()
    {
        Id = id,
        Title = title,
        ForwardNames = [stem + "_forward"],
        BackwardNames = [stem + "_backward"],
        Inputs = inputs,
        Trials = [.. cases.Select(item => Trial(id, item.Name, item.Ingredients, new Draw(99)))],
    };

    private static Ingredient[] Affine(Draw draw, params int[] x)
    {
        var features = x.Skip(1).Aggregate(1, (a, b) => a * b);
        return
        [
            Ingredient.Input("x", x, draw.Normal(x[0] * features)),
            Ingredient.Input("w", [features, 5], draw.Normal(features * 5)),
            Ingredient.Input("b", [5], draw.Normal(5)),
        ];
    }

    private static Subject Dropout(Draw draw)
    {
        // As many as it takes to tell a share of 0.3 from the 0.38 of randn() > 0.3.
        int[] shape = [50, 60];
        var x = draw.AwayFromZero(3000);
        return new()
        {
            Id = "dropout",
            Title = "Inverted dropout",
            ForwardNames = ["dropout_forward"],
            BackwardNames = ["dropout_backward"],
            Inputs = ["x"],
            IsRandom = true,
            Trials =
            [
                new()
                {
                    Name = "p = 0.3",
                    Ingredients = [Ingredient.Input("x", shape, x), DropoutParameters("train", 0.3)],
                    Extras = [Ingredient.Number("p", 0.3), Ingredient.Text("mode", "train")],
                    Dout = new(shape, draw.Normal(3000)),
                    Fault = output => DropoutRules.CodeOf(x, output, 0.3),
                },
            ],
        };
    }

    /// <summary>The dictionary that the course passes to a dropout layer.</summary>
    public static Ingredient DropoutParameters(string mode, double p) =>
        Ingredient.Parameters("dropout_param", Ingredient.Text("mode", mode), Ingredient.Number("p", p), Ingredient.Integer("seed", 123));

    private static Subject Loss(string id, string title, Draw draw)
    {
        Ingredient[] Scores(double[] x) => [Ingredient.Input("x", [6, 4], x), Ingredient.Labels("y", [0, 3, 1, 2, 2, 0])];
        return new()
        {
            Id = id,
            Title = title,
            ForwardNames = [id, id.Replace("_loss", string.Empty, StringComparison.Ordinal), id + "_vectorized"],
            Inputs = ["x"],
            Trials = [Trial(id, "ordinary scores", Scores(draw.Normal(24)), null), Trial(id, "other scores", Scores(Array.ConvertAll(draw.Normal(24), score => 3 * score)), null)],
            Fringe = [("huge_scores", Trial(id, "scores in the thousands", Scores(Array.ConvertAll(draw.Normal(24), score => 2000 * score)), null))],
        };
    }

    private static Subject Conv(Draw draw)
    {
        Ingredient[] Arguments(int[] x, int[] w, int stride, int pad) =>
        [
            Ingredient.Input("x", x, draw.Normal(x.Aggregate(1, (a, b) => a * b))),
            Ingredient.Input("w", w, draw.Normal(w.Aggregate(1, (a, b) => a * b))),
            Ingredient.Input("b", [w[0]], draw.Normal(w[0])),
            Ingredient.Parameters("conv_param", Ingredient.Integer("stride", stride), Ingredient.Integer("pad", pad)),
        ];
        return new()
        {
            Id = "conv",
            Title = "Convolution",
            ForwardNames = ["conv_forward_naive", "conv_forward", "conv_forward_fast", "conv_forward_im2col"],
            BackwardNames = ["conv_backward_naive", "conv_backward", "conv_backward_fast", "conv_backward_im2col"],
            Inputs = ["x", "w", "b"],
            Trials = [Trial("conv", "windows that overlap, stride 2, pad 1, H and W different", Arguments([2, 3, 5, 7], [4, 3, 3, 3], 2, 1), new Draw(98))],
            Fringe = [("no_padding", Trial("conv", "pad = 0", Arguments([2, 2, 4, 5], [3, 2, 2, 3], 1, 0), new Draw(97)))],
        };
    }

    private static Subject MaxPool(Draw draw)
    {
        Ingredient[] Arguments(int[] x, int height, int width, int stride) =>
        [
            Ingredient.Input("x", x, draw.Normal(x.Aggregate(1, (a, b) => a * b))),
            Ingredient.Parameters("pool_param", Ingredient.Integer("pool_height", height), Ingredient.Integer("pool_width", width), Ingredient.Integer("stride", stride)),
        ];
        return new()
        {
            Id = "max_pool",
            Title = "Max pooling",
            ForwardNames = ["max_pool_forward_naive", "max_pool_forward", "maxpool_forward", "max_pool_forward_fast"],
            BackwardNames = ["max_pool_backward_naive", "max_pool_backward", "maxpool_backward", "max_pool_backward_fast"],
            Inputs = ["x"],
            Trials = [Trial("max_pool", "windows that overlap, stride 2, H and W different", Arguments([2, 3, 5, 7], 3, 3, 2), new Draw(96))],
            Fringe = [("windows_not_square", Trial("max_pool", "windows that are not square", Arguments([2, 2, 4, 6], 2, 3, 1), new Draw(95)))],
        };
    }

    private static Trial Trial(string id, string name, Ingredient[] ingredients, Draw? dout)
    {
        var (truth, incoming) = References.Run(id, ingredients, dout is null ? null : shape => dout.Normal(shape.Aggregate(1, (a, b) => a * b)));
        return new() { Name = name, Ingredients = ingredients, Dout = incoming, Truth = truth };
    }

    /// <summary>Numbers from a seed.</summary>
    private sealed class Draw(ulong seed)
    {
        private readonly Pcg32 random = new(seed, 7);

        public double[] Normal(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Normal())];

        /// <summary>No entry where a kink could be met, at 0.</summary>
        public double[] AwayFromZero(int count) => Array.ConvertAll(Normal(count), value => value + (value < 0 ? -0.1 : 0.1));
    }
}
