using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Values as arrays, as <c>np.asarray</c> makes them.</summary>
internal static class ArrayConversion
{
    private const int Deepest = 32;

    /// <summary>An array as it is; a number as a scalar that keeps its node; lists and tuples, nested, as a new array.</summary>
    /// <exception cref="ProgramException">Rows of different lengths, or something that is not a number.</exception>
    public static NdArray ToArray(CallContext context, Value value)
    {
        switch (value)
        {
            case NdArray array:
                return array;
            case FloatValue number:
                return NdArray.Scalar(number.Value, number.Node);
            case IntegerValue integer when integer.Value >= long.MinValue && integer.Value <= long.MaxValue:
                return NdArray.Of([], DType.Int64, [(long)integer.Value], isScalar: true);
            case IntegerValue:
                throw Errors.Python("OverflowError", ErrorCodes.Overflow, "Python int too large to convert to C long", context.Span);
            case BooleanValue boolean:
                return NdArray.Of([], DType.Bool, [boolean.Value ? 1 : 0], isScalar: true);
            case RangeValue range:
                context.Budget.Array(range.Count, context.Span);
                var counted = new long[range.Count];
                for (var k = 0; k < counted.Length; k++)
                {
                    counted[k] = range.Start + (k * range.Step);
                }

                return NdArray.Of([counted.Length], DType.Int64, counted);
            case ListValue or TupleValue:
                return Nested(context, value);
            case ObjectValue { AnswersForSpecialNames: true } own:
                return own.Ask(context, "__array__") as NdArray ?? throw Outside(context, value);
            case var strange when context.TakesObjects:
                throw Outside(context, strange);
            case StringValue text:
                throw Errors.Value($"could not convert string to float: '{text.Value}'", context.Span);
            default:
                throw Errors.Type($"float() argument must be a string or a real number, not '{value.TypeName}'", context.Span);
        }
    }

    // Legal in NumPy, which has arrays of objects and of texts.
    private static ProgramException Outside(CallContext context, Value value) => Errors.Unsupported(
        value switch
        {
            StringValue => "an array of texts is outside of the subset: arrays hold floats, whole numbers and booleans",
            IteratorValue => $"an array that holds a '{value.TypeName}' is outside of the subset: make a list of its items with list(...) first",
            _ => $"an array of objects, here of type '{value.TypeName}', is outside of the subset: arrays hold floats, whole numbers and booleans",
        },
        context.Span);

    /// <summary>The items of a list or a tuple; null for other values.</summary>
    public static IReadOnlyList<Value>? Items(Value value) => value switch
    {
        ListValue list => list.Items,
        TupleValue tuple => tuple.Items,
        _ => null,
    };

    /// <summary>An array of no axes that is not a scalar, as <c>np.array(1.5)</c> is.</summary>
    public static NdArray Unscalar(NdArray array) =>
        !array.IsScalar ? array : new(array.Storage, array.Offset, array.Shape, array.Strides, isScalar: false, array.Operation) { OwnsMemory = array.OwnsMemory };

    private static NdArray Nested(CallContext context, Value value)
    {
        var shape = new List<int>();
        var dtype = DType.Bool;
        var isEmpty = true;
        var leafSeen = false;
        Value? strange = null;
        Measure(value, 0);
        if (strange is not null)
        {
            throw Outside(context, strange);
        }

        if (isEmpty)
        {
            dtype = DType.Float64;
        }

        var whole = shape.ToArray();
        var size = Shapes.Charge(context, whole);
        var floats = dtype == DType.Float64 ? new double[size] : [];
        var integers = dtype == DType.Float64 ? [] : new long[size];
        int[]? nodes = null;
        var sources = new List<int>();
        var at = 0;
        Fill(value);
        if (dtype != DType.Float64)
        {
            return NdArray.Of(whole, dtype, integers);
        }

        return Views.Record(context, "numpy.array", NdArray.Of(whole, floats, nodes), sources.ToArray());

        void Measure(Value part, int depth)
        {
            if (depth > Deepest)
            {
                throw Errors.Value("maximum supported dimension for an ndarray is 32", context.Span);
            }

            if (Items(part) is { } items)
            {
                context.Budget.Work(items.Count, context.Span);
                Size(items.Count, depth);
                foreach (var item in items)
                {
                    Measure(item, depth + 1);
                }

                return;
            }

            if (context.TakesObjects && part is not (NdArray or FloatValue or IntegerValue or BooleanValue or RangeValue))
            {
                // Rows of different lengths are an error all the same.
                strange ??= part;
                leafSeen = true;
                if (shape.Count != depth)
                {
                    throw Ragged(depth);
                }

                return;
            }

            var array = ToArray(context, part);
            for (var axis = 0; axis < array.Rank; axis++)
            {
                Size(array.Shape[axis], depth + axis);
            }

            if (shape.Count != depth + array.Rank)
            {
                throw Ragged(depth + array.Rank);
            }

            isEmpty &= array.Size == 0;
            leafSeen = true;
            dtype = Casts.Promote(dtype, array.DType);
        }

        void Size(int length, int depth)
        {
            if (depth < shape.Count)
            {
                if (shape[depth] != length)
                {
                    throw Ragged(depth);
                }
            }
            else if (!leafSeen && shape.Count == depth)
            {
                shape.Add(length);
            }
            else
            {
                throw Ragged(depth);
            }
        }

        ProgramException Ragged(int depth)
        {
            var known = ShapeWords.Of(shape.Take(depth).ToArray());
            return Errors.Python("ValueError", ErrorCodes.ShapeMismatch, $"setting an array element with a sequence. The requested array has an inhomogeneous shape after {depth} dimensions. The detected shape was {known} + inhomogeneous part.", context.Span);
        }

        void Fill(Value part)
        {
            if (Items(part) is { } items)
            {
                foreach (var item in items)
                {
                    Fill(item);
                }

                return;
            }

            var array = ToArray(context, part);
            if (dtype != DType.Float64)
            {
                Integers.Of(array).ToArray(array.Size).CopyTo(integers, at);
            }
            else
            {
                var from = Floats.Of(array);
                from.Span(array.Size).CopyTo(floats.AsSpan(at));
                if (from.IsTracked)
                {
                    nodes ??= new int[size];
                    from.ToNodes(array.Size)!.CopyTo(nodes, at);
                    sources.Add(array.Source);
                }
            }

            at += array.Size;
        }
    }
}
