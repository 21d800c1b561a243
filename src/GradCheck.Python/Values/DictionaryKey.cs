using System.Globalization;
using System.Numerics;
using System.Text;
using GradCheck.Python.Arrays;

namespace GradCheck.Python.Values;

/// <summary>A value that can be a key: two are equal where Python's are (<c>1</c>, <c>1.0</c> and <c>True</c> are one).</summary>
/// <param name="Key">The value.</param>
/// <param name="Text">What is compared.</param>
internal readonly record struct DictionaryKey(Value Key, string Text)
{
    public bool Equals(DictionaryKey other) => Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The key of a text.</summary>
    public static DictionaryKey Of(string text) => new(new StringValue(text), "s" + text);

    /// <summary>The key of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="enter">Called once for each value inside it with what it takes: it may end a walk that is too long or too deep.</param>
    /// <param name="culprit">The value that cannot be hashed (a list, a dictionary, an array), where there is no key.</param>
    public static DictionaryKey? Of(Value value, Action<int> enter, out Value? culprit)
    {
        var text = new StringBuilder();
        culprit = Write(value, text, enter);
        return culprit is null ? new(value, text.ToString()) : null;
    }

    private static Value? Write(Value value, StringBuilder text, Action<int> enter)
    {
        enter(value is StringValue { Value.Length: var length } ? length : value is IntegerValue integer ? integer.Value.GetByteCount() : 1);
        switch (value)
        {
            case TupleValue tuple:
                text.Append(CultureInfo.InvariantCulture, $"t{tuple.Items.Count}(");
                foreach (var item in tuple.Items)
                {
                    var start = text.Length;
                    if (Write(item, text, enter) is { } culprit)
                    {
                        return culprit;
                    }

                    // Its length tells where an item ends, whatever stands in it.
                    text.Append(CultureInfo.InvariantCulture, $":{text.Length - start},");
                }

                return null;
            case NdArray { IsScalar: true } scalar:
                return Write(scalar.ToPython(), text, enter);
            default:
                var leaf = Leaf(value);
                text.Append(leaf);
                return leaf is null ? value : null;
        }
    }

    private static string? Leaf(Value value) => value switch
    {
        NoneValue => "none",
        EllipsisValue => "ellipsis",
        BooleanValue boolean => boolean.Value ? Whole(1) : Whole(0),
        IntegerValue integer => Whole(integer.Value),
        FloatValue number when double.IsInteger(number.Value) => Whole(new BigInteger(number.Value)),
        FloatValue number => "f" + number.Value.ToString("R", CultureInfo.InvariantCulture),
        StringValue text => "s" + text.Value,
        TypeValue type => "c" + type.Name,
        LibraryValue { Receiver: null } function => "l" + function.Function.Name,
        FunctionValue function => function.Identity,
        ObjectValue own => own.KeyText,
        NdArray array => array.KeyText,
        _ => null,
    };

    // In base 16, which costs as much as there are digits.
    private static string Whole(BigInteger value) => "n" + value.ToString("X", CultureInfo.InvariantCulture);
}
