using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The methods of arrays.</summary>
internal static class ArrayMethods
{
    /// <summary>The functions that are methods too, with the same parameters.</summary>
    private static readonly string[] Shared =
    [
        "sum", "mean", "var", "std", "prod", "max", "min", "argmax", "argmin", "ptp", "any", "all", "cumsum", "cumprod",
        "ravel", "swapaxes", "squeeze", "repeat", "dot", "copy", "take", "nonzero", "trace", "diagonal", "round", "argsort",
    ];

    public static IEnumerable<LibraryFunction> All(IReadOnlyDictionary<string, LibraryFunction> functions) =>
    [
        .. Shared.Where(name => functions.ContainsKey("numpy." + name)).Select(name => functions["numpy." + name] with { Name = "ndarray." + name }),
        new("ndarray.reshape", "a, *shape, **options", "Another shape of the same size; one length may be -1.", Reshape),
        Resizing.Method,
        new("ndarray.transpose", "a, *axes, **options", "The axes in another order, by default reversed.", (context, arguments) =>
            Layouts.Transpose(context, arguments.Array(context, "a"), Spread(context, arguments, "axes"))),
        new("ndarray.flatten", "a, order='C'", "One axis; always a copy.", (context, arguments) =>
            arguments.Array(context, "a") is var array && Views.Copy(context, arguments.Text(context, "order") == "F" ? Layouts.Transpose(context, array, null) : array) is var copy
                ? Views.Record(context, "flatten", array, Views.Reshape(context, copy, [copy.Size]))
                : array),
        new("ndarray.astype", "a, dtype, order='K', casting='unsafe', subok=True, copy=True", "Elements of another type; anything but float cuts the gradient.", (context, arguments) =>
        {
            var array = arguments.Array(context, "a");
            var converted = Casts.To(context, array, arguments.DTypeOf(context) ?? DType.Float64);
            return converted == array && arguments.Flag("copy") ? Views.Record(context, "astype", array, Views.Copy(context, array, array.IsScalar)) : converted;
        }),
        new("ndarray.clip", "a, min=None, max=None, out=None", "Elements limited to a range.", (context, arguments) =>
            functions["numpy.clip"].Call(context, arguments["a"], arguments["min"], arguments["max"], arguments["out"])),
        new("ndarray.item", "a, *args", "The element as a number of Python.", Item),
        new("ndarray.tolist", "a", "Nested lists of numbers of Python.", (context, arguments) => ToList(context, arguments.Array(context, "a"))),
        new("ndarray.fill", "a, value", "All elements set to one value.", (context, arguments) =>
        {
            Writes.Into(context, "fill", arguments.Array(context, "a"), arguments.Array(context, "value"));
            return NoneValue.Instance;
        }),
        new("ndarray.sort", "a, axis=-1, kind=None", "Sorts in place.", (context, arguments) =>
        {
            var sorted = functions["numpy.sort"];
            var array = arguments.Array(context, "a");
            Writes.Into(context, "sort", array, (NdArray)sorted.Apply(context, arguments));
            return NoneValue.Instance;
        }),
        new("ndarray.view", "a", "The same memory again.", (_, arguments) => arguments["a"] is NdArray array ? Views.Of(array, array.Offset, array.Shape, array.Strides) : arguments["a"]),
    ];

    private static NdArray Reshape(CallContext context, BoundArguments arguments)
    {
        var order = "C";
        Value? shape = null;
        foreach (var (name, value) in arguments.Keywords)
        {
            switch (name)
            {
                case "order" when value is StringValue text:
                    order = text.Value;
                    break;
                case "shape" or "newshape":
                    shape = value;
                    break;
                default:
                    throw Errors.Type($"'{name}' is an invalid keyword argument for reshape()", context.Span);
            }
        }

        if (arguments.Rest.Count == 0 && shape is null)
        {
            throw Errors.Type("reshape() takes exactly 1 argument (0 given)", context.Span);
        }

        shape ??= arguments.Rest.Count == 1 ? arguments.Rest[0] : new TupleValue([.. arguments.Rest]);
        return Shaping.Reshape(context, arguments.Array(context, "a"), Arguments.Sizes(context, shape), order);
    }

    private static int[]? Spread(CallContext context, BoundArguments arguments, string keyword)
    {
        var given = arguments.Keywords.Where(pair => pair.Key == keyword).Select(pair => pair.Value).FirstOrDefault()
            ?? (arguments.Rest.Count == 1 ? arguments.Rest[0] : arguments.Rest.Count == 0 ? NoneValue.Instance : new TupleValue([.. arguments.Rest]));
        return given is NoneValue ? null : Arguments.Ints(context, given);
    }

    private static Value Item(CallContext context, BoundArguments arguments)
    {
        var array = arguments.Array(context, "a");
        if (arguments.Rest.Count > 0)
        {
            var index = arguments.Rest.Count == 1 ? arguments.Rest[0] : new TupleValue([.. arguments.Rest]);
            array = index is TupleValue ? Indexing.Get(context, array, index) : Indexing.Get(context, Views.Reshape(context, array, [array.Size]), index);
        }

        return array.Size == 1 ? array.ToPython() : throw Errors.Value("can only convert an array of size 1 to a Python scalar", context.Span);
    }

    private static Value ToList(CallContext context, NdArray array)
    {
        if (array.Rank == 0)
        {
            return array.ToPython();
        }

        context.Budget.Array(array.Size, context.Span);
        return new ListValue([.. ArrayIteration.Of(context, array).Select(row => ToList(context, (NdArray)row))]);
    }
}
