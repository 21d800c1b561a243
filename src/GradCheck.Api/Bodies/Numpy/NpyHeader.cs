using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>What an array says of itself before its data: a Python dictionary of three entries.</summary>
/// <param name="Descr">The dtype, such as <c>&lt;f8</c>; null for a structured one.</param>
/// <param name="IsFortranOrder">Whether the first index runs fastest.</param>
/// <param name="Sizes">The sizes of the axes, outermost first, each 0 or more.</param>
internal sealed record NpyHeader(string? Descr, bool IsFortranOrder, IReadOnlyList<long> Sizes)
{
    /// <summary>The longest header that is read: NumPy's own limit.</summary>
    public const int MostBytes = 10_000;

    /// <summary>Where data begin, in NumPy's own files: a multiple of this many bytes.</summary>
    private const int Alignment = 64;

    /// <summary>The bytes that every file starts with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>How many elements there are; <see cref="long.MaxValue"/> for more than that.</summary>
    public long Count
    {
        get
        {
            if (Sizes.Contains(0))
            {
                return 0;
            }

            Int128 count = 1;
            foreach (var size in Sizes)
            {
                count = Int128.Min(count * size, long.MaxValue);
            }

            return (long)count;
        }
    }

    /// <summary>Reads a header.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>The header; null where the text is none.</returns>
    public static NpyHeader? Parse(ReadOnlySpan<byte> text)
    {
        var match = Dictionary.Match(Encoding.Latin1.GetString(text));
        if (!match.Success || !match.Groups["order"].Success || !match.Groups["shape"].Success || !(match.Groups["descr"].Success ^ match.Groups["fields"].Success))
        {
            return null;
        }

        var sizes = new List<long>();
        foreach (var size in match.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Python 2 wrote long integers with an L.
            if (!long.TryParse(size.AsSpan().TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            sizes.Add(value);
        }

        return new(match.Groups["descr"].Success ? match.Groups["descr"].Value : null, match.Groups["order"].Value == "True", sizes);
    }

    /// <summary>The first bytes of an array of doubles: magic, version 1.0, and the header, padded as NumPy does.</summary>
    /// <param name="shape">Its shape.</param>
    public static byte[] OfDoubles(Tensors.Shape shape)
    {
        var text = $"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}";
        var before = Magic.Length + 4;
        var total = (before + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var bytes = new byte[total];
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Magic.Length + 2), (ushort)(total - before));
        bytes.AsSpan(before).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(before));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    // Not backtracking: its time is linear in whatever is sent.
    private static readonly Regex Dictionary = new(
        """^\s*\{(\s*(['"]descr['"]\s*:\s*(['"](?<descr>[^'"]*)['"]|(?<fields>\[.*\]))|['"]fortran_order['"]\s*:\s*(?<order>True|False)|['"]shape['"]\s*:\s*\((?<shape>[0-9L,\s]*)\))\s*,?\s*){3}\}\s*$""",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline);
}
