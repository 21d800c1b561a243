namespace GradCheck.Python.Arrays;

/// <summary>Where elements are.</summary>
internal static class Searching
{
    /// <summary>The indices of the elements that are not 0, one array an axis, in row-major order.</summary>
    public static NdArray[] NonZero(ArrayContext context, NdArray array)
    {
        context.Budget.Array(array.Size, context.Span);
        var values = array.ToDoubles();
        var found = new List<int>();
        for (var k = 0; k < values.Length; k++)
        {
            if (values[k] != 0)
            {
                found.Add(k);
            }
        }

        context.Budget.Array((long)found.Count * array.Rank, context.Span);
        var indices = new long[array.Rank][];
        var inner = NdArray.RowMajor(array.Shape);
        for (var axis = 0; axis < indices.Length; axis++)
        {
            indices[axis] = [.. found.Select(place => (long)(place / inner[axis] % array.Shape[axis]))];
        }

        return Array.ConvertAll(indices, numbers => NdArray.Of([numbers.Length], DType.Int64, numbers));
    }
}
