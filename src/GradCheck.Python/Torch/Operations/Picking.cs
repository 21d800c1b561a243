using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>Elements read and written by tensors of indices of as many axes.</summary>
internal static class Picking
{
    /// <summary><c>out[i][j] = x[index[i][j]][j]</c>, for axis 0.</summary>
    public static NdArray Gather(CallContext context, string name, NdArray tensor, int axis, NdArray index)
    {
        Check(context, name, tensor, axis, index);
        var places = Places(context, tensor.Shape, axis, index);
        return Gathering.Take(context, name, tensor, index.Shape, k => places[k]);
    }

    /// <summary><c>x[index[i][j]][j] = src[i][j]</c>, for axis 0, in a copy.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the graph calls it.</param>
    /// <param name="tensor">Where to.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="index">The indices.</param>
    /// <param name="source">What is written; as many axes, or a number.</param>
    /// <param name="ufunc">What is made of old and new; null for the new.</param>
    public static NdArray Scatter(CallContext context, string name, NdArray tensor, int axis, NdArray index, NdArray source, BinaryUfunc? ufunc)
    {
        Check(context, name, tensor, axis, index);
        var values = source.Rank == 0 ? source : Views.Of(source, source.Offset, index.Shape, source.Strides);
        if (source.Rank > 0 && (source.Rank != index.Rank || index.Shape.Where((length, at) => length > source.Shape[at]).Any()))
        {
            throw TensorValues.Error($"Expected index {TorchWords.Of(index.Shape)} to be smaller than src {TorchWords.Of(source.Shape)} in all dimensions", context.Span, ErrorCodes.ShapeMismatch);
        }

        return Written(context, name, tensor, Places(context, tensor.Shape, axis, index), index.Shape, values, ufunc);
    }

    /// <summary><c>x[index[i], :] = source[i, :]</c>, for axis 0, in a copy.</summary>
    public static NdArray ByParts(CallContext context, string name, NdArray tensor, int axis, NdArray index, NdArray source, BinaryUfunc? ufunc)
    {
        var numbers = Arguments.Integral(context, index);
        int[] shape = tensor.Rank == 0 ? [] : [.. tensor.Shape[..axis], numbers.Length, .. tensor.Shape[(axis + 1)..]];
        if (source.Rank > 0 && !Shapes.Same(source.Shape, shape))
        {
            throw source.Rank == tensor.Rank && source.Shape[axis] != numbers.Length
                ? TensorValues.Error($"{name}_(): Number of indices ({numbers.Length}) should be equal to source.size(dim): ({source.Shape[axis]}), for dim: {axis}", context.Span, ErrorCodes.ShapeMismatch)
                : TensorValues.Error($"source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = {TorchWords.Of(tensor.Shape)} source.shape = {TorchWords.Of(source.Shape)}", context.Span, ErrorCodes.ShapeMismatch);
        }

        Shapes.Charge(context, shape);
        int inner = tensor.Rank == 0 ? 1 : (int)Shapes.Count(tensor.Shape.AsSpan(axis + 1)), length = tensor.Rank == 0 ? 1 : tensor.Shape[axis];
        var places = new int[Shapes.Count(shape)];
        for (var k = 0; k < places.Length; k++)
        {
            var number = numbers[k / inner % numbers.Length];
            if (number < -length || number >= length)
            {
                throw Errors.Index("index out of range in self", context.Span);
            }

            places[k] = (int)(((((k / inner / numbers.Length) * length) + (number < 0 ? number + length : number)) * inner) + (k % inner));
        }

        return Written(context, name, tensor, places, shape, source, ufunc);
    }

    private static NdArray Written(CallContext context, string name, NdArray tensor, int[] places, int[] shape, NdArray values, BinaryUfunc? ufunc)
    {
        var made = Views.Copy(context, tensor);
        if (ufunc is null)
        {
            Writes.Into(context, name, made.Storage, places, shape, values, made.Source);
        }
        else
        {
            ufunc.At(context, name, made, places, values);
        }

        // It was written as it was made: for the program it is new.
        return made.DType == DType.Float64 ? NdArray.Of(made.Shape, made.Storage.Floats, made.Storage.Nodes, operation: made.Source) : made;
    }

    private static int[] Places(CallContext context, int[] shape, int axis, NdArray index)
    {
        context.Budget.Array(index.Size, context.Span);
        var numbers = Arguments.Integral(context, index);
        if (shape.Length == 0)
        {
            return new int[numbers.Length];
        }

        int[] strides = NdArray.RowMajor(shape), own = NdArray.RowMajor(index.Shape);
        var places = new int[numbers.Length];
        for (var k = 0; k < places.Length; k++)
        {
            if (numbers[k] < 0 || numbers[k] >= shape[axis])
            {
                throw Errors.Python("RuntimeError", ErrorCodes.IndexOutOfRange, $"index {numbers[k]} is out of bounds for dimension {axis} with size {shape[axis]}", context.Span);
            }

            for (var at = 0; at < shape.Length; at++)
            {
                places[k] += (at == axis ? (int)numbers[k] : k / own[at] % index.Shape[at]) * strides[at];
            }
        }

        return places;
    }

    private static void Check(CallContext context, string name, NdArray tensor, int axis, NdArray index)
    {
        if (Math.Max(tensor.Rank, 1) != Math.Max(index.Rank, 1))
        {
            throw TensorValues.Error(name.StartsWith("scatter", StringComparison.Ordinal)
                ? "Index tensor must have the same number of dimensions as self tensor"
                : "Index tensor must have the same number of dimensions as input tensor", context.Span, ErrorCodes.ShapeMismatch);
        }

        for (var at = 0; at < tensor.Rank && at < index.Rank; at++)
        {
            if (at != axis && index.Shape[at] > tensor.Shape[at])
            {
                throw TensorValues.Error(name.StartsWith("scatter", StringComparison.Ordinal)
                    ? $"Expected index {TorchWords.Of(index.Shape)} to be smaller than self {TorchWords.Of(tensor.Shape)} apart from dimension {axis}"
                    : $"Size does not match at dimension {at} expected index {TorchWords.Of(index.Shape)} to be smaller than self {TorchWords.Of(tensor.Shape)} apart from dimension {axis}", context.Span, ErrorCodes.ShapeMismatch);
            }
        }
    }
}
