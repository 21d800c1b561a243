using System.Text;
using System.Text.Json;

namespace GradCheck.Api.Fields;

/// <summary>A notebook of a request: the object that an <c>.ipynb</c> file holds, or that file's text.</summary>
internal sealed class NotebookFieldConverter : FieldConverter<Field<Notebook>>
{
    private const int MaxDepth = 200;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <inheritdoc/>
    public override Field<Notebook> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return OfText(reader.GetString()!);
        }

        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? NotebookReader.Read(document.RootElement)
            : Field.Wrong<Notebook>("is no notebook: send what the .ipynb file holds, as an object or as text");
    }

    private static Field<Notebook> OfText(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')), Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? NotebookReader.Read(document.RootElement)
                : Field.Wrong<Notebook>("is JSON, but no notebook: an .ipynb file holds an object with cells");
        }
        catch (JsonException fault)
        {
            return Field.Wrong<Notebook>($"is text that is no JSON (line {(fault.LineNumber ?? 0) + 1}): send what the .ipynb file holds");
        }
    }
}
