using GradCheck.Python.Arrays;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functional;

/// <summary>Windows that slide over the last axes of an array: where each of them takes its elements.</summary>
/// <param name="Input">The sizes of the axes.</param>
/// <param name="Kernel">The sizes of a window.</param>
/// <param name="Stride">How far the window moves.</param>
/// <param name="Padding">How far it reaches beyond the ends.</param>
/// <param name="Dilation">How far its elements are apart.</param>
/// <param name="Output">How many windows there are along each axis.</param>
internal sealed record Sliding(int[] Input, int[] Kernel, int[] Stride, int[] Padding, int[] Dilation, int[] Output)
{
    /// <summary>The number of elements of a window.</summary>
    public int Window => (int)Shapes.Count(Kernel);

    /// <summary>The number of windows.</summary>
    public int Count => (int)Shapes.Count(Output);

    /// <summary>The number of elements of the axes.</summary>
    public int Plane => (int)Shapes.Count(Input);

    /// <summary>Works out how many windows there are.</summary>
    public static Sliding Of(CallContext context, int[] input, int[] kernel, int[] stride, int[] padding, int[] dilation, bool roundsUp = false)
    {
        if (Array.Exists(stride, step => step <= 0))
        {
            throw TensorValues.Error("non-positive stride is not supported", context.Span);
        }

        var output = new int[input.Length];
        for (var axis = 0; axis < output.Length; axis++)
        {
            var left = input[axis] + (2 * padding[axis]) - (dilation[axis] * (kernel[axis] - 1)) - 1;
            output[axis] = left < 0 ? 0 : (left / stride[axis]) + 1;
            if (roundsUp && left >= 0 && left % stride[axis] != 0 && output[axis] * stride[axis] < input[axis] + padding[axis])
            {
                output[axis]++;
            }
        }

        return new(input, kernel, stride, padding, dilation, output);
    }

    /// <summary>The place of an element of a window in its plane; negative where it lies beyond the ends.</summary>
    public int Place(int window, int element)
    {
        var place = 0;
        var scale = 1;
        for (var axis = Input.Length - 1; axis >= 0; axis--)
        {
            var at = (window % Output[axis] * Stride[axis]) + (element % Kernel[axis] * Dilation[axis]) - Padding[axis];
            if (at < 0 || at >= Input[axis])
            {
                return -1;
            }

            place += at * scale;
            scale *= Input[axis];
            window /= Output[axis];
            element /= Kernel[axis];
        }

        return place;
    }
}
