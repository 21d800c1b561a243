using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>Elements repeated and moved round.</summary>
internal static class Tiling
{
    /// <summary>The whole so often along each axis.</summary>
    public static NdArray Repeat(CallContext context, NdArray tensor, int[] times)
    {
        if (times.Length < tensor.Rank)
        {
            throw TensorValues.Error("Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor", context.Span, ErrorCodes.ShapeMismatch);
        }

        if (Array.Exists(times, time => time < 0))
        {
            throw TensorValues.Error($"Trying to create tensor with negative dimension {times.First(time => time < 0)}: {TorchWords.Of(times)}", context.Span);
        }

        int[] old = [.. Enumerable.Repeat(1, times.Length - tensor.Rank), .. tensor.Shape];
        int[] shape = [.. old.Select((length, axis) => (int)Math.Min(int.MaxValue, (long)length * times[axis]))];
        Shapes.Charge(context, shape);
        int[] strides = NdArray.RowMajor(old), made = NdArray.RowMajor(shape);
        return Gathering.Take(context, "repeat", tensor, shape, k =>
        {
            var place = 0;
            for (var axis = 0; axis < shape.Length; axis++)
            {
                place += k / made[axis] % shape[axis] % old[axis] * strides[axis];
            }

            return place;
        });
    }

    /// <summary>Each element of an axis so often, one after another.</summary>
    public static NdArray Interleave(CallContext context, NdArray tensor, int axis, int[] times)
    {
        if (tensor.Rank == 0 || Array.Exists(times, time => time < 0))
        {
            throw TensorValues.Error(tensor.Rank == 0 ? "repeat_interleave expects at least a 1-dimensional tensor" : "repeats can not be negative", context.Span);
        }

        var length = tensor.Shape[axis];
        if (times.Length != 1 && times.Length != length)
        {
            throw TensorValues.Error("repeats must have the same size as input along dim", context.Span, ErrorCodes.ShapeMismatch);
        }

        context.Budget.Array(Enumerable.Range(0, length).Sum(k => (long)times[times.Length == 1 ? 0 : k]), context.Span);
        long[] from = [.. Enumerable.Range(0, length).SelectMany(k => Enumerable.Repeat((long)k, times[times.Length == 1 ? 0 : k]))];
        int[] shape = [.. tensor.Shape[..axis], from.Length, .. tensor.Shape[(axis + 1)..]];
        var inner = (int)Shapes.Count(tensor.Shape.AsSpan(axis + 1));
        return Gathering.Take(context, "repeat_interleave", tensor, shape, k => (int)((((k / inner / from.Length) * length) + from[k / inner % from.Length]) * inner) + (k % inner));
    }

    /// <summary>Elements moved along an axis, those that leave it coming in at its other end.</summary>
    public static NdArray Roll(CallContext context, NdArray tensor, int axis, int shift)
    {
        if (tensor.Rank == 0)
        {
            return tensor;
        }

        int length = Math.Max(tensor.Shape[axis], 1), inner = (int)Shapes.Count(tensor.Shape.AsSpan(axis + 1));
        return Gathering.Take(context, "roll", tensor, tensor.Shape, k =>
        {
            var at = k / inner % length;
            var from = (((at - shift) % length) + length) % length;
            return k + ((from - at) * inner);
        });
    }
}
