using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>What stands in JSON for an array that is no tensor: a number, <c>true</c> or <c>false</c>, a name, a list of names.</summary>
internal static class NpyValueText
{
    /// <summary>The number, or <c>true</c> or <c>false</c>, of an array without axes.</summary>
    /// <param name="data">The element, in this machine's byte order.</param>
    /// <param name="type">Its type.</param>
    public static JsonNode OfNumber(ReadOnlySpan<byte> data, NpyType type)
    {
        switch (type.Kind, type.Size)
        {
            case (NpyKind.Boolean, _):
                return JsonValue.Create(data[0] != 0);
            case (NpyKind.Signed, sizeof(long)):
                return JsonValue.Create(MemoryMarshal.Read<long>(data));
            case (NpyKind.Unsigned, sizeof(ulong)):
                return JsonValue.Create(MemoryMarshal.Read<ulong>(data));
        }

        var value = 0.0;
        NpyValues.Convert(data, type, new Span<double>(ref value));
        return double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(PythonJson.TextOf(value));
    }

    /// <summary>The name of an array without axes; the list of names of one with an axis.</summary>
    /// <param name="data">The text, in this machine's byte order.</param>
    /// <param name="type">Its type.</param>
    /// <param name="header">How many names there are.</param>
    public static JsonNode OfNames(byte[] data, NpyType type, NpyHeader header)
    {
        if (header.Sizes.Count == 0)
        {
            return JsonValue.Create(Name(data, type));
        }

        var names = new JsonArray();
        for (var i = 0; i < header.Count; i++)
        {
            names.Add(JsonValue.Create(Name(data.AsSpan(i * type.Size, type.Size), type)));
        }

        return names;
    }

    private static string Name(ReadOnlySpan<byte> data, NpyType type)
    {
        if (type.Kind == NpyKind.Bytes)
        {
            return Encoding.UTF8.GetString(data.TrimEnd((byte)0));
        }

        var text = new StringBuilder();
        foreach (var point in MemoryMarshal.Cast<byte, int>(data).TrimEnd(0))
        {
            text.Append(Rune.IsValid(point) ? new Rune(point) : Rune.ReplacementChar);
        }

        return text.ToString();
    }
}
