using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Diagonals and triangles of matrices.</summary>
internal static class Diagonals
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.diagonal", "a, offset=0, axis1=0, axis2=1", "A diagonal: a read-only view.", (context, arguments) =>
            Of(context, arguments.Array(context, "a"), arguments.Int(context, "offset"), arguments.Int(context, "axis1"), arguments.Int(context, "axis2"))),
        new("numpy.diag", "v, k=0", "The diagonal of a matrix, or the matrix of a diagonal.", Diag),
        new("numpy.diagflat", "v, k=0", "The matrix of a diagonal.", (context, arguments) =>
            arguments.Array(context, "v") is var array ? Matrix(context, Views.Reshape(context, array, [array.Size]), arguments.Int(context, "k")) : array),
        Triangle("tril", (row, column, k) => column <= row + k),
        Triangle("triu", (row, column, k) => column >= row + k),
        new("numpy.tri", "N, M=None, k=0, dtype=None", "Ones at and below a diagonal.", (context, arguments) =>
        {
            int rows = arguments.Int(context, "N"), columns = arguments.Has("M") ? arguments.Int(context, "M") : rows, k = arguments.Int(context, "k");
            var ones = Creation.Full(context, [Math.Max(rows, 0), Math.Max(columns, 0)], NdArray.Of([], DType.Int64, [1L]), arguments.DTypeOf(context) ?? DType.Float64);
            return Gathering.Take(context, "numpy.tri", ones, ones.Shape, place => place % columns <= (place / columns) + k ? place : -1);
        }),
    ];

    private static NdArray Of(CallContext context, NdArray array, int offset, int axis1, int axis2) => Layouts.Diagonal(context, array, offset, axis1, axis2, "numpy.diagonal");

    private static NdArray Diag(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "v");
        var k = arguments.Int(context, "k");
        return array.Rank switch
        {
            1 => Matrix(context, array, k),
            2 => Of(context, array, k, 0, 1),
            _ => throw Errors.Shape("Input must be 1- or 2-d.", context.Span),
        };
    }

    private static NdArray Matrix(CallContext context, NdArray diagonal, int k)
    {
        if (Math.Abs((long)k) > int.MaxValue / 2)
        {
            context.Budget.Array(long.MaxValue / 64, context.Span);
        }

        var size = diagonal.Size + Math.Abs(k);
        int down = Math.Max(0, -k), right = Math.Max(0, k);
        return Gathering.Take(context, "numpy.diag", diagonal, [size, size], place =>
            (place / size) - down is var at && at >= 0 && at < diagonal.Size && (place % size) - right == at ? at : -1);
    }

    private static LibraryFunction Triangle(string name, Func<int, int, long, bool> keep) => new("numpy." + name, "m, k=0", "A matrix with 0 outside a triangle.", (context, arguments) =>
    {
        var array = arguments.Array(context, "m");
        var k = arguments.Long(context, "k");
        if (array.Rank == 1)
        {
            Shapes.Charge(context, [array.Size, array.Size]);
            array = Views.Broadcast(array, [array.Size, array.Size]);
        }

        if (array.Rank == 0)
        {
            throw Errors.Shape("tuple index out of range", context.Span);
        }

        int rows = array.Shape[^2], columns = array.Shape[^1];
        return Gathering.Take(context, "numpy." + name, array, array.Shape, place => keep(place / columns % rows, place % columns, k) ? place : -1);
    });
}
