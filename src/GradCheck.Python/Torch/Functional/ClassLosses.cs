using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;
using static GradCheck.Python.Torch.Functional.Calculation;

namespace GradCheck.Python.Torch.Functional;

/// <summary>Losses of classes, and what is made of their numbers.</summary>
internal static class ClassLosses
{
    private const string Rest = "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Function("cross_entropy", "input, target, " + Rest + ", label_smoothing=0.0", "Of logits; the target is class numbers, or probabilities.", CrossEntropy),
        .. Spelled("nll_loss", "input, target, " + Rest, "Of log-probabilities; the target is class numbers.", (context, a) =>
        {
            var input = a.Tensor(context, "input", "nll_loss");
            return Numbered(context, a, input, input.Rank == 1 ? 0 : 1, a.Tensor(context, "target", "nll_loss"));
        }),
        Function("one_hot", "tensor, num_classes=-1", "A row of zeros and a one for each class number.", (context, a) =>
        {
            var tensor = a.Tensor(context, "tensor", "one_hot");
            if (tensor.DType != DType.Int64)
            {
                throw TensorValues.Error("one_hot is only applicable to index tensor.", context.Span, ErrorCodes.WrongType);
            }

            var numbers = Arguments.Integral(context, tensor);
            var count = a.Long(context, "num_classes");
            if (numbers.Length == 0 && count <= 0)
            {
                throw TensorValues.Error(count < 0 ? "Can not infer total number of classes from empty tensor." : "Class values must be smaller than num_classes.", context.Span);
            }

            if (numbers.Length > 0 && numbers.Min() < 0)
            {
                throw TensorValues.Error("Class values must be non-negative.", context.Span);
            }

            count = count == -1 ? numbers.Max() + 1 : count;
            if (count < 1 || (numbers.Length > 0 && numbers.Max() >= count))
            {
                throw TensorValues.Error(count < 1 ? "num_classes should be positive" : "Class values must be smaller than num_classes.", context.Span, ErrorCodes.IndexOutOfRange);
            }

            int[] shape = [.. tensor.Shape, (int)Math.Min(count, int.MaxValue)];
            var made = new long[Shapes.Charge(context, shape)];
            for (var k = 0; k < numbers.Length; k++)
            {
                made[(k * count) + numbers[k]] = 1;
            }

            return NdArray.Of(shape, DType.Int64, made);
        }),
        .. Spelled("embedding", "input|indices, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False", "Rows of a weight by their number.", Embedding),
    ];

    private static NdArray Embedding(CallContext context, BoundArguments a)
    {
        // torch.embedding has the weight first.
        NdArray input = a.Tensor(context, "input", "embedding"), weight = a.Tensor(context, "weight", "embedding");
        (input, weight) = input.DType == DType.Float64 && weight.DType == DType.Int64 ? (weight, input) : (input, weight);
        if (input.DType != DType.Int64)
        {
            throw TensorValues.Error($"Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch.{TensorTypes.Of(context, input).Word}Tensor instead (while checking arguments for embedding)", context.Span, ErrorCodes.WrongType);
        }

        var numbers = Arguments.Integral(context, input);
        if (weight.Rank != 2)
        {
            throw TensorValues.Error("'weight' must be 2-D", context.Span, ErrorCodes.ShapeMismatch);
        }

        if (Array.Exists(numbers, number => number < 0 || number >= weight.Shape[0]))
        {
            throw Errors.Index("index out of range in self", context.Span);
        }

        var width = (int)Shapes.Count(weight.Shape.AsSpan(1));
        int[] shape = [.. input.Shape, .. weight.Shape[1..]];
        return Gathering.Take(context, "embedding", weight, shape, k => (int)(numbers[k / width] * width) + (k % width));
    }

    private static NdArray CrossEntropy(CallContext context, BoundArguments a)
    {
        NdArray input = a.Tensor(context, "input", "cross_entropy"), target = a.Tensor(context, "target", "cross_entropy");
        if (input.Rank == 0 || input.DType != DType.Float64)
        {
            throw input.Rank == 0
                ? Errors.Index("Dimension out of range (expected to be in range of [-1, 0], but got 1)", context.Span)
                : TensorValues.Error($"\"log_softmax_lastdim_kernel_impl\" not implemented for '{TensorTypes.Of(context, input).Word}'", context.Span, ErrorCodes.WrongType);
        }

        var axis = input.Rank == 1 ? 0 : 1;
        var logs = Softmaxes.LogSoftmax(context, input, axis);
        var smoothing = a.Double(context, "label_smoothing");
        int classes = input.Shape[axis];
        if (Shapes.Same(input.Shape, target.Shape))
        {
            if (target.DType != DType.Float64)
            {
                throw TensorValues.Error($"Expected floating point type for target with class probabilities, got {TensorTypes.Of(context, target).Word}", context.Span, ErrorCodes.WrongType);
            }

            var wanted = smoothing > 0 ? Plus(context, Times(context, target, 1 - smoothing), NdArray.Scalar(smoothing / classes)) : target;
            var terms = Weighed(context, a, Times(context, logs, wanted), axis);
            var losses = UnaryUfuncs.Negative.Apply(context, Sum(context, terms, One(terms.Rank, axis)));
            return Reduction(context, a) switch
            {
                "none" => losses,
                "sum" => Total(context, losses),
                _ => Over(context, Total(context, losses), Math.Max(1.0, input.Size / (double)classes)),
            };
        }

        var plain = Numbered(context, a, logs, axis, target);
        return smoothing > 0 ? Smoothed(context, a, logs, axis, target, plain, smoothing) : plain;
    }

    // The share of the smoothing goes to all classes alike.
    private static NdArray Smoothed(CallContext context, BoundArguments a, NdArray logs, int axis, NdArray target, NdArray plain, double smoothing)
    {
        var counted = Counted(a, target, context, logs.Shape[axis]);
        var each = UnaryUfuncs.Negative.Apply(context, Sum(context, Weighed(context, a, logs, axis), One(logs.Rank, axis)));
        each = Times(context, each, NdArray.Of(target.Shape, Array.ConvertAll(counted, weight => double.IsNaN(weight) ? 0.0 : 1.0)));
        var spread = Reduction(context, a) switch
        {
            "none" => each,
            "sum" => Total(context, each),
            _ => Over(context, Total(context, each), counted.Where(weight => !double.IsNaN(weight)).Sum()),
        };
        return Plus(context, Times(context, plain, 1 - smoothing), Times(context, spread, smoothing / logs.Shape[axis]));
    }

    // The weight of each target; NaN for one that is ignored.
    private static double[] Counted(BoundArguments a, NdArray target, CallContext context, int classes)
    {
        var weights = a.Optional("weight")?.ToDoubles();
        var ignored = a.Long(context, "ignore_index");
        return Array.ConvertAll(Arguments.Integral(context, target), number => number == ignored ? double.NaN
            : number < 0 || number >= classes ? throw Errors.Index($"Target {number} is out of bounds.", context.Span)
            : weights?[number] ?? 1);
    }

    private static NdArray Weighed(CallContext context, BoundArguments a, NdArray terms, int axis) =>
        a.Optional("weight") is { } weight ? Times(context, terms, Along(context, weight, terms.Rank, axis)) : terms;

    private static NdArray Numbered(CallContext context, BoundArguments a, NdArray logs, int axis, NdArray target)
    {
        Fit(context, logs, axis, target);
        int classes = logs.Shape[axis], inner = (int)Shapes.Count(logs.Shape.AsSpan(axis + 1));
        var weights = Counted(a, target, context, classes);
        var numbers = Arguments.Integral(context, target);
        var picked = Gathering.Take(context, "nll_loss", logs, target.Shape, k => double.IsNaN(weights[k]) ? -1 : (((k / inner * classes) + (int)numbers[k]) * inner) + (k % inner));
        var losses = Times(context, picked, NdArray.Of(target.Shape, Array.ConvertAll(weights, weight => double.IsNaN(weight) ? 0 : -weight)));
        return Reduction(context, a) switch
        {
            "none" => losses,
            "sum" => Total(context, losses),
            _ => Over(context, Total(context, losses), weights.Where(weight => !double.IsNaN(weight)).Sum()),
        };
    }

    private static void Fit(CallContext context, NdArray logs, int axis, NdArray target)
    {
        if (target.DType == DType.Float64 || target.DType == DType.Bool)
        {
            throw TensorValues.Error($"expected scalar type Long but found {TensorTypes.Of(context, target).Word}", context.Span, ErrorCodes.WrongType);
        }

        int[] wanted = [.. logs.Shape.Where((_, at) => at != axis)];
        if (logs.Rank == 0)
        {
            throw TensorValues.Error("input tensor should be 1D or 2D", context.Span, ErrorCodes.ShapeMismatch);
        }

        if (Shapes.Same(wanted, target.Shape))
        {
            return;
        }

        throw logs.Rank <= 2 && target.Rank > 1
            ? TensorValues.Error("0D or 1D target tensor expected, multi-target not supported", context.Span, ErrorCodes.ShapeMismatch)
            : logs.Rank == 1
            ? Errors.Python("ValueError", ErrorCodes.ShapeMismatch, $"Expected input batch_size (1) to match target batch_size ({target.Size}).", context.Span)
            : logs.Shape[0] != target.Shape.FirstOrDefault(1)
            ? Errors.Python("ValueError", ErrorCodes.ShapeMismatch, $"Expected input batch_size ({logs.Shape[0]}) to match target batch_size ({target.Shape.FirstOrDefault(1)}).", context.Span)
            : TensorValues.Error($"Expected target size {TorchWords.Of(wanted)}, got {TorchWords.Of(target.Shape)}", context.Span, ErrorCodes.ShapeMismatch);
    }
}
