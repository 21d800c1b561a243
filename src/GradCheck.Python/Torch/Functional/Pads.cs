using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;
using static GradCheck.Python.Torch.Functional.Calculation;

namespace GradCheck.Python.Torch.Functional;

/// <summary><c>F.pad</c>: the last axis comes first in the list of what is added.</summary>
internal static class Pads
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Function("pad", "input, pad, mode='constant', value=None", "More elements at the ends of axes: constants, a reflection, copies of the end, or the other side.", Pad),
    ];

    /// <summary>A number at the ends of the last axes; negative widths cut.</summary>
    /// <param name="context">The call.</param>
    /// <param name="input">The array.</param>
    /// <param name="widths">Before and behind the last axis, the one before it, and so on.</param>
    /// <param name="value">The number.</param>
    public static NdArray Constant(CallContext context, NdArray input, int[] widths, double value) => Moved(context, input, widths, (at, length) => at >= 0 && at < length ? at : -1, value);

    private static NdArray Pad(CallContext context, BoundArguments a)
    {
        var input = a.Tensor(context, "input", "pad");
        var widths = Arguments.Ints(context, a["pad"]);
        if (widths.Length % 2 != 0 || widths.Length / 2 > input.Rank)
        {
            throw TensorValues.Error(widths.Length % 2 != 0 ? "Padding length must be divisible by 2" : "Padding length too large", context.Span, ErrorCodes.ShapeMismatch);
        }

        var mode = (a["mode"] as StringValue)?.Value;
        if (mode == "constant")
        {
            return Constant(context, input, widths, a.Has("value") ? a.Double(context, "value") : 0);
        }

        if (mode is not ("reflect" or "replicate" or "circular"))
        {
            throw Errors.Python("NotImplementedError", ErrorCodes.WrongValue, $"Unrecognised padding mode {mode}", context.Span);
        }

        if (input.Rank - (widths.Length / 2) is not (1 or 2))
        {
            throw Errors.Python("NotImplementedError", ErrorCodes.ShapeMismatch, "Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now", context.Span);
        }

        if (mode == "circular" && widths.Length != 2 * (input.Rank - 2))
        {
            throw TensorValues.Error($"Invalid padding size, expected {2 * (input.Rank - 2)} but got {widths.Length}", context.Span, ErrorCodes.ShapeMismatch);
        }

        for (var k = 0; mode == "reflect" && k < widths.Length; k++)
        {
            if (widths[k] >= input.Shape[^((k / 2) + 1)])
            {
                var axis = input.Rank - 1 - (k / 2);
                throw TensorValues.Error($"Argument #4: Padding size should be less than the corresponding input dimension, but got: padding ({widths[k / 2 * 2]}, {widths[(k / 2 * 2) + 1]}) at dimension {axis} of input {TorchWords.Of(input.Shape)}", context.Span, ErrorCodes.ShapeMismatch);
            }
        }

        return Moved(context, input, widths, mode switch
        {
            "reflect" => (at, length) => at < 0 ? -at : at >= length ? (2 * (length - 1)) - at : at,
            "replicate" => (at, length) => Math.Clamp(at, 0, length - 1),
            _ => (at, length) => ((at % length) + length) % length,
        });
    }

    private static NdArray Moved(CallContext context, NdArray input, int[] widths, Func<int, int, int> source, double filling = 0)
    {
        var before = new int[input.Rank];
        var shape = input.Shape.ToArray();
        for (var k = 0; k < widths.Length / 2; k++)
        {
            before[^(k + 1)] = widths[2 * k];
            shape[^(k + 1)] += widths[2 * k] + widths[(2 * k) + 1];
        }

        if (Array.Exists(shape, size => size < 0))
        {
            throw TensorValues.Error($"The input size {input.Shape[Array.FindIndex(shape, size => size < 0)]}, plus negative padding resulted in a negative output size, which is invalid. Check dimension {Array.FindIndex(shape, size => size < 0)} of your input.", context.Span, ErrorCodes.ShapeMismatch);
        }

        int[] steps = NdArray.RowMajor(shape), strides = NdArray.RowMajor(input.Shape);
        return Gathering.Take(context, "pad", input, shape, k =>
        {
            var from = 0;
            for (var axis = 0; axis < shape.Length; axis++)
            {
                var at = source((k / steps[axis] % shape[axis]) - before[axis], input.Shape[axis]);
                if (at < 0)
                {
                    return -1;
                }

                from += at * strides[axis];
            }

            return from;
        }, filling);
    }
}
