using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary><c>for row in x:</c></summary>
internal static class ArrayIteration
{
    /// <summary>The rows as views, or the elements of an array of one axis.</summary>
    /// <exception cref="ProgramException">It has no axes.</exception>
    public static IEnumerable<Value> Of(CallContext context, NdArray array)
    {
        if (array.Rank == 0)
        {
            throw Errors.Type(array.IsScalar ? $"'{array.TypeName}' object is not iterable" : "iteration over a 0-d array", context.Span);
        }

        return Rows(context, array);
    }

    /// <summary><c>len(x)</c>.</summary>
    public static int Length(CallContext context, NdArray array) => array.Rank > 0 ? array.Shape[0]
        : throw Errors.Type(array.IsScalar ? $"object of type '{array.TypeName}' has no len()" : "len() of unsized object", context.Span);

    private static IEnumerable<Value> Rows(CallContext context, NdArray array)
    {
        for (var k = 0; k < array.Shape[0]; k++)
        {
            yield return Indexing.Get(context, array, new IntegerValue(k));
        }
    }
}
