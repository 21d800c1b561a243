using System.Globalization;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>What calling a type of NumPy does, such as <c>np.float64(1)</c>, and what is known of types.</summary>
internal static class TypeFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. ArrayTypes.Names.Select(name => new LibraryFunction("numpy." + name, "x=0", "A number or an array of this type.", (context, arguments) => Converted(context, "numpy." + name, arguments["x"]))),
        new("numpy.dtype", "dtype", "A type of elements.", (context, arguments) => DTypeValue.Of(arguments.DTypeOf(context) ?? DType.Float64)),
        new("numpy.finfo", "dtype", "The limits of a float type: eps, max, min, tiny.", (context, arguments) => arguments.DTypeOf(context) == DType.Float64 || arguments["dtype"] is FloatValue
            ? new LibraryObject("numpy.finfo", (_, name) => name switch
            {
                "eps" => NdArray.Scalar(double.BitIncrement(1) - 1),
                "max" => NdArray.Scalar(double.MaxValue),
                "min" => NdArray.Scalar(double.MinValue),
                "tiny" or "smallest_normal" => NdArray.Scalar(2.2250738585072014e-308),
                "resolution" => NdArray.Scalar(1e-15),
                "bits" => new IntegerValue(64),
                _ => null,
            })
            : throw Errors.Value("data type not inexact", context.Span)),
        new("numpy.iinfo", "type", "The limits of a whole type: max, min.", (_, _) => new LibraryObject("numpy.iinfo", (_, name) => name switch
        {
            "max" => new IntegerValue(long.MaxValue),
            "min" => new IntegerValue(long.MinValue),
            "bits" => new IntegerValue(64),
            _ => null,
        })),
        new("numpy.set_printoptions", "**options", "Nothing: arrays are printed in NumPy's own way.", (_, _) => NoneValue.Instance),
    ];

    private static NdArray Converted(CallContext context, string type, Value value)
    {
        var dtype = ArrayTypes.Of(context, new TypeValue(type)) ?? DType.Float64;
        var array = value is StringValue text && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? NdArray.Scalar(number)
            : ArrayConversion.ToArray(context, value);
        var converted = Casts.To(context, array, dtype);
        return converted.Rank > 0 || converted.IsScalar ? converted : Indexing.Get(context, converted, new TupleValue());
    }
}
