using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;
using static GradCheck.Python.Torch.Functional.Calculation;

namespace GradCheck.Python.Torch.Functional;

/// <summary>One number for each window.</summary>
internal static class Pools
{
    private const string Largest = "input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False";
    private const string Means = "input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. Spelled("max_pool1d", Largest, "The largest element of each window.", (context, a) => Max(context, a, 1)),
        .. Spelled("max_pool2d", Largest, "The largest element of each window.", (context, a) => Max(context, a, 2)),
        .. Spelled("avg_pool1d", Means, "The mean of each window.", (context, a) => Mean(context, a, 1)),
        Function("avg_pool2d", Means, "The mean of each window.", (context, a) => Mean(context, a, 2)),
        Function("adaptive_avg_pool2d", "input, output_size", "The mean of as many windows as are asked for.", (context, a) => Adaptive(context, a, 2)),
        Function("adaptive_avg_pool1d", "input, output_size", "The mean of as many windows as are asked for.", (context, a) => Adaptive(context, a, 1)),
    ];

    private static Sliding Slides(CallContext context, BoundArguments a, NdArray input, int axes, string name)
    {
        var planes = Convolutions.Planes(context, input, axes, name);
        var kernel = a.Each(context, "kernel_size", axes);
        var stride = a.Has("stride") ? a.Each(context, "stride", axes) : kernel;
        var padding = a.Each(context, "padding", axes);
        if (Enumerable.Range(0, axes).Any(axis => padding[axis] > kernel[axis] / 2))
        {
            throw TensorValues.Error($"pad should be at most half of kernel size, but got pad={padding.Max()} and kernel_size={kernel.Min()}", context.Span);
        }

        return Sliding.Of(context, planes, kernel, stride, padding, a.Names.Contains("dilation") ? a.Each(context, "dilation", axes) : [.. Enumerable.Repeat(1, axes)], a.Flag("ceil_mode"));
    }

    private static Value Max(CallContext context, BoundArguments a, int axes)
    {
        var input = a.Tensor(context, "input", "max_pool");
        var slides = Slides(context, a, input, axes, $"max_pool{axes}d");
        int planes = input.Size / Math.Max(1, slides.Plane);
        int[] shape = [.. input.Shape[..^axes], .. slides.Output];
        context.Budget.Work((long)planes * slides.Count * slides.Window, context.Span);
        var values = input.ToDoubles();
        var places = new int[Shapes.Charge(context, shape)];
        for (var k = 0; k < places.Length; k++)
        {
            int first = k / slides.Count * slides.Plane, best = -1;
            for (var element = 0; element < slides.Window; element++)
            {
                var place = slides.Place(k % slides.Count, element);
                best = place >= 0 && (best < 0 || values[first + place] > values[best] || double.IsNaN(values[first + place])) ? first + place : best;
            }

            places[k] = best;
        }

        var made = Gathering.Take(context, "max_pool", input, shape, k => places[k]);
        return a.Flag("return_indices")
            ? new TupleValue(made, NdArray.Of(shape, DType.Int64, Array.ConvertAll(places, place => (long)(place % slides.Plane))))
            : made;
    }

    private static NdArray Mean(CallContext context, BoundArguments a, int axes)
    {
        var input = a.Tensor(context, "input", "avg_pool");
        var slides = Slides(context, a, input, axes, $"avg_pool{axes}d");
        var sums = Sum(context, Convolutions.Columns(context, input, slides), [false, true, false]);
        double[] counts = [.. Enumerable.Range(0, slides.Count).Select(window => a.Has("divisor_override") ? Arguments.Double(context, a["divisor_override"]) : Counted(slides, window, a.Flag("count_include_pad")))];
        return Views.Reshape(context, Over(context, sums, NdArray.Of([counts.Length], counts)), [.. input.Shape[..^axes], .. slides.Output]);
    }

    // What lies beyond the padding counts in no case.
    private static double Counted(Sliding slides, int window, bool withPadding)
    {
        if (!withPadding)
        {
            return Enumerable.Range(0, slides.Window).Count(element => slides.Place(window, element) >= 0);
        }

        var count = 1;
        for (var axis = slides.Input.Length - 1; axis >= 0; axis--)
        {
            var start = (window % slides.Output[axis] * slides.Stride[axis]) - slides.Padding[axis];
            count *= Math.Min(start + slides.Kernel[axis], slides.Input[axis] + slides.Padding[axis]) - start;
            window /= slides.Output[axis];
        }

        return count;
    }

    private static NdArray Adaptive(CallContext context, BoundArguments a, int axes)
    {
        var input = a.Tensor(context, "input", "adaptive_avg_pool");
        var planes = Convolutions.Planes(context, input, axes, $"adaptive_avg_pool{axes}d");
        var wanted = a["output_size"] is TupleValue or ListValue
            ? ArrayConversion.Items(a["output_size"])!.Select((size, axis) => size is NoneValue ? planes[axis] : Arguments.Int(context, size)).ToArray()
            : a.Each(context, "output_size", axes);
        if (Enumerable.Range(0, axes).Any(axis => wanted[axis] <= 0 || planes[axis] % wanted[axis] != 0))
        {
            throw Errors.Unsupported("adaptive pooling into windows of unequal size is outside of the subset", context.Span);
        }

        int[] kernel = [.. planes.Select((size, axis) => size / wanted[axis])];
        var slides = Sliding.Of(context, planes, kernel, kernel, new int[axes], [.. Enumerable.Repeat(1, axes)]);
        return Views.Reshape(context, Over(context, Sum(context, Convolutions.Columns(context, input, slides), [false, true, false]), slides.Window), [.. input.Shape[..^axes], .. slides.Output]);
    }
}
