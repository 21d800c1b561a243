using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;
using static GradCheck.Python.Torch.Functional.Calculation;

namespace GradCheck.Python.Torch.Functional;

/// <summary>What takes off a mean and divides by a deviation or a length.</summary>
internal static class Normalizations
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. Spelled("layer_norm", "input, normalized_shape, weight=None, bias=None, eps=1e-05, cudnn_enable=True", "Over the last axes of each sample.", (context, a) =>
            LayerNorm(context, a.Tensor(context, "input"), a["normalized_shape"] is IntegerValue
                ? throw Errors.Type("layer_norm(): argument 'normalized_shape' (position 2) must be tuple of ints, not int", context.Span)
                : Arguments.Ints(context, a["normalized_shape"]), a.Optional("weight"), a.Optional("bias"), a.Double(context, "eps"))),
        Function("batch_norm", "input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05", "Over all axes but that of the channels; in training the running values are updated.", (context, a) => BatchNorm(context, a)),
        TorchFunction.Function("batch_norm", "input, weight, bias, running_mean, running_var, training, momentum, eps, cudnn_enabled=True", "Over all axes but that of the channels.", (context, a) => BatchNorm(context, a)),
        Function("group_norm", "input, num_groups, weight=None, bias=None, eps=1e-05", "Over the channels of a group and all places.", GroupNorm),
        TorchFunction.Function("group_norm", "input, num_groups, weight=None, bias=None, eps=1e-05, cudnn_enabled=True", "Over the channels of a group and all places.", GroupNorm),
        Function("instance_norm", "input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-05", "Over the places of each channel of each sample.", (context, a) =>
        {
            var input = a.Tensor(context, "input");
            bool[] axes = [.. Enumerable.Range(0, input.Rank).Select(axis => axis >= 2)];
            return Affine(context, Standard(context, input, axes, a.Double(context, "eps")), a.Optional("weight"), a.Optional("bias"), 1);
        }),
        Function("normalize", "input, p=2.0, dim=1, eps=1e-12, out=None", "Divided by its norm along an axis.", (context, a) =>
        {
            var input = a.Tensor(context, "input");
            var norm = Norms.Of(context, input, a.Double(context, "p"), a["dim"], keep: true);
            return Over(context, input, TorchUfuncs.AtLeast.Apply(context, norm, NdArray.Scalar(a.Double(context, "eps"))));
        }),
        .. Spelled("cosine_similarity", "x1, x2, dim=1, eps=1e-08", "The cosine of the angle between vectors along an axis.", (context, a) =>
        {
            NdArray one = a.Tensor(context, "x1"), other = a.Tensor(context, "x2");
            var shape = Shapes.Broadcast(one, other);
            (one, other) = (Views.Broadcast(one, shape), Views.Broadcast(other, shape));
            var axes = One(shape.Length, a.Dim(context, shape.Length));
            NdArray Long(NdArray vector) => TorchUfuncs.AtLeast.Apply(context, TorchUfuncs.NormRoot.Apply(context, Sum(context, Times(context, vector, vector), axes)), NdArray.Scalar(a.Double(context, "eps")));
            return Over(context, Sum(context, Times(context, one, other), axes), Times(context, Long(one), Long(other)));
        }),
        .. Spelled("pairwise_distance", "x1, x2, p=2.0, eps=1e-06, keepdim=False", "The norm of the difference of vectors along the last axis.", (context, a) =>
            Norms.Of(context, Plus(context, Less(context, a.Tensor(context, "x1"), a.Tensor(context, "x2")), NdArray.Scalar(a.Double(context, "eps"))), a.Double(context, "p"), IntegerValue.Of(-1), a.Flag("keepdim"))),
    ];

    /// <summary>The layer norm over the last axes.</summary>
    public static NdArray LayerNorm(CallContext context, NdArray input, int[] shape, NdArray? weight, NdArray? bias, double eps)
    {
        var first = input.Rank - shape.Length;
        if (first < 0 || !Shapes.Same(input.Shape.AsSpan(first), shape))
        {
            throw TensorValues.Error($"Given normalized_shape={TorchWords.Of(shape)}, expected input with shape [*, {string.Join(", ", shape)}], but got input of size{TorchWords.Of(input.Shape)}", context.Span, ErrorCodes.ShapeMismatch);
        }

        var made = Standard(context, input, [.. Enumerable.Range(0, input.Rank).Select(axis => axis >= first)], eps);
        made = weight is null ? made : Times(context, made, weight);
        return bias is null ? made : Plus(context, made, bias);
    }

    private static NdArray BatchNorm(CallContext context, BoundArguments a)
    {
        var input = a.Tensor(context, "input", "batch_norm");
        var eps = a.Double(context, "eps");
        var isTraining = a.Flag("training");
        bool[] axes = [.. Enumerable.Range(0, input.Rank).Select(axis => axis != 1)];
        int channels = input.Rank > 1 ? input.Shape[1] : 1, count = input.Size / Math.Max(1, channels);
        foreach (var name in new[] { "running_mean", "running_var", "weight", "bias" })
        {
            if (a.Optional(name) is { } vector && vector.Size != channels)
            {
                throw TensorValues.Error($"{name} should contain {channels} elements not {vector.Size}", context.Span, ErrorCodes.ShapeMismatch);
            }
        }

        if (isTraining && count <= 1)
        {
            throw Errors.Value($"Expected more than 1 value per channel when training, got input size torch.Size({TorchWords.Of(input.Shape)})", context.Span);
        }

        if (!isTraining && a.Optional("running_mean") is { } mean && a.Optional("running_var") is { } spread)
        {
            var deviation = Root(context, Plus(context, Along(context, spread, input.Rank, 1), NdArray.Scalar(eps)));
            return Affine(context, Over(context, Less(context, input, Along(context, mean, input.Rank, 1)), deviation), a.Optional("weight"), a.Optional("bias"), 1);
        }

        var momentum = a.Has("momentum") ? a.Double(context, "momentum") : 0.1;
        Update(context, a.Optional("running_mean"), Reductions.Mean(context, input, axes, keep: false, "mean"), momentum);
        Update(context, a.Optional("running_var"), Reductions.Var(context, input, axes, keep: false, 1, isRoot: false, "var"), momentum);
        return Affine(context, Standard(context, input, axes, eps), a.Optional("weight"), a.Optional("bias"), 1);
    }

    private static NdArray GroupNorm(CallContext context, BoundArguments a)
    {
        var input = a.Tensor(context, "input", "group_norm");
        var groups = a.Int(context, "num_groups");
        var channels = input.Rank > 1 ? input.Shape[1] : 0;
        if (input.Rank < 2)
        {
            throw TensorValues.Error($"Expected at least 2 dimensions for input tensor but received {input.Rank}", context.Span, ErrorCodes.ShapeMismatch);
        }

        if (groups <= 0 || channels % groups != 0)
        {
            throw TensorValues.Error($"Expected number of channels in input to be divisible by num_groups, but got input of shape {TorchWords.Of(input.Shape)} and num_groups={groups}", context.Span, ErrorCodes.ShapeMismatch);
        }

        var apart = Views.Reshape(context, input, [input.Shape[0], groups, input.Size / Math.Max(1, input.Shape[0] * groups)]);
        var made = Views.Reshape(context, Standard(context, apart, [false, false, true], a.Double(context, "eps")), input.Shape);
        return Affine(context, made, a.Optional("weight"), a.Optional("bias"), 1);
    }

    private static NdArray Standard(CallContext context, NdArray input, bool[] axes, double eps)
    {
        var centered = Less(context, input, Reductions.Mean(context, input, axes, keep: true, "mean"));
        return Over(context, centered, Root(context, Plus(context, Reductions.Var(context, input, axes, keep: true, 0, isRoot: false, "var"), NdArray.Scalar(eps))));
    }

    private static NdArray Affine(CallContext context, NdArray made, NdArray? weight, NdArray? bias, int axis)
    {
        made = weight is null ? made : Times(context, made, Along(context, weight, made.Rank, axis));
        return bias is null ? made : Plus(context, made, Along(context, bias, made.Rank, axis));
    }

    private static void Update(CallContext context, NdArray? running, NdArray found, double momentum)
    {
        if (running is TorchTensor kept)
        {
            var plain = NdArray.Of(found.Shape, found.ToDoubles());
            var target = TensorValues.Detached(kept);
            Writes.Into(context, null, target, Plus(context, Times(context, target, 1 - momentum), Times(context, plain, momentum)));
        }
    }
}
