namespace GradCheck.Python.Arrays;

/// <summary>Elements of one type as another.</summary>
internal static class Casts
{
    /// <summary>The type that holds the elements of both.</summary>
    public static DType Promote(DType left, DType right) => left > right ? left : right;

    /// <summary>Elements of another type, without nodes where that is not float; the array itself where it has the type already.</summary>
    public static NdArray To(ArrayContext context, NdArray array, DType dtype)
    {
        if (array.DType == dtype)
        {
            return array;
        }

        var count = Shapes.Charge(context, array.Shape);
        if (dtype == DType.Float64)
        {
            return NdArray.Of(array.Shape, array.ToDoubles(), isScalar: array.IsScalar);
        }

        var made = new long[count];
        if (array.DType == DType.Float64)
        {
            var floats = Floats.Of(array);
            for (var k = 0; k < count; k++)
            {
                made[k] = dtype == DType.Bool ? (floats[k] != 0 ? 1 : 0) : ToLong(context, floats[k]);
            }
        }
        else
        {
            var integers = Integers.Of(array);
            for (var k = 0; k < count; k++)
            {
                made[k] = dtype == DType.Bool ? (integers[k] != 0 ? 1 : 0) : integers[k];
            }
        }

        return NdArray.Of(array.Shape, dtype, made, array.IsScalar);
    }

    private static long ToLong(ArrayContext context, double value)
    {
        if (value is >= -9223372036854775808.0 and < 9223372036854775808.0)
        {
            return (long)value;
        }

        context.Warn(ArrayWarning.Invalid, "cast");
        return long.MinValue;
    }
}
