using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>What is made by an index: <c>np.r_[...]</c>, <c>np.c_[...]</c>, <c>np.s_[...]</c>.</summary>
internal static class IndexObjects
{
    public static IEnumerable<KeyValuePair<string, Value>> All =>
    [
        new("numpy.r_", new LibraryObject("numpy.lib.index_tricks.RClass", (_, _) => null, (context, index) => Joined(context, index, isColumns: false))),
        new("numpy.c_", new LibraryObject("numpy.lib.index_tricks.CClass", (_, _) => null, (context, index) => Joined(context, index, isColumns: true))),
        new("numpy.s_", new LibraryObject("numpy.lib.index_tricks.IndexExpression", (_, _) => null, (_, index) => index)),
    ];

    private static NdArray Joined(CallContext context, Value index, bool isColumns)
    {
        IReadOnlyList<Value> items = index is TupleValue tuple ? tuple.Items : [index];
        try
        {
            return Gathering.Concatenate(context, isColumns ? "numpy.c_" : "numpy.r_", [.. items.Select(item => Part(context, item, isColumns))], isColumns ? -1 : 0);
        }
        catch (ArrayFault fault)
        {
            throw NumPyWords.Error(fault, context.Span);
        }
    }

    private static NdArray Part(CallContext context, Value item, bool isColumns)
    {
        if (item is StringValue)
        {
            throw Errors.Unsupported("np.r_ and np.c_ with a text are outside of the subset; np.concatenate and np.stack take an axis", context.Span);
        }

        var array = item is SliceValue slice
            ? Creation.Range(context, slice.Lower is null or NoneValue ? IntegerValue.Of(0) : slice.Lower, slice.Upper ?? NoneValue.Instance, slice.Step is null or NoneValue ? IntegerValue.Of(1) : slice.Step)
            : ArrayConversion.ToArray(context with { TakesObjects = true }, item);

        // c_ stands what has one axis up as a column; r_ leaves it.
        return !isColumns ? (array.Rank > 0 ? array : Views.Reshape(context, array, [1]))
            : array.Rank == 1 ? Views.Reshape(context, array, [array.Size, 1])
            : array.Rank == 0 ? Views.Reshape(context, array, [1, 1])
            : array;
    }
}
