using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Operators;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Im2col;

/// <summary>
/// The course's module <c>im2col</c>, which its layers import: the windows of a convolution as columns, and back. Written
/// from its definition: row <c>r</c> of the columns is channel <c>k[r]</c> at <c>(i[r], j[r])</c> of each window, columns go
/// through the places of the window first and the images last.
/// </summary>
internal static class ColumnFunctions
{
    private const string Window = ", padding=1, stride=1";

    private static readonly LibraryFunction[] Functions =
    [
        NumPyWords.Spoken(new("im2col.get_im2col_indices", "x_shape, field_height, field_width" + Window, "The indices (k, i, j) of all windows of images of a shape.", (context, a) => new TupleValue(Indices(context, a, a["x_shape"])))),
        NumPyWords.Spoken(new("im2col.im2col_indices", "x, field_height, field_width" + Window, "The windows of images as columns.", Columns)),
        NumPyWords.Spoken(new("im2col.col2im_indices", "cols, x_shape, field_height=3, field_width=3" + Window, "Columns added up to images: the gradient of im2col_indices.", Images)),
    ];

    /// <summary>The module under the names by which files of the course import it. A student's own copy of it may hold more.</summary>
    public static LibraryPart Part { get; } = new("The course's module im2col")
    {
        Families = [("im2col", Functions)],
        Modules = new[] { "im2col", ".im2col", "..im2col", "cs231n.im2col" }.ToDictionary(name => name, _ => "im2col", StringComparer.Ordinal),
        IsExcerpt = true,
    };

    private static NdArray[] Indices(CallContext context, BoundArguments a, Value shape)
    {
        var sizes = Sizes(context, shape);
        long height = a.Int(context, "field_height"), width = a.Int(context, "field_width"), padding = a.Int(context, "padding"), stride = a.Int(context, "stride");
        long acrossRows = sizes[2] + (2 * padding) - height, acrossColumns = sizes[3] + (2 * padding) - width;
        if (stride == 0)
        {
            throw Errors.Python("ZeroDivisionError", ErrorCodes.DivisionByZero, "integer modulo by zero", context.Span);
        }

        if (acrossRows % stride != 0 || acrossColumns % stride != 0)
        {
            throw Errors.Python("AssertionError", ErrorCodes.AssertionFailed, string.Empty, context.Span);
        }

        long outHeight = Math.Max(0, (acrossRows / stride) + 1), outWidth = Math.Max(0, (acrossColumns / stride) + 1);
        long channels = Math.Max(0, sizes[1]), field = Math.Max(0, height) * Math.Max(0, width);
        return
        [
            Counted(context, channels, field, 1, (row, _) => row / field),
            Counted(context, channels, field, outHeight * outWidth, (row, column) => (row % field / width) + (stride * (column / outWidth))),
            Counted(context, channels, field, outHeight * outWidth, (row, column) => (row % field % width) + (stride * (column % outWidth))),
        ];
    }

    private static NdArray Counted(CallContext context, long channels, long field, long columns, Func<long, long, long> number)
    {
        // Each factor fits an int, so that no product of two overflows.
        context.Budget.Work(Math.Max(channels * field, columns), context.Span);
        int[] shape = [(int)(channels * field), (int)columns];
        var made = new long[Shapes.Charge(context, shape)];
        for (var k = 0; k < made.Length; k++)
        {
            made[k] = number(k / columns, k % columns);
        }

        return NdArray.Of(shape, DType.Int64, made);
    }

    private static long[] Sizes(CallContext context, Value shape)
    {
        var sizes = Array.ConvertAll(Arguments.Ints(context, shape), size => (long)size);
        return sizes.Length == 4
            ? sizes
            : throw Errors.Python("ValueError", ErrorCodes.WrongUnpacking, sizes.Length > 4 ? "too many values to unpack (expected 4)" : $"not enough values to unpack (expected 4, got {sizes.Length})", context.Span);
    }

    private static NdArray Columns(CallContext context, BoundArguments a)
    {
        var x = a.Array(context, "x");
        var indices = Indices(context, a, Shaping.Tuple(x.Shape));
        var padding = IntegerValue.Of(a.Int(context, "padding"));
        var none = new TupleValue(IntegerValue.Of(0), IntegerValue.Of(0));
        var around = new TupleValue(padding, padding);
        var padded = (NdArray)Call(context, "numpy.pad", x, new TupleValue(none, none, around, around));
        var windows = Indexing.Get(context, padded, new TupleValue([new SliceValue(null, null, null), .. indices]));
        return Shaping.Reshape(context, Layouts.Transpose(context, windows, [1, 2, 0]), [indices[0].Size, -1]);
    }

    private static Value Images(CallContext context, BoundArguments a)
    {
        var cols = a.Array(context, "cols");
        var sizes = Sizes(context, a["x_shape"]);
        var indices = Indices(context, a, a["x_shape"]);
        var padding = a.Int(context, "padding");
        var shape = new TupleValue([.. sizes.Select((size, axis) => IntegerValue.Of(axis < 2 ? size : size + (2L * padding)))]);
        var padded = (NdArray)Call(context, "numpy.zeros", shape, DTypeValue.Of(cols.DType));
        var windows = Shaping.Reshape(context, cols, [indices[0].Size, -1, (int)sizes[0]]);
        Call(context, "numpy.add.at", padded, new TupleValue([new SliceValue(null, null, null), .. indices]), Layouts.Transpose(context, windows, [2, 0, 1]));
        var inner = new SliceValue(IntegerValue.Of(padding), IntegerValue.Of(-padding), null);
        return padding == 0 ? padded : Subscripts.Get(context, padded, new TupleValue(new SliceValue(null, null, null), new SliceValue(null, null, null), inner, inner));
    }

    private static Value Call(CallContext context, string name, params Value[] arguments) => context.Library.Function(name)!.Call(context, arguments);
}
