using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GradCheck.Api.Bodies.Json;

/// <summary>Says where a body stops being JSON, and what stands there, without a word of how it is read.</summary>
internal static class JsonFault
{
    /// <summary>How deep a body may be nested.</summary>
    public const int MaxDepth = 64;

    /// <summary>Explains a fault.</summary>
    /// <param name="body">The body as it came, Python's own literals included.</param>
    /// <param name="fault">What the reader said of it.</param>
    public static string Explain(ReadOnlySpan<byte> body, JsonException fault)
    {
        var start = body.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
        {
            return "The body is empty.";
        }

        if (body[start] != '{')
        {
            return $"The body is not a JSON object: it does not start with {{{JsonWords.OfStart(body[start..])}.";
        }

        return new JsonWalk(body).Find(Kind(fault)) is { } found
            ? $"At {PlaceOf(body, found.At)}{(found.Path.Length == 0 ? " " : $", in {found.Path}, ")}{found.What}."
            : string.Create(CultureInfo.InvariantCulture, $"At line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1} the body is not JSON.");
    }

    /// <summary>A place in a body, for people: lines and characters from 1.</summary>
    /// <param name="body">The body.</param>
    /// <param name="at">The byte.</param>
    public static string PlaceOf(ReadOnlySpan<byte> body, int at)
    {
        var before = body[..at];
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return string.Create(CultureInfo.InvariantCulture, $"line {before.Count((byte)'\n') + 1}, column {Encoding.UTF8.GetCharCount(line) + 1}");
    }

    private static JsonFaultKind Kind(JsonException fault) => fault switch
    {
        { Message: var text } when text.Contains("maximum configured depth", StringComparison.Ordinal) => JsonFaultKind.TooDeep,
        { Message: var text } when text.Contains("uplicate", StringComparison.Ordinal) => JsonFaultKind.Repeated,
        _ => JsonFaultKind.Syntax,
    };
}
