using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradCheck.Tensors;

namespace GradCheck.Api.Fields;

/// <summary>
/// Tensors that came beside a JSON document, as arrays of NumPy do. The document holds a mark where each belongs, so that
/// it is read into its contract as if it had the tensors: every converter, rule and message is that of JSON.
/// </summary>
internal sealed class AttachedTensors
{
    // The serializer hands its converters nothing of the call that they serve; it does read a document on one thread.
    [ThreadStatic]
    private static AttachedTensors? current;

    // A character that no one writes by chance. Within two arrays, so that what takes no tensor says of it what it says of one.
    private const char Mark = '\u0002';

    private readonly List<Field<Tensor>> tensors = [];

    /// <summary>Takes a tensor.</summary>
    /// <param name="tensor">The tensor, or what is wrong with it.</param>
    /// <returns>What stands for it in the document.</returns>
    public JsonNode Add(Field<Tensor> tensor)
    {
        tensors.Add(tensor);
        return new JsonArray(new JsonArray(JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{Mark}{tensors.Count - 1}"))));
    }

    /// <summary>Reads the document.</summary>
    /// <typeparam name="T">What it is read into.</typeparam>
    /// <param name="read">Reads it, on this thread.</param>
    public T Beside<T>(Func<T> read)
    {
        current = this;
        try
        {
            return read();
        }
        finally
        {
            current = null;
        }
    }

    /// <summary>The tensor that a mark stands for.</summary>
    /// <param name="reader">The reader, on the first token of a value; where that is a mark it is left at its end.</param>
    /// <returns>The tensor; null where the value is no mark.</returns>
    public static Field<Tensor>? Find(ref Utf8JsonReader reader)
    {
        if (current is null || reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var ahead = reader;
        var isMark = ahead.Read() && ahead.TokenType == JsonTokenType.StartArray
            && ahead.Read() && ahead.TokenType == JsonTokenType.String && ahead.GetString() is [Mark, ..];
        if (!isMark || !int.TryParse(ahead.GetString().AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= current.tensors.Count)
        {
            return null;
        }

        reader.Skip();
        return current.tensors[number];
    }
}
