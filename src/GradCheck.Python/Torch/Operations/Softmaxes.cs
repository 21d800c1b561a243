using GradCheck.Python.Arrays;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>Exponentials over their sums.</summary>
internal static class Softmaxes
{
    private static readonly UnaryUfunc Exp = UnaryUfuncs.All.First(ufunc => ufunc.Name == "exp");
    private static readonly UnaryUfunc Log = UnaryUfuncs.All.First(ufunc => ufunc.Name == "log");

    /// <summary><c>exp(x) / exp(x).sum(axis)</c>.</summary>
    public static NdArray Softmax(ArrayContext context, NdArray array, int axis)
    {
        var terms = Exp.Apply(context, Shifted(context, array, axis));
        return BinaryUfuncs.Divide.Apply(context, terms, Reductions.Sum(context, terms, One(array, axis), keep: true, "sum"));
    }

    /// <summary>The logarithm of <see cref="Softmax"/>.</summary>
    public static NdArray LogSoftmax(ArrayContext context, NdArray array, int axis)
    {
        var shifted = Shifted(context, array, axis);
        var sum = Reductions.Sum(context, Exp.Apply(context, shifted), One(array, axis), keep: true, "sum");
        return BinaryUfuncs.Subtract.Apply(context, shifted, Log.Apply(context, sum));
    }

    /// <summary><c>log(sum(exp(x)))</c> along some axes.</summary>
    public static NdArray LogSumExp(CallContext context, NdArray array, Value dim, bool keep)
    {
        array = Casts.To(context, array, DType.Float64);
        var axes = TensorArguments.Dims(context, dim, array.Rank);
        var greatest = Greatest(context, array, axes);
        var sum = Reductions.Sum(context, Exp.Apply(context, BinaryUfuncs.Subtract.Apply(context, array, greatest)), axes, keep, "sum");
        return BinaryUfuncs.Add.Apply(context, Log.Apply(context, sum), keep ? greatest : Views.Reshape(context, greatest, sum.Shape));
    }

    // The greatest is taken off as a constant: it changes nothing of the quotient.
    private static NdArray Shifted(ArrayContext context, NdArray array, int axis) => array.Rank == 0
        ? BinaryUfuncs.Subtract.Apply(context, array, NdArray.Scalar(array.ToDoubles()[0]))
        : BinaryUfuncs.Subtract.Apply(context, array, Greatest(context, array, One(array, axis)));

    private static NdArray Greatest(ArrayContext context, NdArray array, bool[] axes)
    {
        var greatest = Extremes.Of(context, array, axes, keep: true, isMax: true, "max");
        return NdArray.Of(greatest.Shape, Array.ConvertAll(greatest.ToDoubles(), value => double.IsFinite(value) ? value : 0));
    }

    private static bool[] One(NdArray array, int axis)
    {
        var axes = new bool[array.Rank];
        if (axes.Length > 0)
        {
            axes[axis] = true;
        }

        return axes;
    }
}
