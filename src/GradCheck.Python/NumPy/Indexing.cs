using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary><c>x[...]</c>, read and written.</summary>
internal static class Indexing
{
    /// <summary>Reads: a view for whole numbers, slices, <c>None</c> and <c>...</c>, a copy for masks and arrays of indices.</summary>
    public static NdArray Get(CallContext context, NdArray array, Value index)
    {
        if (array.IsScalar && index is not (TupleValue or EllipsisValue or NoneValue))
        {
            throw Errors.Index("invalid index to scalar variable.", context.Span);
        }

        try
        {
            return Selection.Read(context, array, IndexReader.Of(context, index));
        }
        catch (ArrayFault fault)
        {
            throw NumPyWords.Error(fault, context.Span);
        }
    }

    /// <summary>Writes a value, broadcast, to the elements that an index names.</summary>
    public static void Set(CallContext context, NdArray array, Value index, Value value)
    {
        if (array.IsScalar)
        {
            throw Errors.Type($"'{array.TypeName}' object does not support item assignment", context.Span);
        }

        try
        {
            Writes.CheckWritable(array);
            var plan = IndexPlan.Of(context, array, IndexReader.Of(context, index));
            Selection.Write(context, array, plan, Source(context, plan, array, value));
        }
        catch (ArrayFault fault)
        {
            throw NumPyWords.Error(fault, context.Span);
        }
    }

    private static NdArray Source(CallContext context, IndexPlan plan, NdArray array, Value value)
    {
        if (plan.IsElement && (value is ListValue or TupleValue || value is NdArray { Size: > 1 }))
        {
            throw Errors.Python("ValueError", ErrorCodes.ShapeMismatch, "setting an array element with a sequence.", context.Span);
        }

        return value is NoneValue && array.DType == DType.Float64 ? NdArray.Scalar(double.NaN)
            : value is NoneValue ? throw Errors.Type("int() argument must be a string, a bytes-like object or a real number, not 'NoneType'", context.Span)
            : ArrayConversion.ToArray(context, value);
    }
}
