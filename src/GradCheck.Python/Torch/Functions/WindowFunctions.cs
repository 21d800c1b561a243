using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>Overlapping looks at the same memory, within its bounds.</summary>
internal static class WindowFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        TorchFunction.Method("unfold", "input, dimension, size, step", "All windows of an axis, as a new last axis: a view.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var axis = arguments.Axis(context, tensor, "unfold", "dimension");
            int size = arguments.Int(context, "size"), step = arguments.Int(context, "step"), length = tensor.Shape[axis];
            if (size < 0 || size > length || step <= 0)
            {
                throw TensorValues.Error(step <= 0 ? $"step is {step} but must be > 0" : $"maximum size for tensor at dimension {axis} is {length} but size is {size}", context.Span, ErrorCodes.ShapeMismatch);
            }

            int[] shape = [.. tensor.Shape, size], strides = [.. tensor.Strides, tensor.Strides[axis]];
            shape[axis] = ((length - size) / step) + 1;
            strides[axis] *= step;
            Shapes.ChargeWork(context, shape);
            return Views.Record(context, "unfold", tensor, Views.Of(tensor, tensor.Offset, shape, strides));
        }),
        .. TorchFunction.Both("as_strided", "input, size, stride, storage_offset=None", "A view with strides of one's own; one that leaves the tensor's memory is refused.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            int[] shape = Arguments.Ints(context, arguments["size"]), strides = Arguments.Ints(context, arguments["stride"]);
            var offset = arguments.Has("storage_offset") ? arguments.Int(context, "storage_offset") : tensor.Offset;
            if (shape.Length != strides.Length)
            {
                throw TensorValues.Error("mismatch in length of strides and shape", context.Span, ErrorCodes.ShapeMismatch);
            }

            Shapes.ChargeWork(context, shape);
            var last = offset + shape.Zip(strides).Sum(pair => (pair.First - 1L) * pair.Second);
            return shape.Concat(strides).Append(offset).Any(number => number < 0) || (Shapes.Count(shape) > 0 && last >= tensor.Storage.Count)
                ? throw TensorValues.Error($"setStorage: sizes {TorchWords.Of(shape)}, strides {TorchWords.Of(strides)}, storage offset {offset} are out of bounds for storage", context.Span)
                : Views.Record(context, "as_strided", tensor, Views.Of(tensor, offset, shape, strides));
        }),
    ];
}
