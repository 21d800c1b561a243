namespace GradCheck.Programs.Subjects;

/// <summary>The other layers of the course: dense layers, losses, convolution and pooling.</summary>
public static class CourseLayers
{
    /// <summary>All of them, in the order of the course.</summary>
    public static IReadOnlyList<CourseLayer> All { get; } =
    [
        new()
        {
            Id = "affine",
            Title = "Affine layer",
            Inputs = [new("x", CourseInputKind.Array), new("w", CourseInputKind.Array), new("b", CourseInputKind.Array)],
            Differentiable = ["x", "w", "b"],
            ForwardNames = ["affine_forward"],
            BackwardNames = ["affine_backward"],
            Cases = CourseCases.Affine,
        },
        new()
        {
            Id = "relu",
            Title = "ReLU",
            Inputs = [new("x", CourseInputKind.Array)],
            ForwardNames = ["relu_forward"],
            BackwardNames = ["relu_backward"],
            Cases = CourseCases.Relu,
        },
        new()
        {
            Id = "dropout",
            Title = "Inverted dropout",
            HasTestMode = true,
            ForwardNames = ["dropout_forward"],
            BackwardNames = ["dropout_backward"],
            Cases = DropoutCases.Of,
        },
        Loss("softmax_loss", "Softmax loss"),
        Loss("svm_loss", "Multiclass SVM loss"),
        new()
        {
            Id = "conv",
            Title = "Convolution",
            Inputs =
            [
                new("x", CourseInputKind.Array),
                new("w", CourseInputKind.Array),
                new("b", CourseInputKind.Array),
                new("stride", CourseInputKind.Whole) { Dictionary = "conv_param" },
                new("pad", CourseInputKind.Whole) { Dictionary = "conv_param", Least = 0 },
            ],
            Differentiable = ["x", "w", "b"],
            ForwardNames = ["conv_forward_naive", "conv_forward", "conv_forward_fast", "conv_forward_im2col"],
            BackwardNames = ["conv_backward_naive", "conv_backward", "conv_backward_fast", "conv_backward_im2col"],
            Cases = WindowCases.Conv,
        },
        new()
        {
            Id = "max_pool",
            Title = "Max pooling",
            Inputs =
            [
                new("x", CourseInputKind.Array),
                new("pool_height", CourseInputKind.Whole) { Dictionary = "pool_param" },
                new("pool_width", CourseInputKind.Whole) { Dictionary = "pool_param" },
                new("stride", CourseInputKind.Whole) { Dictionary = "pool_param" },
            ],
            ForwardNames = ["max_pool_forward_naive", "max_pool_forward", "maxpool_forward", "max_pool_forward_fast"],
            BackwardNames = ["max_pool_backward_naive", "max_pool_backward", "maxpool_backward", "max_pool_backward_fast"],
            Cases = WindowCases.MaxPool,
        },
    ];

    /// <summary>The layer of an id; null for any other.</summary>
    /// <param name="id">The id.</param>
    public static CourseLayer? Find(string id) => All.FirstOrDefault(layer => layer.Id == id);

    private static CourseLayer Loss(string id, string title) => new()
    {
        Id = id,
        Title = title,
        Inputs = [new("x", CourseInputKind.Array), new("y", CourseInputKind.Labels)],
        ForwardNames = [id, id.Replace("_loss", string.Empty, StringComparison.Ordinal), id + "_vectorized"],
        Cases = CourseCases.Loss,
    };
}
