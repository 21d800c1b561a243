using System.Globalization;
using System.Numerics;

namespace GradCheck.Programs.Values;

/// <summary>A value that can be a key: two are equal where Python's are (<c>1</c>, <c>1.0</c> and <c>True</c> are one).</summary>
/// <param name="Key">The value.</param>
/// <param name="Text">What is compared.</param>
internal readonly record struct DictionaryKey(Value Key, string Text)
{
    public bool Equals(DictionaryKey other) => Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The key of a text.</summary>
    public static DictionaryKey Of(string text) => new(new StringValue(text), "s" + text);

    /// <summary>The key of a value, or null for one that cannot be hashed (a list, a dictionary, an array).</summary>
    public static DictionaryKey? Of(Value value) => TextOf(value) is { } text ? new(value, text) : null;

    private static string? TextOf(Value value) => value switch
    {
        NoneValue => "none",
        BooleanValue boolean => boolean.Value ? "n1" : "n0",
        IntegerValue integer => "n" + integer.Value.ToString(CultureInfo.InvariantCulture),
        FloatValue number when double.IsFinite(number.Value) && double.IsInteger(number.Value) => "n" + new BigInteger(number.Value).ToString(CultureInfo.InvariantCulture),
        FloatValue number => "f" + number.Value.ToString("R", CultureInfo.InvariantCulture),
        StringValue text => "s" + text.Value,
        NdArray { IsScalar: true } scalar => TextOf(scalar.ToPython()),
        TupleValue tuple => string.Join('\u0001', tuple.Items.Select(item => TextOf(item))) is var joined && tuple.Items.All(item => TextOf(item) is not null)
            ? string.Create(CultureInfo.InvariantCulture, $"t{tuple.Items.Count}({joined})")
            : null,
        _ => null,
    };
}
