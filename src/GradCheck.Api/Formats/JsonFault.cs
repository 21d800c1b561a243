using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GradCheck.Api.Formats;

/// <summary>Says where a body stops being JSON, and as what, without a word of how it is read.</summary>
internal static class JsonFault
{
    /// <summary>How deep a body may be nested.</summary>
    public const int MaxDepth = 64;

    /// <summary>Explains a fault.</summary>
    /// <param name="body">The body as it was read, without Python's own literals.</param>
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
            return "The body is not a JSON object: it does not start with {.";
        }

        var where = string.Create(CultureInfo.InvariantCulture, $"line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1}");
        return Kind(fault) switch
        {
            Fault.TooDeep => string.Create(CultureInfo.InvariantCulture, $"At {where} the body is nested more than {MaxDepth} deep."),
            Fault.Repeated => Repeated(body) ?? "A field of the body is given twice.",
            _ => $"At {where} the body is not JSON.",
        };
    }

    private enum Fault
    {
        Syntax,
        TooDeep,
        Repeated,
    }

    // Looked for again, as the serializer counts from where the innermost value begins.
    private static string? Repeated(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new() { MaxDepth = MaxDepth });
        var known = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    known.Push([]);
                    break;

                case JsonTokenType.EndObject:
                    known.Pop();
                    break;

                case JsonTokenType.PropertyName when !known.Peek().Add(Encoding.UTF8.GetString(reader.ValueSpan)):
                    var before = text[..(int)reader.TokenStartIndex];
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"At line {before.Count((byte)'\n') + 1}, byte {before.Length - before.LastIndexOf((byte)'\n')} the field {NumberReader.Shorten(Encoding.UTF8.GetString(reader.ValueSpan))} is given twice.");
            }
        }

        return null;
    }

    private static Fault Kind(JsonException fault) => fault switch
    {
        { Message: var text } when text.Contains("maximum configured depth", StringComparison.Ordinal) => Fault.TooDeep,
        { Message: var text } when text.Contains("uplicate", StringComparison.Ordinal) => Fault.Repeated,
        _ => Fault.Syntax,
    };
}
