using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>Norms of vectors; their gradient at 0 is 0.</summary>
internal static class Norms
{
    /// <summary>The norm of order p along some axes.</summary>
    public static NdArray Of(CallContext context, NdArray array, double p, Value dim, bool keep)
    {
        if (array.DType != DType.Float64)
        {
            throw TensorValues.Error($"linalg.vector_norm: Expected a floating point or complex tensor as input. Got {TensorTypes.Of(context, array).Word}", context.Span, ErrorCodes.WrongType);
        }

        var axes = TensorArguments.Dims(context, dim, array.Rank);
        if (p == 2)
        {
            return TorchUfuncs.NormRoot.Apply(context, Reductions.Sum(context, UnaryUfuncs.Square.Apply(context, array), axes, keep, "sum"));
        }

        var sizes = UnaryUfuncs.Absolute.Apply(context, array);
        if (double.IsInfinity(p))
        {
            return SharedExtremes.Of(context, sizes, axes, keep, p > 0, "norm");
        }

        if (p == 0)
        {
            return Casts.To(context, Reductions.Sum(context, Casts.To(context, array, DType.Bool), axes, keep, "sum"), DType.Float64);
        }

        var sum = Reductions.Sum(context, p == 1 ? sizes : BinaryUfuncs.Power.Apply(context, sizes, NdArray.Scalar(p)), axes, keep, "sum");
        return p == 1 ? sum : BinaryUfuncs.Power.Apply(context, sum, NdArray.Scalar(1 / p));
    }
}
