using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary><c>np.vectorize</c>: a function of numbers, called for each element.</summary>
internal static class Vectorizing
{
    private const string Name = "numpy.vectorize";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new(Name, "pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None", "A function of arrays that calls pyfunc for each element; the first result tells the type.", Made),
    ];

    private static LibraryValue Made(CallContext context, BoundArguments arguments)
    {
        if (arguments.Has("excluded") || arguments.Has("signature"))
        {
            throw Errors.Unsupported("np.vectorize is supported without excluded= and signature=", context.Span);
        }

        var function = arguments["pyfunc"];
        var types = arguments["otypes"] switch
        {
            NoneValue => null,
            StringValue text => text.Value.Select(letter => ArrayTypes.Of(context, new StringValue(letter.ToString()))).ToArray(),
            var given when ArrayConversion.Items(given) is { } items => [.. items.Select(item => ArrayTypes.Of(context, item))],
            _ => throw Errors.Value("Invalid otype specification", context.Span),
        };
        var isCached = arguments.Flag("cache");
        return new(new(Name, "*args", "The function that np.vectorize made.", NumPyWords.Told((inner, given) => Applied(inner, function, given.Rest, types, isCached))) { Words = NumPyWords.Instance });
    }

    private static Value Applied(CallContext context, Value function, IReadOnlyList<Value> given, DType?[]? types, bool isCached)
    {
        if (given.Count == 0)
        {
            return context.Call(function, []);
        }

        var arrays = given.Select(value => ArrayConversion.ToArray(context, value)).ToArray();
        if (arrays.Any(array => array.Size == 0) && types is null)
        {
            throw Errors.Value("cannot call `vectorize` on size 0 inputs unless `otypes` is set", context.Span);
        }

        // As NumPy: without types, one call more of the first elements, as scalars, tells what comes out.
        Value? first = null;
        if (types is null)
        {
            first = context.Call(function, [.. arrays.Select(array => Indexing.Get(context, Views.Reshape(context, array, [array.Size]), IntegerValue.Of(0)))]);
            types = Array.ConvertAll(Outputs(first), output => (DType?)ArrayConversion.ToArray(context with { TakesObjects = true }, output).DType);
        }

        var shape = Shapes.Broadcast(arrays);
        var count = Shapes.Charge(context, shape);

        // Copies, since the function may write to what it was called for.
        var elements = Array.ConvertAll(arrays, array => Views.Copy(context, Views.Broadcast(array, shape)));
        var columns = Array.ConvertAll(types, _ => new Column(count));
        for (var k = 0; k < count; k++)
        {
            context.Budget.Step(context.Span);
            var made = k == 0 && first is not null && isCached ? first : context.Call(function, [.. elements.Select(array => Element(array, k))]);
            var outputs = types.Length == 1 && made is not TupleValue ? [made] : Outputs(made);
            if (outputs.Length != columns.Length)
            {
                throw Errors.Value($"the function of np.vectorize gave {outputs.Length} values, but {columns.Length} before", context.Span);
            }

            for (var at = 0; at < columns.Length; at++)
            {
                columns[at].Set(context, k, ArrayConversion.ToArray(context, outputs[at]));
            }
        }

        Value[] results = [.. columns.Select((column, at) => column.Result(context, shape, types[at] ?? DType.Float64))];
        return results.Length == 1 ? results[0] : new TupleValue(results);
    }

    private static Value[] Outputs(Value made) => made is TupleValue tuple ? [.. tuple.Items] : [made];

    // The function is given numbers of Python.
    private static Value Element(NdArray array, int place) => new NdArray(array.Storage, place, [], []).ToPython();

    /// <summary>What the calls gave, in order.</summary>
    private sealed class Column(int count)
    {
        private readonly double[] values = new double[count];
        private readonly HashSet<int> sources = [];
        private long[]? integers = new long[count];
        private int[]? nodes;

        public void Set(CallContext context, int k, NdArray output)
        {
            if (output.Rank > 0)
            {
                throw Errors.Value("setting an array element with a sequence.", context.Span);
            }

            values[k] = Floats.Of(output)[0];
            if (output.DType == DType.Float64)
            {
                integers = null;
            }
            else if (integers is not null)
            {
                integers[k] = output.Storage.Integers[output.Offset];
            }

            if (output.IsTracked)
            {
                context.Budget.Allocate(nodes is null ? values.Length * 4L : 0, context.Span);
                nodes ??= new int[values.Length];
                nodes[k] = Floats.Of(output).Node(0);
                sources.Add(output.Source);
            }
        }

        public NdArray Result(CallContext context, int[] shape, DType dtype)
        {
            var made = integers is not null && dtype != DType.Float64 ? NdArray.Of(shape, DType.Int64, integers) : NdArray.Of(shape, values, nodes);
            return Views.Record(context, Name, Casts.To(context, made, dtype), [.. sources]);
        }
    }
}
