using System.Collections.Frozen;
using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>What there is of NumPy, as of 1.24.</summary>
internal static class NumPyPart
{
    /// <summary>A library that has a few functions of its own beside NumPy's.</summary>
    private const string CuPy = "cupy";

    /// <summary>Libraries that hold NumPy's functions under its names.</summary>
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal) { ["jax.numpy"] = "numpy", [CuPy] = CuPy };

    public static LibraryPart Part { get; } = Make();

    private static LibraryPart Make()
    {
        var functions = Array.ConvertAll(All(), NumPyWords.Spoken);
        return new("NumPy")
        {
            Families =
            [
                .. functions.GroupBy(function => function.Name.StartsWith("numpy.linalg.", StringComparison.Ordinal) ? "numpy.linalg" : "numpy").Select(group => (group.Key, (IReadOnlyList<LibraryFunction>)[.. group])),
                ("Methods of arrays", [.. ArrayMethods.All(functions.ToDictionary(function => function.Name, StringComparer.Ordinal)).Select(NumPyWords.Spoken)]),
            ],
            Modules = new List<string> { "numpy", "numpy.linalg", "numpy.core", "numpy.lib", "numpy.lib.stride_tricks" }.ToDictionary(name => name, StringComparer.Ordinal).Concat(Renamed).ToDictionary(StringComparer.Ordinal),
            Constants = NamedConstants().ToDictionary(StringComparer.Ordinal),
            Types = new Dictionary<string, string[]>(StringComparer.Ordinal)
            {
                ["numpy.float64"] = ["float", "numpy.floating", "numpy.inexact", "numpy.number", "numpy.generic"],
                ["numpy.int64"] = ["numbers.Integral", "numpy.signedinteger", "numpy.integer", "numpy.number", "numpy.generic"],
                ["numpy.bool_"] = ["numpy.generic"],
                ["AxisError"] = ["ValueError", "IndexError"],
                ["numpy.AxisError"] = ["ValueError", "IndexError"],
                ["numpy.linalg.LinAlgError"] = ["Exception"],
                ["UFuncTypeError"] = ["TypeError"],
            },
            Objects = value => value is NdArray array ? new ArrayObject(array) : null,
            Properties = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["ndarray"] = ["T", "shape", "size", "ndim", "dtype"] },
            MethodsOf = ArrayTypes.Names.Concat(["ndarray", "number", "dtype", "AxisError"]).ToDictionary(name => "numpy." + name, _ => "ndarray", StringComparer.Ordinal),
            Known = LibraryPart.ReadKnown("numpy_names.txt") is var known ? new Dictionary<string, FrozenSet<string>>(known, StringComparer.Ordinal) { [CuPy] = known["numpy"] } : known,
            Inner = new Dictionary<string, string>(StringComparer.Ordinal) { ["numpy.lib"] = "numpy", ["numpy.core"] = "numpy", [CuPy] = "numpy" },
            Unstarred = ["abs", "max", "min", "round", "int", "float", "bool", "str", "object"],
            Words = NumPyWords.Instance,
        };
    }

    private static LibraryFunction[] All() =>
    [
        .. Creation.Functions,
        .. UfuncFunctions.Functions,
        .. UfuncMethods.Functions,
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
