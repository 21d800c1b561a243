using GradCheck.Programs.Values;

namespace GradCheck.Programs.NumPy;

/// <summary>What calling a type of NumPy does, such as <c>np.float64(1)</c>.</summary>
internal static class TypeFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. ArrayTypes.Names.Select(name => new LibraryFunction("numpy." + name, "x=0", "A number or an array of this type.", (context, arguments) => Converted(context, "numpy." + name, arguments["x"]))),
        new("numpy.dtype", "dtype", "A type of elements.", (context, arguments) => new DTypeValue(arguments.DTypeOf(context) ?? DType.Float64)),
    ];

    private static NdArray Converted(CallContext context, string type, Value value)
    {
        var dtype = ArrayTypes.Of(context, new TypeValue(type)) ?? DType.Float64;
        var array = ArrayConversion.ToArray(context, value);
        var converted = ArrayTypes.Convert(context, array, dtype);
        return converted.Rank > 0 || converted.IsScalar ? converted : (NdArray)Indexing.Get(context, converted, new TupleValue());
    }
}
