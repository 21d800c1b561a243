using System.Buffers;
using System.Text;

namespace GradCheck.Api.Fields;

/// <summary>Python's dialect of JSON: bare <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.</summary>
/// <remarks>
/// System.Text.Json rejects them. Before it reads a body, each is replaced by a string that no one writes by chance; on
/// the way out they are written raw. A body without them, nearly every one, is read where it lies.
/// </remarks>
public static class PythonJson
{
    // The mark keeps a replaced literal apart from a student's own string "NaN", which is a mistake to name.
    private const string Mark = @"\u0001";
    private static readonly SearchValues<byte> Stops = SearchValues.Create("\"NI"u8);

    private static readonly byte[] Null = "null"u8.ToArray();

    private static readonly (byte[] Literal, byte[] Replacement)[] Literals =
    [
        ("-Infinity"u8.ToArray(), Encoding.ASCII.GetBytes($"\"{Mark}-Infinity\"")),
        ("Infinity"u8.ToArray(), Encoding.ASCII.GetBytes($"\"{Mark}Infinity\"")),
        ("NaN"u8.ToArray(), Encoding.ASCII.GetBytes($"\"{Mark}NaN\"")),
    ];

    /// <summary>Replaces the bare literals of a body.</summary>
    /// <param name="body">The body, UTF-8.</param>
    /// <returns>The body as it is where it has none; otherwise a copy that is JSON.</returns>
    public static ReadOnlyMemory<byte> Normalize(ReadOnlyMemory<byte> body) => Replace(body, static match => Literals[match].Replacement);

    /// <summary>Replaces the bare literals of an answer by <c>null</c>, for parsers that know none of them.</summary>
    /// <param name="answer">The answer, UTF-8.</param>
    public static ReadOnlyMemory<byte> WithNulls(ReadOnlyMemory<byte> answer) => Replace(answer, static _ => Null);

    private static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> body, Func<int, byte[]> replacement)
    {
        var text = body.Span;
        ArrayBufferWriter<byte>? copy = null;
        var copied = 0;
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Stops);
            if (next < 0)
            {
                break;
            }

            at += next;
            if (text[at] == '"')
            {
                at = EndOfString(text, at);
                continue;
            }

            var start = at > 0 && text[at - 1] == '-' ? at - 1 : at;
            var match = Array.FindIndex(Literals, pair => body.Span[start..].StartsWith(pair.Literal));
            if (match < 0)
            {
                at++;
                continue;
            }

            copy ??= new(text.Length + (text.Length / 4) + 16);
            copy.Write(text[copied..start]);
            copy.Write(replacement(match));
            at = copied = start + Literals[match].Literal.Length;
        }

        if (copy is null)
        {
            return body;
        }

        copy.Write(text[copied..]);
        return copy.WrittenMemory;
    }

    /// <summary>Reads the string that stands for a bare literal.</summary>
    /// <param name="text">The string's value.</param>
    /// <param name="value">Receives NaN or an infinity.</param>
    /// <returns>Whether it was one.</returns>
    public static bool TryRead(string? text, out double value)
    {
        (var known, value) = text switch
        {
            "\u0001NaN" => (true, double.NaN),
            "\u0001Infinity" => (true, double.PositiveInfinity),
            "\u0001-Infinity" => (true, double.NegativeInfinity),
            _ => (false, 0),
        };
        return known;
    }

    /// <summary>The string that stands for a number that is not finite, where JSON is made to be read here.</summary>
    /// <param name="value">NaN or an infinity.</param>
    public static string TextOf(double value) => $"\u0001{Encoding.ASCII.GetString(Literal(value))}";

    /// <summary>The literal of a number that is not finite.</summary>
    /// <param name="value">NaN or an infinity.</param>
    public static ReadOnlySpan<byte> Literal(double value) =>
        double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;

    // Where the string that opens at a quote ends; the end of the text where it does not.
    private static int EndOfString(ReadOnlySpan<byte> text, int quote)
    {
        for (var at = quote + 1; at < text.Length;)
        {
            var next = text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                break;
            }

            at += next;
            if (text[at] == '"')
            {
                return at + 1;
            }

            at += 2;
        }

        return text.Length;
    }
}
