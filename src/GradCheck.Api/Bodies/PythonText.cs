using System.Globalization;

namespace GradCheck.Api.Bodies;

/// <summary>Strings as Python's <c>json</c> writes them: half of a surrogate pair may stand alone.</summary>
/// <remarks>
/// Python reads bytes that are no UTF-8, in a file's name or a traceback, as such halves (<c>surrogateescape</c>), and
/// escapes them in JSON, where System.Text.Json rejects them. Each becomes the mark for what cannot be shown, U+FFFD.
/// </remarks>
internal static class PythonText
{
    private const int EscapeLength = 6;

    /// <summary>Replaces the lone halves in a body.</summary>
    /// <param name="body">The body, UTF-8.</param>
    /// <returns>The body as it is where it has none, which is nearly always; otherwise a copy.</returns>
    public static ReadOnlyMemory<byte> Normalize(ReadOnlyMemory<byte> body)
    {
        byte[]? copy = null;
        var text = body.Span;
        for (var at = 0; at < text.Length;)
        {
            // Outside strings JSON has no backslash.
            var next = text[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                break;
            }

            at += next;
            if (Escape(text[at..]) is not { } unit)
            {
                at += 2;
            }
            else if (char.IsHighSurrogate(unit) && text.Length > at + EscapeLength && Escape(text[(at + EscapeLength)..]) is { } second && char.IsLowSurrogate(second))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    copy ??= body.ToArray();
                    "fffd"u8.CopyTo(copy.AsSpan(at + 2));
                }

                at += EscapeLength;
            }
        }

        return copy ?? body;
    }

    // The unit of UTF-16 that \uXXXX stands for; null where there is no such escape.
    private static char? Escape(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text.StartsWith("\\u"u8) && ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;
}
