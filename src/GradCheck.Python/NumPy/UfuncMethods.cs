using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The methods of the element-wise functions of two numbers: <c>np.add.at</c>, <c>np.subtract.outer</c>, <c>np.maximum.reduce</c>.</summary>
internal static class UfuncMethods
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. new[] { BinaryUfuncs.Add, BinaryUfuncs.Subtract, BinaryUfuncs.Multiply, BinaryUfuncs.Maximum }.Select(At),
        .. new[] { BinaryUfuncs.Add, BinaryUfuncs.Subtract, BinaryUfuncs.Multiply, BinaryUfuncs.Divide, BinaryUfuncs.Maximum, BinaryUfuncs.Minimum, BinaryUfuncs.Equal }.Select(Outer),
        .. BinaryUfuncs.All.Where(ufunc => ufunc.Reduce is not null).Select(Reduce),
    ];

    private static LibraryFunction At(BinaryUfunc ufunc)
    {
        var name = $"numpy.{ufunc.Name}.at";
        return new(name, "a, indices, b", "In place and unbuffered: an element that is named twice is changed twice.", (context, arguments) =>
        {
            if (arguments["a"] is not NdArray { IsScalar: false } array)
            {
                throw Errors.Type("first operand must be array", context.Span);
            }

            Writes.CheckWritable(array);
            var plan = IndexPlan.Of(context, array, IndexReader.Of(context, arguments["indices"]));
            var (places, shape) = plan.IsAdvanced ? (plan.Places(out var picked), picked) : (plan.View.Places(), plan.View.Shape);
            var value = arguments.Array(context, "b");
            if (Writes.Fit(value, shape) is not { } fitted)
            {
                throw Errors.Shape("array is not broadcastable to correct shape", context.Span);
            }

            ufunc.At(context, name, array, places, fitted);
            return NoneValue.Instance;
        });
    }

    private static LibraryFunction Outer(BinaryUfunc ufunc) => new($"numpy.{ufunc.Name}.outer", "A, B", "Each element of one with each of the other.", (context, arguments) =>
    {
        NdArray left = arguments.Array(context, "A"), right = arguments.Array(context, "B");
        Shapes.CheckRank(left.Rank + right.Rank);
        return ufunc.Apply(context, left.IsScalar || right.Rank == 0 ? left : Views.Reshape(context, left, [.. left.Shape, .. Enumerable.Repeat(1, right.Rank)]), right);
    });

    private static LibraryFunction Reduce(BinaryUfunc ufunc)
    {
        var name = $"numpy.{ufunc.Name}.reduce";
        return new(name, "a, axis=0, dtype=None, out=None, keepdims=False", "One of all elements, over the first axis by default.", (context, arguments) =>
        {
            var array = arguments.Typed(context);
            return ufunc.Reduce!(context, array, arguments.Axes(context, array), arguments.Flag("keepdims"), name);
        });
    }

    /// <summary>What an operation makes of the elements up to each, along an axis, or of all in row-major order for <c>None</c>. Sums and products of booleans are whole numbers.</summary>
    public static NdArray Accumulated(CallContext context, BinaryUfunc ufunc, NdArray array, Value axis, DType? dtype, string name)
    {
        array = Casts.To(context, array, dtype ?? (ufunc.Selects ? array.DType : Casts.Promote(array.DType, DType.Int64)));
        array = axis is NoneValue ? Views.Reshape(context, array, [array.Size]) : array;
        return Reductions.Accumulate(context, ufunc, array, Shapes.Axis(axis is NoneValue ? 0 : Arguments.Long(context, axis), array.Rank), name);
    }
}
