using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Whether elements are among others.</summary>
internal static class SetFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Movers.Of("numpy.in1d", "ar1, ar2, assume_unique=False, invert=False", "Whether each element is among those of another array, in one axis.", (context, arguments) =>
            arguments.Array(context, "ar1") is var array ? Among(context, array, [array.Size], arguments.Array(context, "ar2"), arguments.Flag("invert")) : array),
        Movers.Of("numpy.isin", "element, test_elements, assume_unique=False, invert=False", "Whether each element is among those of another array.", (context, arguments) =>
            arguments.Array(context, "element") is var array ? Among(context, array, array.Shape, arguments.Array(context, "test_elements"), arguments.Flag("invert")) : array),
    ];

    private static NdArray Among(CallContext context, NdArray array, int[] shape, NdArray others, bool isInverted)
    {
        Shapes.Charge(context, array.Shape);
        Shapes.Charge(context, others.Shape);

        // NaN is equal to nothing.
        var known = others.ToDoubles().Where(value => !double.IsNaN(value)).ToHashSet();
        return NdArray.Of(shape, DType.Bool, Array.ConvertAll(array.ToDoubles(), value => known.Contains(value) != isInverted ? 1L : 0));
    }
}
