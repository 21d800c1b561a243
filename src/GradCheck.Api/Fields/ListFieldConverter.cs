using System.Text.Json;
using GradCheck.Api.Limits;

namespace GradCheck.Api.Fields;

/// <summary>A field of a request that is a list of objects.</summary>
/// <typeparam name="T">The contract of one.</typeparam>
/// <param name="limits">The most objects to keep.</param>
internal sealed class ListFieldConverter<T>(RequestLimits limits) : FieldConverter<Field<IReadOnlyList<Field<T>>>>
    where T : RequestObject, IRequestPart, new()
{
    private readonly int most = T.MostOf(limits);

    /// <inheritdoc/>
    public override Field<IReadOnlyList<Field<T>>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return Field.Wrong<IReadOnlyList<Field<T>>>($"is not a list such as [{T.Example}]");
        }

        var objects = new List<Field<T>>();
        long count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count++ < most)
            {
                objects.Add(InnerValue.Read<Field<T>>(ref reader, options)!);
            }
            else
            {
                reader.Skip();
            }
        }

        return count > most ? new() { OversizeCount = count } : new() { Value = objects };
    }
}
