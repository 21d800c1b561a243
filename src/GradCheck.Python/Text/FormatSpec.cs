using System.Globalization;
using System.Numerics;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Text;

/// <summary>The format after the colon, <c>[[fill]align][sign][#][0][width][,][.precision][type]</c>.</summary>
internal readonly record struct FormatSpec(char Fill, char Align, char Sign, bool Alternate, long Width, char Group, long Precision, char Type)
{
    private const string Aligns = "<>=^";

    /// <summary><c>format(value, spec)</c>.</summary>
    public static string Format(CallContext context, Value value, string spec)
    {
        if (value is NdArray { IsScalar: true } or NdArray { IsForeign: true, Rank: 0 } && value is NdArray scalar)
        {
            value = scalar.ToPython() is BooleanValue truth && spec.Length > 0 ? IntegerValue.Of(truth.Value ? 1 : 0) : scalar.ToPython();
        }

        if ((value as ObjectValue)?.Ask(context, "__format__", new StringValue(spec)) is StringValue own)
        {
            return own.Value;
        }

        if (spec.Length == 0)
        {
            return ValueText.Str(context, value);
        }

        return value switch
        {
            StringValue text => Parse(context, spec, value).OfText(context, text.Value),
            BooleanValue truth => Parse(context, spec, value).OfInteger(context, truth.Value ? 1 : 0, "bool"),
            IntegerValue integer => Parse(context, spec, value).OfInteger(context, integer.Value, "int"),
            FloatValue number => Parse(context, spec, value).OfFloat(context, number.Value, "float"),
            _ => throw Errors.Type($"unsupported format string passed to {value.TypeName}.__format__", context.Span),
        };
    }

    /// <summary>A number of <c>%</c>-formatting with its sign, filled to a width.</summary>
    public static string Signed(CallContext context, bool negative, string prefix, string digits, char sign, bool zero, bool left, long width)
    {
        var front = (negative ? "-" : sign is '+' or ' ' ? sign.ToString() : string.Empty) + prefix;
        var spec = new FormatSpec(zero && !left ? '0' : ' ', left ? '<' : zero ? '=' : '>', '-', false, width, '\0', -1, '\0');
        return spec.Pad(context, front, digits);
    }

    private static FormatSpec Parse(CallContext context, string spec, Value value)
    {
        var (fill, align, sign, group, type) = (' ', '\0', '-', '\0', '\0');
        var (alternate, width, precision, at) = (false, 0L, -1L, 0);
        if (spec.Length > 1 && Aligns.Contains(spec[1], StringComparison.Ordinal))
        {
            (fill, align, at) = (spec[0], spec[1], 2);
        }
        else if (Aligns.Contains(spec[0], StringComparison.Ordinal))
        {
            (align, at) = (spec[0], 1);
        }

        if (at < spec.Length && spec[at] is '+' or '-' or ' ')
        {
            sign = spec[at++];
        }

        if (at < spec.Length && spec[at] == '#')
        {
            (alternate, at) = (true, at + 1);
        }

        if (at < spec.Length && spec[at] == '0')
        {
            (fill, at) = (align == '\0' ? '0' : fill, at + 1);
            align = align == '\0' && value is not StringValue ? '=' : align == '\0' ? '<' : align;
        }

        width = Number(context, spec, ref at) ?? 0;
        if (at < spec.Length && spec[at] is ',' or '_')
        {
            group = spec[at++];
        }

        if (at < spec.Length && spec[at] == '.')
        {
            at++;
            precision = Number(context, spec, ref at) ?? throw Errors.Value("Format specifier missing precision", context.Span);
        }

        if (at < spec.Length)
        {
            type = spec[at++];
        }

        if (at < spec.Length)
        {
            throw Errors.Value(value is StringValue or IntegerValue or FloatValue or BooleanValue ? $"Invalid format specifier" : "Invalid format specifier", context.Span);
        }

        if (group != '\0' && type is 's' or 'c' or 'n')
        {
            throw Errors.Value($"Cannot specify '{group}' with '{type}'.", context.Span);
        }

        return new(fill, align, sign, alternate, width, group, precision, type);
    }

    private static long? Number(CallContext context, string spec, ref int at)
    {
        var start = at;
        while (at < spec.Length && char.IsAsciiDigit(spec[at]))
        {
            at++;
        }

        return at == start ? null
            : at - start > 18 ? throw Errors.Value("Too many decimal digits in format string", context.Span)
            : long.Parse(spec.AsSpan(start, at - start), CultureInfo.InvariantCulture);
    }

    private string OfText(CallContext context, string text)
    {
        if (Type is not ('\0' or 's'))
        {
            throw Unknown(context, "str");
        }

        if (Align == '=')
        {
            throw Errors.Value("'=' alignment not allowed in string format specifier", context.Span);
        }

        if (Sign != '-')
        {
            throw Errors.Value("Sign not allowed in string format specifier", context.Span);
        }

        var cut = Precision >= 0 && Precision < text.Length ? text[..(int)Precision] : text;
        return (this with { Align = Align == '\0' ? '<' : Align }).Pad(context, string.Empty, cut);
    }

    private string OfInteger(CallContext context, BigInteger value, string typeName)
    {
        if (Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%')
        {
            return OfFloat(context, Numbers.ToDouble(value, context.Span), typeName);
        }

        if (Precision >= 0)
        {
            throw Errors.Value("Precision not allowed in integer format specifier", context.Span);
        }

        if (Type == 'c')
        {
            return (this with { Align = Align == '\0' ? '<' : Align }).Pad(context, string.Empty, Characters.Chr(context, value));
        }

        var (digits, prefix) = IntegerText.Digits(context, BigInteger.Abs(value), Type switch
        {
            '\0' or 'd' or 'n' => 10,
            'x' or 'X' => 16,
            'o' => 8,
            'b' => 2,
            _ => throw Unknown(context, typeName),
        });
        (digits, prefix) = Type == 'X' ? (digits.ToUpperInvariant(), prefix.ToUpperInvariant()) : (digits, prefix);
        return Pad(context, SignOf(value.Sign < 0) + (Alternate ? prefix : string.Empty), Grouped(digits, Type is 'x' or 'X' or 'o' or 'b' ? 4 : 3));
    }

    private string OfFloat(CallContext context, double value, string typeName)
    {
        if (Type is not ('\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%'))
        {
            throw Unknown(context, typeName);
        }

        var front = SignOf(double.IsNegative(value) && !double.IsNaN(value));
        var size = Math.Abs(value);
        if (!double.IsFinite(value))
        {
            var word = Decimals.NotFinite(size) + (Type == '%' ? "%" : string.Empty);
            return Pad(context, front, Type is 'E' or 'F' or 'G' ? word.ToUpperInvariant() : word);
        }

        if (Precision > int.MaxValue / 2)
        {
            throw Errors.Value("precision too big", context.Span);
        }

        context.Budget.Allocate(2L * CallContext.LetterBytes * Math.Max(Precision, 0), context.Span);
        context.Budget.Work(Math.Max(Precision, 0) + 100, context.Span);
        var precision = Precision < 0 ? 6 : (int)Precision;
        var text = Type switch
        {
            'e' or 'E' => Decimals.Exponent(size, precision, Type, Alternate),
            'f' or 'F' => Decimals.Fixed(size, precision, Alternate),
            '%' => (double.IsFinite(size * 100) ? Decimals.Fixed(size * 100, precision, Alternate) : "inf") + "%",
            'g' or 'n' => Decimals.General(size, precision, 'e', Alternate),
            'G' => Decimals.General(size, precision, 'E', Alternate),
            _ when Precision < 0 => Decimals.Shortest(size, keepPoint: true),
            _ => Decimals.General(size, precision, 'e', Alternate, keepPoint: true),
        };
        return Pad(context, front, Grouped(text, 3));
    }

    private string SignOf(bool negative) => negative ? "-" : Sign is '+' or ' ' ? Sign.ToString() : string.Empty;

    private string Grouped(string digits, int every)
    {
        if (Group == '\0')
        {
            return digits;
        }

        var whole = 0;
        while (whole < digits.Length && char.IsAsciiHexDigit(digits[whole]) && (every == 4 || char.IsAsciiDigit(digits[whole])))
        {
            whole++;
        }

        var separator = Group;
        var first = whole % every;
        var groups = Enumerable.Range(0, whole / every).Select(k => digits.Substring(first + (k * every), every));
        return string.Join(separator, first > 0 ? groups.Prepend(digits[..first]) : groups) + digits[whole..];
    }

    private string Pad(CallContext context, string front, string text)
    {
        var missing = Width - front.Length - text.Length;
        if (missing <= 0)
        {
            return front + text;
        }

        context.Budget.Allocate(2L * CallContext.LetterBytes * Width, context.Span);
        context.Budget.Work(Width, context.Span);
        var count = (int)missing;
        return Align switch
        {
            '<' => front + text + new string(Fill, count),
            '^' => new string(Fill, count / 2) + front + text + new string(Fill, count - (count / 2)),
            '=' => front + new string(Fill, count) + text,
            _ => new string(Fill, count) + front + text,
        };
    }

    private ProgramException Unknown(CallContext context, string typeName) =>
        Errors.Value($"Unknown format code '{Type}' for object of type '{typeName}'", context.Span);
}
