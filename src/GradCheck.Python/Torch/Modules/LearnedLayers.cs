using GradCheck.Python.Arrays;
using GradCheck.Python.Classes;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Text;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Modules;

/// <summary>Layers with parameters; those that torch draws are drawn here as well, but are not torch's.</summary>
internal static class LearnedLayers
{
    private const string Norm = "num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True";
    private const string Convolution = "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros'";

    private static readonly string[] ConvolutionNames = ["weight", "bias", "stride", "padding", "dilation", "groups"];

    public static readonly IReadOnlyList<Layer> All =
    [
        new("Linear", "in_features, out_features, bias=True", (context, self, inputs) => Layer.Call(context, "linear", inputs, Layer.Given(self, "weight"), Layer.Given(self, "bias")), Linear, Told("Linear", "in_features", "out_features")),
        new("Conv1d", Convolution, (context, self, inputs) => Convolve(context, self, inputs, "conv1d"), (context, self, a) => Kernels(context, self, a, 1)),
        new("Conv2d", Convolution, (context, self, inputs) => Convolve(context, self, inputs, "conv2d"), (context, self, a) => Kernels(context, self, a, 2)),
        new("BatchNorm1d", Norm, (context, self, inputs) => Normalize(context, self, inputs, "2D or 3D", rank => rank is 2 or 3), Running),
        new("BatchNorm2d", Norm, (context, self, inputs) => Normalize(context, self, inputs, "4D", rank => rank == 4), Running),
        new("LayerNorm", "normalized_shape, eps=1e-05, elementwise_affine=True", (context, self, inputs) =>
            Layer.Call(context, "layer_norm", inputs, Layer.Given(self, "normalized_shape"), Layer.Given(self, "weight"), Layer.Given(self, "bias"), Layer.Given(self, "eps")), (context, self, a) =>
        {
            var shape = Arguments.Ints(context, a["normalized_shape"]);
            self.Keep(context, "normalized_shape", new TupleValue([.. shape.Select(size => IntegerValue.Of(size))]));
            Affine(context, self, shape, a.Flag("elementwise_affine"));
        }),
        new("GroupNorm", "num_groups, num_channels, eps=1e-05, affine=True", (context, self, inputs) =>
            Layer.Call(context, "group_norm", inputs, Layer.Given(self, "num_groups"), Layer.Given(self, "weight"), Layer.Given(self, "bias"), Layer.Given(self, "eps")), (context, self, a) => Affine(context, self, [a.Int(context, "num_channels")], a.Flag("affine"))),
        new("Embedding", "num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False", (context, self, inputs) => Layer.Call(context, "embedding", inputs, Layer.Given(self, "weight")), (context, self, a) =>
            Learn(context, self, "weight", Drawn(context, [a.Int(context, "num_embeddings"), a.Int(context, "embedding_dim")], numbers => numbers.NextGauss()))),
    ];

    private static LibraryFunction Told(string name, params string[] attributes) => new($"torch.nn.{name}.extra_repr", "self", "What is printed of it in parentheses.", (context, a) =>
    {
        var self = (InstanceValue)a["self"];
        return new StringValue(string.Join(", ", attributes.Select(attribute => $"{attribute}={ValueText.Repr(context, self.Own(attribute)!)}").Append($"bias={(self.Own("bias") is NdArray ? "True" : "False")}")));
    });

    private static void Linear(CallContext context, InstanceValue self, BoundArguments a)
    {
        int inputs = a.Int(context, "in_features"), outputs = a.Int(context, "out_features");
        Uniform(context, self, [outputs, inputs], inputs, a);
    }

    private static void Kernels(CallContext context, InstanceValue self, BoundArguments a, int axes)
    {
        int channels = a.Int(context, "in_channels"), outputs = a.Int(context, "out_channels"), groups = a.Int(context, "groups");
        if (a["padding_mode"] is not StringValue { Value: "zeros" })
        {
            throw Errors.Unsupported("convolutions with another padding_mode than 'zeros' are outside of the subset", context.Span);
        }

        var kernel = Arguments.Ints(context, a["kernel_size"]);
        kernel = kernel.Length == 1 ? [.. Enumerable.Repeat(kernel[0], axes)] : kernel;
        int[] shape = [outputs, channels / Math.Max(1, groups), .. kernel];
        Uniform(context, self, shape, (int)Shapes.Count(shape.AsSpan(1)), a);
    }

    private static Value Convolve(CallContext context, InstanceValue self, IReadOnlyList<Value> inputs, string name) =>
        Layer.Call(context, name, inputs, [.. ConvolutionNames.Select(parameter => Layer.Given(self, parameter))]);

    private static void Running(CallContext context, InstanceValue self, BoundArguments a)
    {
        int[] shape = [a.Int(context, "num_features")];
        Affine(context, self, shape, a.Flag("affine"));
        if (a.Flag("track_running_stats"))
        {
            ModuleTree.AddBuffer(context, self, "running_mean", TensorValues.New(context, Filled(context, shape, 0)));
            ModuleTree.AddBuffer(context, self, "running_var", TensorValues.New(context, Filled(context, shape, 1)));
            ModuleTree.AddBuffer(context, self, "num_batches_tracked", new TorchTensor(NdArray.Of([], DType.Int64, [0L])));
        }
    }

    private static Value Normalize(CallContext context, InstanceValue self, IReadOnlyList<Value> inputs, string wanted, Func<int, bool> fits)
    {
        if (inputs is [NdArray input, ..] && !fits(input.Rank))
        {
            throw Errors.Python("ValueError", ErrorCodes.ShapeMismatch, $"expected {wanted} input (got {input.Rank}D input)", context.Span);
        }

        var isTraining = ModuleMethods.IsTraining(self) || self.Own("running_mean") is null;
        if (ModuleMethods.IsTraining(self) && self.Own("num_batches_tracked") is TorchTensor { DType: DType.Int64 } count)
        {
            count.Storage.Integers[count.Offset]++;
        }

        return Layer.Call(context, "batch_norm", inputs,
            Layer.Given(self, "running_mean"), Layer.Given(self, "running_var"), Layer.Given(self, "weight"), Layer.Given(self, "bias"), new("training", BooleanValue.Of(isTraining)), Layer.Given(self, "momentum"), Layer.Given(self, "eps"));
    }

    private static void Affine(CallContext context, InstanceValue self, int[] shape, bool isAffine)
    {
        Learn(context, self, "weight", isAffine ? Filled(context, shape, 1) : null);
        Learn(context, self, "bias", isAffine ? Filled(context, shape, 0) : null);
    }

    private static void Uniform(CallContext context, InstanceValue self, int[] shape, int inputs, BoundArguments a)
    {
        var bound = inputs > 0 ? 1 / Math.Sqrt(inputs) : 0;
        Learn(context, self, "weight", Drawn(context, shape, numbers => bound * ((2 * numbers.NextDouble()) - 1)));
        Learn(context, self, "bias", a.Flag("bias") ? Drawn(context, [shape[0]], numbers => bound * ((2 * numbers.NextDouble()) - 1)) : null);
    }

    private static void Learn(CallContext context, InstanceValue self, string name, NdArray? values) =>
        self.Keep(context, name, values is null ? NoneValue.Instance : ParameterFunctions.Of(context, TensorValues.New(context, values)));

    private static NdArray Filled(CallContext context, int[] shape, double value)
    {
        var made = new double[Shapes.Charge(context, shape)];
        Array.Fill(made, value);
        return NdArray.Of(shape, made);
    }

    private static NdArray Drawn(CallContext context, int[] shape, Func<Builtins.MersenneTwister, double> draw)
    {
        var state = context.Session.State<TorchState>();
        if (state.Told.Add("random"))
        {
            context.Session.Warn("the random numbers of torch here are not those that torch draws: what depends on them has other values", context.Span);
        }

        return RandomNumbers.Draw(context, state.Generator, shape, draw);
    }
}
