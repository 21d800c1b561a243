using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace GradCheck.Api.Fields;

/// <summary>Reads one number token, and says what is wrong with a token that is none.</summary>
internal static class NumberReader
{
    // Every integer of up to 15 digits is a double.
    private const int ExactDigits = 15;

    /// <summary>Reads the token that the reader stands on.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">Receives the number: finite, or a bare Python literal.</param>
    /// <returns>Whether it is a number that a double can stand for.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, out double value)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            value = reader.GetDouble();
            return double.IsFinite(value);
        }

        value = double.NaN;
        return reader.TokenType == JsonTokenType.String && PythonJson.TryRead(reader.GetString(), out value);
    }

    /// <summary>An integer literal that the double read for it does not equal; null for any other number.</summary>
    /// <param name="reader">The reader, on a number.</param>
    /// <param name="value">The double read for it.</param>
    /// <param name="index">Where it is.</param>
    public static InexactInteger? Inexact(ref Utf8JsonReader reader, double value, scoped ReadOnlySpan<int> index)
    {
        if (reader.TokenType != JsonTokenType.Number || reader.ValueSpan.Length <= ExactDigits || reader.ValueSpan.IndexOfAny(".eE"u8) >= 0)
        {
            return null;
        }

        var literal = Encoding.ASCII.GetString(reader.ValueSpan);
        return BigInteger.Parse(literal, CultureInfo.InvariantCulture) == new BigInteger(value) ? null : new(PlaceOf(index), literal, value);
    }

    /// <summary>What is wrong with a token where a number belongs.</summary>
    /// <param name="reader">The reader, on a token that <see cref="TryRead"/> refuses.</param>
    public static string Explain(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => $"{Quote(ref reader)} is beyond the largest double, about 1.8e308",
        JsonTokenType.String when LooksLikeANumber(reader.GetString()!) => $"is the string \"{FieldText.Shorten(reader.GetString()!)}\", but a number belongs here: leave out the quotes",
        JsonTokenType.String => $"is the string \"{FieldText.Shorten(reader.GetString()!)}\", but a number belongs here",
        JsonTokenType.Null => "is null, but a number belongs here",
        JsonTokenType.True => "is true, but a number belongs here",
        JsonTokenType.False => "is false, but a number belongs here",
        JsonTokenType.StartArray => "is an array, but a number belongs here",
        _ => "is an object, but a number belongs here",
    };

    /// <summary>A place as Python writes it: <c>[2][1]</c>.</summary>
    /// <param name="index">The index along each axis.</param>
    public static string PlaceOf(scoped ReadOnlySpan<int> index)
    {
        var place = new StringBuilder();
        foreach (var i in index)
        {
            place.Append(CultureInfo.InvariantCulture, $"[{i}]");
        }

        return place.ToString();
    }

    private static string Quote(ref Utf8JsonReader reader) =>
        FieldText.Shorten(Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan));

    private static bool LooksLikeANumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
