using System.Collections.Frozen;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>The types of elements: their names, and which of them a student's words mean.</summary>
internal static class ArrayTypes
{
    /// <summary>The types that are other names for the three, by the name after <c>numpy.</c> or in a text; true where that loses precision or range.</summary>
    private static readonly Dictionary<string, (DType DType, bool IsNarrowed)> ByName = new(StringComparer.Ordinal)
    {
        ["float"] = (DType.Float64, false),
        ["float64"] = (DType.Float64, false),
        ["float_"] = (DType.Float64, false),
        ["double"] = (DType.Float64, false),
        ["longdouble"] = (DType.Float64, true),
        ["floating"] = (DType.Float64, false),
        ["float32"] = (DType.Float64, true),
        ["float16"] = (DType.Float64, true),
        ["single"] = (DType.Float64, true),
        ["half"] = (DType.Float64, true),
        ["f8"] = (DType.Float64, false),
        ["d"] = (DType.Float64, false),
        ["f4"] = (DType.Float64, true),
        ["f"] = (DType.Float64, true),
        ["f2"] = (DType.Float64, true),
        ["int"] = (DType.Int64, false),
        ["int_"] = (DType.Int64, false),
        ["int64"] = (DType.Int64, false),
        ["intp"] = (DType.Int64, false),
        ["long"] = (DType.Int64, false),
        ["longlong"] = (DType.Int64, false),
        ["integer"] = (DType.Int64, false),
        ["i8"] = (DType.Int64, false),
        ["l"] = (DType.Int64, false),
        ["i"] = (DType.Int64, true),
        ["i4"] = (DType.Int64, true),
        ["intc"] = (DType.Int64, true),
        ["int32"] = (DType.Int64, true),
        ["int16"] = (DType.Int64, true),
        ["int8"] = (DType.Int64, true),
        ["uint"] = (DType.Int64, true),
        ["uint64"] = (DType.Int64, true),
        ["uint32"] = (DType.Int64, true),
        ["uint16"] = (DType.Int64, true),
        ["uint8"] = (DType.Int64, true),
        ["u1"] = (DType.Int64, true),
        ["ubyte"] = (DType.Int64, true),
        ["byte"] = (DType.Int64, true),
        ["bool"] = (DType.Bool, false),
        ["bool_"] = (DType.Bool, false),
        ["bool8"] = (DType.Bool, false),
        ["?"] = (DType.Bool, false),
        ["b1"] = (DType.Bool, false),
    };

    /// <summary>Types that NumPy has and the subset has not: objects, complex numbers, texts, dates, and narrow types by one letter.</summary>
    private static readonly FrozenSet<string> Outside = new[]
    {
        "object", "object_", "O", "complex", "complex_", "complex64", "complex128", "complex256", "cfloat", "cdouble", "csingle", "clongdouble", "c8", "c16", "c32", "F", "D", "G", "str", "str_", "unicode", "unicode_", "U", "S", "a",
        "bytes", "bytes_", "string_", "void", "V", "datetime64", "timedelta64", "M", "m", "M8", "m8", "float128", "longfloat", "g", "e", "h", "H", "b", "B", "I", "L", "q", "Q", "p", "P", "i1", "i2", "u2", "u4", "u8", "f16", "f12",
        "short", "ushort", "uintc", "uintp", "ulonglong", "generic", "flexible", "character", "inexact", "signedinteger", "unsignedinteger", "complexfloating", "list", "dict", "tuple", "set", "range", "type", "slice",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The names under which NumPy has types, such as <c>float64</c>.</summary>
    public static IEnumerable<string> Names => ByName.Keys.Where(name => name.Length > 2);

    /// <summary><c>float64</c>, <c>int64</c>, <c>bool</c>.</summary>
    public static string NameOf(DType dtype) => dtype switch
    {
        DType.Bool => "bool",
        DType.Int64 => "int64",
        _ => "float64",
    };

    /// <summary>The type that an argument such as <c>dtype=</c> means; null for <c>None</c>.</summary>
    public static DType? Of(CallContext context, Value value) => value switch
    {
        NoneValue => null,
        DTypeValue dtype => dtype.DType,
        NdArray => throw Errors.Type("Cannot interpret an array as a data type", context.Span),
        TypeValue type => Named(context, type.Name, $"Cannot interpret '<class '{type.Name}'>' as a data type"),
        LibraryValue function => Named(context, function.Function.Name, $"Cannot interpret '<function {function.Function.Name}>' as a data type"),
        StringValue text => Named(context, text.Value.TrimStart('<', '=', '>', '|'), $"data type '{text.Value}' not understood"),
        _ => throw Errors.Type($"Cannot interpret a value of type '{value.TypeName}' as a data type", context.Span),
    };

    private static DType Named(CallContext context, string name, string otherwise)
    {
        var isNumPy = name.StartsWith("numpy.", StringComparison.Ordinal);
        var plain = isNumPy ? name[6..] : name;
        if (!ByName.TryGetValue(plain, out var found))
        {
            // Texts of a length, such as U10, and records, such as 'i4,f8'.
            var isOther = Outside.Contains(plain) || plain.Contains(',', StringComparison.Ordinal) || (plain is ['U' or 'S' or 'V' or 'a', .. var length] && length.All(char.IsAsciiDigit));
            throw isOther
                ? Errors.Unsupported($"the type '{plain}' of elements is outside of the subset: arrays hold floats, whole numbers and booleans", context.Span)
                : Errors.Type(otherwise, context.Span);
        }

        if (found.IsNarrowed)
        {
            context.Session.Warn($"{plain} is computed in {NameOf(found.DType)} here", context.Span);
        }

        if (isNumPy && plain is "int" or "float" or "bool" or "long")
        {
            context.Session.Warn($"DeprecationWarning: `np.{plain}` is a deprecated alias for the builtin `{plain}`; NumPy 1.24 and later have no such name", context.Span);
        }

        return found.DType;
    }
}
