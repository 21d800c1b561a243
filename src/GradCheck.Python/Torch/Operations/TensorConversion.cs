using GradCheck.Python.Arrays;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>Tensors of another type of elements.</summary>
internal static class TensorConversion
{
    /// <summary>The tensor itself where it has the type, or else a copy of that type; from float to float it keeps its gradient.</summary>
    public static Value To(CallContext context, TorchTensor tensor, TensorType type, bool copy = false)
    {
        if (TensorTypes.Of(context, tensor) == type && !copy)
        {
            return tensor;
        }

        var made = (TorchTensor)TorchFunction.Run(context, "to_copy", [tensor], seen => Converted(context, (NdArray)seen[0], type));
        made.Type = TensorValues.Plain(context, type);
        return made;
    }

    private static NdArray Converted(CallContext context, NdArray array, TensorType type) => array.DType == type.DType
        ? Views.Record(context, "to", array, Views.Copy(context, array))
        : Casts.To(context, array, type.DType);
}
