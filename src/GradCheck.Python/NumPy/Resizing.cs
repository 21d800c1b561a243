using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary><c>x.resize(shape)</c>: another shape in place, and <c>np.resize(x, shape)</c>: a copy that repeats what it has.</summary>
internal static class Resizing
{
    public static readonly LibraryFunction Method = new("ndarray.resize", "a, *shape, **options", "Another shape in place; what it grows by is 0. A view keeps its size.", InPlace);

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.resize", "a, new_shape", "A new array of any size, filled with the elements again and again.", (context, arguments) =>
        {
            var array = arguments.Array(context, "a");
            var shape = Arguments.Sizes(context, arguments["new_shape"]);
            CheckLengths(context, shape, "all elements of `new_shape` must be non-negative");
            return array.Size == 0 && Shapes.Count(shape) > 0
                ? Creation.Full(context, shape, NdArray.Of([], DType.Int64, [0L]), array.DType)
                : Gathering.Take(context, "numpy.resize", array, shape, k => k % array.Size);
        }),
    ];

    private static NoneValue InPlace(CallContext context, BoundArguments arguments)
    {
        foreach (var (name, _) in arguments.Keywords)
        {
            // How many names an array has is not known here: refcheck= changes nothing.
            if (name != "refcheck")
            {
                throw Errors.Type($"'{name}' is an invalid keyword argument for this function", context.Span);
            }
        }

        if (arguments.Rest.Count == 0 || arguments.Rest is [NoneValue])
        {
            return NoneValue.Instance;
        }

        var array = arguments["a"] as NdArray;
        if (array is not { IsScalar: false })
        {
            throw Errors.Unsupported("resize() of a scalar is outside of the subset", context.Span);
        }

        var shape = Arguments.Sizes(context, arguments.Rest is [var one] ? one : new TupleValue([.. arguments.Rest]));
        CheckLengths(context, shape, "negative dimensions not allowed");
        Shapes.CheckRank(shape.Length);
        if (!array.IsContiguous)
        {
            throw Views.Transpose(array, [.. Enumerable.Range(0, array.Rank).Reverse()]).IsContiguous
                ? Errors.Unsupported("resize() of an array that lies in memory by columns is outside of the subset", context.Span)
                : Errors.Value("resize only works on single-segment arrays", context.Span);
        }

        var old = array.Storage;
        if (Shapes.Count(shape) == array.Size)
        {
            // The same memory under another shape: a view may do that too.
            old.Version++;
            array.Resize(old, array.Offset, shape);
            return NoneValue.Instance;
        }

        if (!array.OwnsMemory)
        {
            throw Errors.Value("cannot resize this array: it does not own its data", context.Span);
        }

        var count = Shapes.Charge(context, shape);
        var kept = Math.Min(count, array.Size);
        var made = old.DType == DType.Float64
            ? new Storage(Grown(old.Floats), old.Nodes is null ? null : Grown(old.Nodes))
            : new Storage(old.DType, Grown(old.Integers));
        (made.Writer, made.Version) = (old.Writer, old.Version + 1);
        array.Resize(made, 0, shape);
        return NoneValue.Instance;

        T[] Grown<T>(T[] elements)
        {
            var grown = new T[count];
            elements.AsSpan(array.Offset, kept).CopyTo(grown);
            return grown;
        }
    }

    private static void CheckLengths(CallContext context, int[] shape, string message)
    {
        if (shape.Any(length => length < 0))
        {
            throw Errors.Value(message, context.Span);
        }
    }
}
