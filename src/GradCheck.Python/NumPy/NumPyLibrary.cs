using System.Collections.Frozen;
using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy.Random;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The tables of what there is of NumPy: the interpreter looks names up here, and the docs page is made of them.</summary>
internal static class NumPyLibrary
{
    // Functions that NumPy has for elements of any kind, objects and texts too.
    private static readonly FrozenSet<string> Movers = new[]
    {
        "array", "asarray", "asanyarray", "ascontiguousarray", "copy", "full", "full_like", "zeros_like", "ones_like", "empty_like", "append", "stack", "vstack", "row_stack", "hstack", "dstack", "column_stack",
        "split", "array_split", "tile", "repeat", "roll", "reshape", "ravel", "transpose", "squeeze", "expand_dims", "atleast_1d", "atleast_2d", "atleast_3d", "broadcast_to", "broadcast_arrays", "flip", "shape", "ndim", "size",
        "where", "sort", "argsort", "unique", "in1d", "isin", "array_equal", "meshgrid", "random.choice", "random.permutation",
    }.Select(name => "numpy." + name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The functions by their full name, such as <c>numpy.sum</c>, <c>numpy.random.rand</c>, <c>numpy.add.at</c>.</summary>
    public static IReadOnlyDictionary<string, LibraryFunction> Functions { get; } = All().Select(Moving).ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The methods of an array by their name; the first parameter is the array.</summary>
    public static IReadOnlyDictionary<string, LibraryFunction> Methods { get; } = ArrayMethods.All(Functions).ToFrozenDictionary(function => function.Name["ndarray.".Length..], StringComparer.Ordinal);

    /// <summary>What is not a function, by its full name: numbers, types, <c>numpy.newaxis</c>.</summary>
    public static IReadOnlyDictionary<string, Value> Constants { get; } = NamedConstants().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>An attribute of an array that is not a method; null where there is none of that name.</summary>
    public static Value? Attribute(CallContext context, NdArray array, string name) => name switch
    {
        "shape" => Shaping.Tuple(array.Shape),
        "T" => array.Rank < 2 ? array : Shaping.Transpose(context, array, null),
        "dtype" => new DTypeValue(array.DType),
        "ndim" => new IntegerValue(array.Rank),
        "size" => new IntegerValue(array.Size),
        "itemsize" => new IntegerValue(array.DType == DType.Bool ? 1 : 8),
        "nbytes" => new IntegerValue(array.Size * (array.DType == DType.Bool ? 1L : 8L)),
        "strides" => Shaping.Tuple(array.Strides.Select(stride => stride * (array.DType == DType.Bool ? 1 : 8))),
        "real" => array,
        "flat" => new ListValue([.. ArrayIteration.Of(context, Views.Reshape(context, array, [array.Size]))]),
        _ => null,
    };

    private static LibraryFunction Moving(LibraryFunction function) => !Movers.Contains(function.Name)
        ? function
        : function with { Apply = (context, arguments) => function.Apply(context with { TakesObjects = true }, arguments) };

    private static IEnumerable<LibraryFunction> All() =>
    [
        .. Creation.Functions,
        .. UfuncFunctions.Functions,
        .. ReductionFunctions.Functions,
        .. Shaping.Functions,
        .. Resizing.Functions,
        .. Joining.Functions,
        .. ProductFunctions.Functions,
        .. ElementFunctions.Functions,
        .. Diagonals.Functions,
        .. Padding.Functions,
        .. SearchFunctions.Functions,
        .. SetFunctions.Functions,
        .. IndexFunctions.Functions,
        .. Windows.Functions,
        .. Vectorizing.Functions,
        .. RandomFunctions.Functions,
        .. TypeFunctions.Functions,
        .. ErrorState.Functions,
    ];

    private static IEnumerable<KeyValuePair<string, Value>> NamedConstants()
    {
        yield return new("numpy.pi", new FloatValue(Math.PI));
        yield return new("numpy.e", new FloatValue(Math.E));
        yield return new("numpy.inf", new FloatValue(double.PositiveInfinity));
        yield return new("numpy.Inf", new FloatValue(double.PositiveInfinity));
        yield return new("numpy.infty", new FloatValue(double.PositiveInfinity));
        yield return new("numpy.nan", new FloatValue(double.NaN));
        yield return new("numpy.NaN", new FloatValue(double.NaN));
        yield return new("numpy.NAN", new FloatValue(double.NaN));
        yield return new("numpy.newaxis", NoneValue.Instance);
        yield return new("numpy.__version__", new StringValue("1.24.2"));
        yield return new("numpy.ndarray", new TypeValue("numpy.ndarray"));
        yield return new("numpy.number", new TypeValue("numpy.number"));
        foreach (var made in IndexObjects.All)
        {
            yield return made;
        }

        foreach (var name in ArrayTypes.Names)
        {
            yield return new("numpy." + name, new TypeValue("numpy." + name));
        }
    }
}
