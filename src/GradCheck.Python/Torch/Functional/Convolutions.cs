using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;
using static GradCheck.Python.Torch.Functional.Calculation;

namespace GradCheck.Python.Torch.Functional;

/// <summary>Convolutions, and the columns that they are made of.</summary>
internal static class Convolutions
{
    private const string Options = "input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. Spelled("conv1d", Options, "A convolution along one axis.", (context, a) => Convolve(context, a, 1)),
        .. Spelled("conv2d", Options, "A convolution along two axes.", (context, a) => Convolve(context, a, 2)),
        .. Spelled("conv_transpose1d", "input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1", "What the backward pass of conv1d does to its gradient.", (context, a) => Transposed(context, a, 1)),
        .. Spelled("conv_transpose2d", "input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1", "What the backward pass of conv2d does to its gradient.", (context, a) => Transposed(context, a, 2)),
        Function("unfold", "input, kernel_size, dilation=1, padding=0, stride=1", "The windows of each sample as columns.", (context, a) =>
        {
            var input = a.Tensor(context, "input", "unfold");
            var slides = Sliding.Of(context, Planes(context, input, 2, "unfold"), a.Each(context, "kernel_size", 2), a.Each(context, "stride", 2), a.Each(context, "padding", 2), a.Each(context, "dilation", 2));
            var columns = Columns(context, input, slides);
            return Views.Reshape(context, columns, [.. input.Shape[..^3], input.Shape[^3] * slides.Window, slides.Count]);
        }),
        Function("fold", "input, output_size, kernel_size, dilation=1, padding=0, stride=1", "The sums of columns where their windows lie.", (context, a) =>
        {
            var input = a.Tensor(context, "input", "fold");
            var slides = Sliding.Of(context, a.Each(context, "output_size", 2), a.Each(context, "kernel_size", 2), a.Each(context, "stride", 2), a.Each(context, "padding", 2), a.Each(context, "dilation", 2));
            if (input.Rank is not (2 or 3))
            {
                throw TensorValues.Error($"Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: {TorchWords.Of(input.Shape)}", context.Span, ErrorCodes.ShapeMismatch);
            }

            if (input.Shape[^2] % Math.Max(1, slides.Window) != 0 || input.Shape[^1] != slides.Count)
            {
                throw TensorValues.Error(input.Shape[^1] != slides.Count
                    ? $"Given output_size=({string.Join(", ", slides.Input)}), kernel_size=({string.Join(", ", slides.Kernel)}), dilation=({string.Join(", ", slides.Dilation)}), padding=({string.Join(", ", slides.Padding)}), stride=({string.Join(", ", slides.Stride)}), expected size of input's dimension 2 to match the calculated number of sliding blocks {string.Join(" * ", slides.Output)} = {slides.Count}, but got input.size(2)={input.Shape[^1]}."
                    : $"Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)={input.Shape[^2]} and kernel_size=({string.Join(", ", slides.Kernel)}).", context.Span, ErrorCodes.ShapeMismatch);
            }

            return Scatter(context, input, [.. input.Shape[..^2], input.Shape[^2] / slides.Window], slides);
        }),
    ];

    /// <summary>The elements of all windows of each plane: <c>[.., channels, elements of a window, windows]</c>.</summary>
    public static NdArray Columns(CallContext context, NdArray input, Sliding slides, double filling = 0)
    {
        int window = slides.Window, count = slides.Count, plane = slides.Plane, planes = input.Size / Math.Max(1, plane);
        var places = Places(context, slides);
        return Gathering.Take(context, "unfold", input, [planes, window, count], k => places[k % (window * count)] is var place and >= 0 ? (k / (window * count) * plane) + place : -1, filling);
    }

    /// <summary>The sizes of the last axes, of which there must be as many and one more or two.</summary>
    public static int[] Planes(CallContext context, NdArray input, int axes, string name) => input.Rank == axes + 1 || input.Rank == axes + 2
        ? input.Shape[^axes..]
        : throw TensorValues.Error($"Expected {axes + 1}D (unbatched) or {axes + 2}D (batched) input to {name}, but got input of size: {TorchWords.Of(input.Shape)}", context.Span, ErrorCodes.ShapeMismatch);

    private static int[] Places(CallContext context, Sliding slides)
    {
        int window = slides.Window, count = slides.Count;
        context.Budget.Array((long)window * count, context.Span);
        var places = new int[window * count];
        for (var element = 0; element < window; element++)
        {
            for (var at = 0; at < count; at++)
            {
                places[(element * count) + at] = slides.Place(at, element);
            }
        }

        return places;
    }

    private static NdArray Scatter(CallContext context, NdArray columns, int[] leading, Sliding slides)
    {
        int planes = (int)Shapes.Count(leading), plane = slides.Plane, each = slides.Window * slides.Count;
        var own = Places(context, slides);
        int[] kept = [.. Enumerable.Range(0, each).Where(k => own[k] >= 0)];
        int[] shape = [.. leading, .. slides.Input];
        var made = NdArray.Of(shape, new double[Shapes.Charge(context, shape)]);
        context.Budget.Array((long)planes * kept.Length, context.Span);
        var places = new int[planes * kept.Length];
        for (var k = 0; k < places.Length; k++)
        {
            places[k] = (k / kept.Length * plane) + own[kept[k % kept.Length]];
        }

        var values = Gathering.Take(context, "fold", columns, [places.Length], k => (k / kept.Length * each) + kept[k % kept.Length]);
        BinaryUfuncs.Add.At(context, "fold", made, places, values);
        return NdArray.Of(shape, made.Storage.Floats, made.Storage.Nodes, operation: made.Source);
    }

    private static NdArray Convolve(CallContext context, BoundArguments a, int axes)
    {
        NdArray input = a.Tensor(context, "input", "conv"), weight = a.Tensor(context, "weight", "conv");
        var groups = a.Int(context, "groups");
        var planes = Planes(context, input, axes, $"conv{axes}d");
        if (weight.Rank != axes + 2)
        {
            throw TensorValues.Error($"weight should have at least three dimensions", context.Span, ErrorCodes.ShapeMismatch);
        }

        int channels = input.Shape[^(axes + 1)], outputs = weight.Shape[0];
        if (channels != weight.Shape[1] * groups)
        {
            throw TensorValues.Error($"Given groups={groups}, weight of size {TorchWords.Of(weight.Shape)}, expected input{TorchWords.Of(input.Shape)} to have {weight.Shape[1] * groups} channels, but got {channels} channels instead", context.Span, ErrorCodes.ShapeMismatch);
        }

        var kernel = weight.Shape[2..];
        var dilation = a.Each(context, "dilation", axes);
        var (padding, extra) = Padding(context, a, axes, kernel, dilation);
        input = extra is null ? input : Pads.Constant(context, input, extra, 0);
        planes = input.Shape[^axes..];
        if (Enumerable.Range(0, axes).Any(axis => planes[axis] + (2 * padding[axis]) < (dilation[axis] * (kernel[axis] - 1)) + 1))
        {
            throw TensorValues.Error(
                $"Calculated padded input size per channel: ({string.Join(" x ", planes.Select((size, axis) => size + (2 * padding[axis])))}). Kernel size: ({string.Join(" x ", kernel)}). Kernel size can't be greater than actual input size", context.Span, ErrorCodes.ShapeMismatch);
        }

        var slides = Sliding.Of(context, planes, kernel, a.Each(context, "stride", axes), padding, dilation);
        var samples = input.Rank == axes + 1 ? 1 : input.Shape[0];
        var columns = Views.Reshape(context, Columns(context, input, slides), [samples, groups, channels / groups * slides.Window, slides.Count]);
        var made = Products.MatMul(context, Views.Reshape(context, weight, [groups, outputs / groups, channels / groups * slides.Window]), columns, "conv");
        made = Views.Reshape(context, made, [.. input.Shape[..^(axes + 1)], outputs, .. slides.Output]);
        return a.Optional("bias") is { } bias ? Plus(context, made, Along(context, bias, made.Rank, made.Rank - axes - 1)) : made;
    }

    // padding='same' may need one more behind than before.
    private static (int[] Padding, int[]? Extra) Padding(CallContext context, BoundArguments a, int axes, int[] kernel, int[] dilation)
    {
        if (a["padding"] is not StringValue word)
        {
            return (a.Each(context, "padding", axes), null);
        }

        var total = kernel.Select((size, axis) => word.Value == "same" ? dilation[axis] * (size - 1) : 0).ToArray();
        var extra = total.Reverse().SelectMany(both => new[] { both / 2, both - (both / 2) }).ToArray();
        return (new int[axes], word.Value switch
        {
            "valid" => null,
            "same" => extra,
            _ => throw TensorValues.Error("Invalid padding string", context.Span),
        });
    }

    private static NdArray Transposed(CallContext context, BoundArguments a, int axes)
    {
        NdArray input = a.Tensor(context, "input", "conv_transpose"), weight = a.Tensor(context, "weight", "conv_transpose");
        var groups = a.Int(context, "groups");
        var planes = Planes(context, input, axes, $"conv_transpose{axes}d");
        if (weight.Rank != axes + 2)
        {
            throw TensorValues.Error($"Expected {axes + 2}D weight for conv_transpose{axes}d, but got weight of size {TorchWords.Of(weight.Shape)}", context.Span, ErrorCodes.ShapeMismatch);
        }

        var kernel = weight.Shape[2..];
        int[] stride = a.Each(context, "stride", axes), padding = a.Each(context, "padding", axes), dilation = a.Each(context, "dilation", axes), more = a.Each(context, "output_padding", axes);
        int samples = input.Rank == axes + 1 ? 1 : input.Shape[0], channels = input.Shape[^(axes + 1)], outputs = weight.Shape[1] * groups;
        if (channels != weight.Shape[0])
        {
            throw TensorValues.Error($"Given transposed=1, weight of size {TorchWords.Of(weight.Shape)}, expected input{TorchWords.Of(input.Shape)} to have {weight.Shape[0]} channels, but got {channels} channels instead", context.Span, ErrorCodes.ShapeMismatch);
        }

        int[] output = [.. planes.Select((size, axis) => ((size - 1) * stride[axis]) - (2 * padding[axis]) + (dilation[axis] * (kernel[axis] - 1)) + more[axis] + 1)];
        var slides = new Sliding(output, kernel, stride, padding, dilation, planes);
        var matrix = Layouts.Transpose(context, Views.Reshape(context, weight, [groups, channels / groups, weight.Shape[1] * slides.Window]), [0, 2, 1]);
        var columns = Products.MatMul(context, matrix, Views.Reshape(context, input, [samples, groups, channels / groups, slides.Count]), "conv_transpose");
        int[] leading = [.. input.Shape[..^(axes + 1)], outputs];
        var made = Scatter(context, Views.Copy(context, columns), leading, slides);
        return a.Optional("bias") is { } bias ? Plus(context, made, Along(context, bias, made.Rank, made.Rank - axes - 1)) : made;
    }
}
