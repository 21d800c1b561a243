using System.Globalization;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>What kind of element an array has.</summary>
internal enum NpyKind
{
    /// <summary><c>bool</c>: a byte each.</summary>
    Boolean,

    /// <summary><c>int8</c> to <c>int64</c>.</summary>
    Signed,

    /// <summary><c>uint8</c> to <c>uint64</c>.</summary>
    Unsigned,

    /// <summary><c>float16</c>, <c>float32</c> and <c>float64</c>.</summary>
    Float,

    /// <summary><c>str</c>: code points of four bytes, padded with zeros.</summary>
    Text,

    /// <summary><c>bytes</c>: padded with zeros.</summary>
    Bytes,
}

/// <summary>A dtype that is read.</summary>
/// <param name="Kind">The kind of element.</param>
/// <param name="Size">Bytes an element.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
internal sealed record NpyType(NpyKind Kind, int Size, bool IsBigEndian)
{
    /// <summary>Whether it holds names, not numbers.</summary>
    public bool IsText => Kind is NpyKind.Text or NpyKind.Bytes;

    /// <summary>The dtype of a header's <c>descr</c>, such as <c>&lt;f8</c>; null for one that is not read.</summary>
    /// <param name="descr">The byte order, the kind and the size.</param>
    public static NpyType? Find(string descr)
    {
        if (descr.Length < 3 || !"<>|".Contains(descr[0], StringComparison.Ordinal) || !int.TryParse(descr.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return null;
        }

        NpyType? type = (descr[1], size) switch
        {
            ('b', 1) => new(NpyKind.Boolean, size, false),
            ('i', 1 or 2 or 4 or 8) => new(NpyKind.Signed, size, false),
            ('u', 1 or 2 or 4 or 8) => new(NpyKind.Unsigned, size, false),
            ('f', 2 or 4 or 8) => new(NpyKind.Float, size, false),
            ('U', < 1 << 20) => new(NpyKind.Text, size * 4, false),
            ('S', < 1 << 20) => new(NpyKind.Bytes, size, false),
            _ => null,
        };
        var needsOrder = type is { Size: > 1, Kind: not NpyKind.Bytes };
        return descr[0] == '|' && needsOrder ? null : type is null ? null : type with { IsBigEndian = descr[0] == '>' };
    }

    /// <summary>Why a dtype is not read.</summary>
    /// <param name="descr">The header's <c>descr</c>; null for a list of fields.</param>
    public static string Refuse(string? descr) => descr switch
    {
        null => "is a structured array, but an array of plain numbers belongs here",
        [_, 'O', ..] => "holds Python objects, which travel as a pickle, and no pickle is read: send an array of numbers",
        _ => $"has dtype {FieldText.Shorten(descr)}, but only float16, float32, float64, int8 to int64, uint8 to uint64 and bool are read",
    };
}
