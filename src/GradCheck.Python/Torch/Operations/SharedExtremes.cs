using GradCheck.Python.Arrays;

namespace GradCheck.Python.Torch.Operations;

/// <summary>The greatest and the smallest elements where all that are equal share the gradient.</summary>
internal static class SharedExtremes
{
    /// <summary>The greatest or smallest element of each group.</summary>
    public static NdArray Of(ArrayContext context, NdArray array, bool[] axes, bool keep, bool isMax, string name)
    {
        var extremes = Extremes.Of(context, Untracked(array), axes, keep, isMax, name);
        if (array.DType != DType.Float64 || !array.IsTracked)
        {
            return extremes;
        }

        var groups = Reduction.Of(context, array, axes, keep);
        var floats = Floats.Of(groups.Moved);
        var made = extremes.ToDoubles();
        var counts = new int[made.Length];
        for (var k = 0; k < array.Size; k++)
        {
            counts[k / groups.Length] += floats[k].Equals(made[k / groups.Length]) ? 1 : 0;
        }

        return groups.Result(context, name, made, floats, (g, k) => floats[k].Equals(made[g]) ? 1.0 / counts[g] : 0);
    }

    private static NdArray Untracked(NdArray array) => array.DType == DType.Float64
        ? new(new Storage(array.Storage.Floats), array.Offset, array.Shape, array.Strides)
        : array;
}
