using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>Other looks at the memory of a tensor, with torch's rules of which there are.</summary>
internal static class Viewing
{
    /// <summary>Another shape of the same memory.</summary>
    public static NdArray View(CallContext context, NdArray tensor, int[] shape)
    {
        var made = Layouts.Reshape(context, tensor, shape);
        return ReferenceEquals(made.Storage, tensor.Storage)
            ? made
            : throw TensorValues.Error("view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.", context.Span, ErrorCodes.ShapeMismatch);
    }

    /// <summary>The axes in another order.</summary>
    public static NdArray Permute(CallContext context, NdArray tensor, int[] order)
    {
        if (order.Length != tensor.Rank)
        {
            throw TensorValues.Error($"permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = {tensor.Rank} is not equal to len(dims) = {order.Length}", context.Span, ErrorCodes.ShapeMismatch);
        }

        return Layouts.Transpose(context, tensor, [.. order.Select(axis => TensorArguments.Dim(context, axis, tensor.Rank))]);
    }

    /// <summary>Two axes exchanged.</summary>
    public static NdArray Exchange(CallContext context, NdArray tensor, long first, long second)
    {
        int one = TensorArguments.Dim(context, first, tensor.Rank), other = TensorArguments.Dim(context, second, tensor.Rank);
        var order = Enumerable.Range(0, tensor.Rank).ToArray();
        if (order.Length > 0)
        {
            (order[one], order[other]) = (order[other], order[one]);
        }

        return Views.Record(context, "transpose", tensor, Views.Transpose(tensor, order));
    }

    /// <summary>A new axis of size 1, where it stands in the result.</summary>
    public static NdArray Unsqueeze(CallContext context, NdArray tensor, int axis)
    {
        int[] shape = [.. tensor.Shape[..axis], 1, .. tensor.Shape[axis..]];
        var stride = axis < tensor.Rank ? tensor.Shape[axis] * tensor.Strides[axis] : 1;
        return Views.Record(context, "unsqueeze", tensor, Views.Of(tensor, tensor.Offset, shape, [.. tensor.Strides[..axis], stride, .. tensor.Strides[axis..]]));
    }

    /// <summary>Axes of size 1 repeated; -1 leaves an axis as it is.</summary>
    public static NdArray Expand(CallContext context, NdArray tensor, int[] sizes)
    {
        if (sizes.Length < tensor.Rank)
        {
            var word = TensorTypes.Of(context, tensor).Word;
            throw TensorValues.Error($"expand(torch.{word}Tensor{{{TorchWords.Of(tensor.Shape)}}}, size={TorchWords.Of(sizes)}): the number of sizes provided ({sizes.Length}) must be greater or equal to the number of dimensions in the tensor ({tensor.Rank})", context.Span, ErrorCodes.ShapeMismatch);
        }

        var added = sizes.Length - tensor.Rank;
        var shape = sizes.ToArray();
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] < 0)
            {
                shape[axis] = axis >= added ? tensor.Shape[axis - added]
                    : throw TensorValues.Error($"The expanded size of the tensor ({shape[axis]}) isn't allowed in a leading, non-existing dimension {axis}", context.Span, ErrorCodes.ShapeMismatch);
            }
        }

        return Layouts.BroadcastTo(context, tensor, shape, "expand");
    }
}
