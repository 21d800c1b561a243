using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Arrays joined, split, repeated.</summary>
internal static class Joining
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("numpy.concatenate", "arrays, axis=0, out=None, dtype=None", "Joined along an axis that they have; axis=None joins them flat.", (context, arguments) =>
            Concatenate(context, Parts(context, arguments["arrays"]), arguments["axis"])),
        Movers.Of("numpy.append", "arr, values, axis=None", "A new array with values at the end.", (context, arguments) =>
            Concatenate(context, [arguments.Array(context, "arr"), arguments.Array(context, "values")], arguments["axis"])),
        Movers.Of("numpy.stack", "arrays, axis=0, out=None", "Joined along a new axis.", Stack),
        Movers.Of("numpy.vstack", "tup", "Joined along the first axis; arrays of one axis become rows.", (context, arguments) =>
            Gathering.Concatenate(context, "numpy.vstack", Array.ConvertAll(Parts(context, arguments["tup"]), array => Layouts.AtLeast(context, array, 2)), 0)),
        Movers.Of("numpy.row_stack", "tup", "As vstack.", (context, arguments) =>
            Gathering.Concatenate(context, "numpy.vstack", Array.ConvertAll(Parts(context, arguments["tup"]), array => Layouts.AtLeast(context, array, 2)), 0)),
        Movers.Of("numpy.hstack", "tup", "Joined along the second axis, or the only one.", (context, arguments) =>
        {
            var parts = Array.ConvertAll(Parts(context, arguments["tup"]), array => Layouts.AtLeast(context, array, 1));
            return Gathering.Concatenate(context, "numpy.hstack", parts, parts.Length > 0 && parts[0].Rank == 1 ? 0 : 1);
        }),
        Movers.Of("numpy.dstack", "tup", "Joined along the third axis.", (context, arguments) =>
            Gathering.Concatenate(context, "numpy.dstack", Array.ConvertAll(Parts(context, arguments["tup"]), array => Layouts.AtLeast(context, array, 3)), 2)),
        Movers.Of("numpy.column_stack", "tup", "Arrays of one axis as columns.", (context, arguments) =>
            Gathering.Concatenate(context, "numpy.column_stack", Array.ConvertAll(Parts(context, arguments["tup"]), array => array.Rank >= 2 ? array : Views.Reshape(context, array, [array.Size, 1])), 1)),
        Movers.Of("numpy.split", "ary, indices_or_sections, axis=0", "Views of equal parts, or of parts between indices.", (context, arguments) => Split(context, arguments, null, isEqual: true)),
        Movers.Of("numpy.array_split", "ary, indices_or_sections, axis=0", "Views of nearly equal parts.", (context, arguments) => Split(context, arguments, null, isEqual: false)),
        new("numpy.hsplit", "ary, indices_or_sections", "Split along the second axis.", (context, arguments) => Split(context, arguments, 1, isEqual: true)),
        new("numpy.vsplit", "ary, indices_or_sections", "Split along the first axis.", (context, arguments) => Split(context, arguments, 0, isEqual: true)),
        Movers.Of("numpy.tile", "A, reps", "Repeated as a whole.", Tile),
        Movers.Of("numpy.repeat", "a, repeats, axis=None", "Each element repeated.", Repeat),
        Movers.Of("numpy.roll", "a, shift, axis=None", "Moved along an axis, round the end.", Roll),
    ];

    private static NdArray[] Parts(CallContext context, Value value) => value switch
    {
        NdArray array => [.. ArrayIteration.Of(context, array).Cast<NdArray>()],
        _ when ArrayConversion.Items(value) is { } items => [.. items.Select(item => ArrayConversion.ToArray(context, item))],
        _ => throw Errors.Type($"'{value.TypeName}' object is not iterable", context.Span),
    };

    private static NdArray Concatenate(CallContext context, NdArray[] parts, Value axis) => axis is NoneValue
        ? Gathering.Concatenate(context, "numpy.concatenate", Array.ConvertAll(parts, part => Views.Reshape(context, part, [part.Size])), 0)
        : Gathering.Concatenate(context, "numpy.concatenate", parts, Arguments.Int(context, axis));

    private static NdArray Stack(CallContext context, BoundArguments arguments)
    {
        var parts = Parts(context, arguments["arrays"]);
        if (parts.Length == 0)
        {
            throw Errors.Value("need at least one array to stack", context.Span);
        }

        if (parts.Any(part => !Shapes.Same(part.Shape, parts[0].Shape)))
        {
            throw Errors.Shape("all input arrays must have the same shape", context.Span);
        }

        var axis = Shapes.Axis(arguments.Long(context, "axis"), parts[0].Rank + 1);
        int[] shape = [.. parts[0].Shape[..axis], 1, .. parts[0].Shape[axis..]];
        return Gathering.Concatenate(context, "numpy.stack", Array.ConvertAll(parts, part => Views.Reshape(context, part, shape)), axis);
    }

    private static ListValue Split(CallContext context, BoundArguments arguments, int? along, bool isEqual)
    {
        var array = arguments.Array(context, "ary");
        var axis = Shapes.Axis(along is { } given ? (array.Rank == 1 ? 0 : given) : arguments.Long(context, "axis"), array.Rank);
        var length = array.Shape[axis];
        var ends = new List<int>();
        if (ArrayConversion.Items(arguments["indices_or_sections"]) is not null || arguments["indices_or_sections"] is NdArray { Rank: 1 })
        {
            ends.AddRange(Arguments.Ints(context, arguments["indices_or_sections"]));
            ends.Add(length);
        }
        else
        {
            var parts = arguments.Int(context, "indices_or_sections");
            if (parts <= 0)
            {
                throw Errors.Value("number sections must be larger than 0.", context.Span);
            }

            if (isEqual && length % parts != 0)
            {
                throw Errors.Value("array split does not result in an equal division", context.Span);
            }

            context.Budget.Array(parts, context.Span);
            for (int k = 0, end = 0; k < parts; k++)
            {
                end += (length / parts) + (k < length % parts ? 1 : 0);
                ends.Add(end);
            }
        }

        var made = new List<Value>();
        var start = 0;
        foreach (var end in ends)
        {
            var slices = new Value[axis + 1];
            Array.Fill(slices, new SliceValue(null, null, null));
            slices[axis] = new SliceValue(new IntegerValue(start), new IntegerValue(end), null);
            made.Add(Indexing.Get(context, array, new TupleValue(slices)));
            start = end;
        }

        return new(made);
    }

    private static NdArray Tile(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "A");
        var repeats = Arguments.Ints(context, arguments["reps"]);
        if (repeats.Any(count => count < 0))
        {
            throw Errors.Value("negative dimensions are not allowed", context.Span);
        }

        var rank = Math.Max(array.Rank, repeats.Length);
        Shapes.CheckRank(rank);
        int[] lengths = [.. Enumerable.Repeat(1, rank - array.Rank), .. array.Shape];
        int[] times = [.. Enumerable.Repeat(1, rank - repeats.Length), .. repeats];
        int[] shape = [.. lengths.Zip(times, (length, count) => Times(context, length, count))];
        var walk = new Walk(shape, NdArray.RowMajor(lengths), lengths);
        return Gathering.Take(context, "numpy.tile", array, shape, walk.Place);
    }

    private static NdArray Repeat(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var axis = 0;
        if (arguments.Has("axis"))
        {
            axis = Shapes.Axis(arguments.Long(context, "axis"), array.Rank);
        }
        else
        {
            array = Views.Reshape(context, array, [array.Size]);
        }

        // A float of Python is cut here, and nowhere else.
        var repeats = arguments["repeats"] is FloatValue { Value: >= int.MinValue and <= int.MaxValue } number ? [(int)number.Value] : Arguments.Ints(context, arguments["repeats"]);
        var length = array.Shape[axis];
        if (repeats.Length != 1 && repeats.Length != length)
        {
            throw Errors.Shape($"operands could not be broadcast together with shape {ShapeWords.Tight([length])} {ShapeWords.Tight([repeats.Length])}", context.Span);
        }

        if (repeats.Any(count => count < 0))
        {
            throw Errors.Value(repeats.Length == 1 ? "negative dimensions are not allowed" : "repeats may not contain negative values.", context.Span);
        }

        var total = repeats.Length == 1 ? (long)repeats[0] * length : repeats.Sum(count => (long)count);
        context.Budget.Array(total, context.Span);
        int[] chosen = [.. Enumerable.Range(0, length).SelectMany(k => Enumerable.Repeat(k, repeats.Length == 1 ? repeats[0] : repeats[k]))];
        int[] shape = [.. array.Shape[..axis], chosen.Length, .. array.Shape[(axis + 1)..]];
        var inner = (int)Shapes.Count(array.Shape.AsSpan(axis + 1));
        return Gathering.Take(context, "numpy.repeat", array, shape, k =>
        {
            var (row, column) = Math.DivRem(k, inner);
            var (outer, at) = Math.DivRem(row, chosen.Length);
            return (((outer * length) + chosen[at]) * inner) + column;
        });
    }

    private static NdArray Roll(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        var shifts = Arguments.Ints(context, arguments["shift"]);
        if (!arguments.Has("axis"))
        {
            var size = Math.Max(array.Size, 1);
            return Gathering.Take(context, "numpy.roll", array, array.Shape, k => (int)(((((long)k - shifts.Sum(shift => (long)shift)) % size) + size) % size));
        }

        var axes = Arguments.Ints(context, arguments["axis"]);
        if (axes.Length == 0 || shifts.Length == 0 || (axes.Length > 1 && shifts.Length > 1 && axes.Length != shifts.Length))
        {
            throw Errors.Value("'shift' and 'axis' should be scalars or 1D sequences", context.Span);
        }

        var moves = new long[array.Rank];
        for (var k = 0; k < Math.Max(axes.Length, shifts.Length); k++)
        {
            moves[Shapes.Axis(axes[Math.Min(k, axes.Length - 1)], array.Rank)] += shifts[Math.Min(k, shifts.Length - 1)];
        }

        var strides = NdArray.RowMajor(array.Shape);
        return Gathering.Take(context, "numpy.roll", array, array.Shape, k =>
        {
            var place = 0;
            for (var axis = 0; axis < strides.Length; axis++)
            {
                long length = array.Shape[axis], at = k / strides[axis] % length;
                place += (int)((((at - moves[axis]) % length) + length) % length) * strides[axis];
            }

            return place;
        });
    }

    private static int Times(CallContext context, int length, int count)
    {
        var product = (long)length * count;
        if (product > int.MaxValue)
        {
            context.Budget.Array(product, context.Span);
        }

        return (int)product;
    }

    /// <summary>Where the elements of a tiled array come from.</summary>
    private sealed class Walk(int[] shape, int[] strides, int[] lengths)
    {
        private readonly int[] steps = NdArray.RowMajor(shape);

        public int Place(int k)
        {
            var place = 0;
            for (var axis = 0; axis < steps.Length; axis++)
            {
                place += k / steps[axis] % shape[axis] % lengths[axis] * strides[axis];
            }

            return place;
        }
    }
}
