using System.Numerics;

namespace GradCheck.Python.Values;

/// <summary><c>None</c>.</summary>
internal sealed class NoneValue : Value
{
    public static readonly NoneValue Instance = new();

    private NoneValue()
    {
    }

    public override string TypeName => "NoneType";
}

/// <summary><c>...</c></summary>
internal sealed class EllipsisValue : Value
{
    public static readonly EllipsisValue Instance = new();

    private EllipsisValue()
    {
    }

    public override string TypeName => "ellipsis";
}

/// <summary><c>True</c> or <c>False</c>.</summary>
internal sealed class BooleanValue : Value
{
    public static readonly BooleanValue True = new(true);
    public static readonly BooleanValue False = new(false);

    private BooleanValue(bool value) => Value = value;

    public bool Value { get; }

    public override string TypeName => "bool";

    public static BooleanValue Of(bool value) => value ? True : False;
}

/// <summary>A whole number of Python, of any size that the budget allows.</summary>
internal sealed class IntegerValue(BigInteger value) : Value
{
    private static readonly IntegerValue[] Small = [.. Enumerable.Range(-5, 262).Select(k => new IntegerValue(k))];

    public BigInteger Value { get; } = value;

    public override string TypeName => "int";

    /// <summary>A whole number; the small ones are one object each, as in CPython.</summary>
    public static IntegerValue Of(long value) => value is >= -5 and <= 256 ? Small[value + 5] : new(value);

    /// <summary>A whole number; the small ones are one object each, as in CPython.</summary>
    public static IntegerValue Of(BigInteger value) => value >= -5 && value <= 256 ? Small[(int)value + 5] : new(value);
}

/// <summary>A float of Python.</summary>
/// <param name="value">The number.</param>
/// <param name="node">Its node on the tape; 0 for one that depends on no input.</param>
internal sealed class FloatValue(double value, int node = 0) : Value
{
    public double Value { get; } = value;

    public int Node { get; } = node;

    public override string TypeName => "float";
}

/// <summary>A text.</summary>
internal sealed class StringValue(string value) : Value
{
    public string Value { get; } = value;

    public override string TypeName => "str";
}

/// <summary><c>a:b:c</c>; null where nothing is written or <c>None</c> is.</summary>
internal sealed class SliceValue(Value? lower, Value? upper, Value? step) : Value
{
    public Value? Lower { get; } = lower;

    public Value? Upper { get; } = upper;

    public Value? Step { get; } = step;

    public override string TypeName => "slice";
}
