using System.Globalization;
using System.Numerics;
using System.Text;
using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Text;

/// <summary><c>"%.3f and %s" % (a, b)</c>.</summary>
internal sealed class PercentFormat
{
    private readonly CallContext context;
    private readonly string format;
    private readonly Value arguments;
    private readonly StringBuilder made = new();
    private int at;
    private int taken;

    private PercentFormat(CallContext context, string format, Value arguments) =>
        (this.context, this.format, this.arguments) = (context, format, arguments);

    public static StringValue Of(CallContext context, string format, Value arguments)
    {
        context.Budget.Work(format.Length, context.Span);
        context.Budget.Allocate(2L * CallContext.LetterBytes * format.Length, context.Span);
        return new(new PercentFormat(context, format, arguments).Run());
    }

    private string Run()
    {
        var byName = false;
        while (at < format.Length)
        {
            var next = format.IndexOf('%', at);
            if (next < 0)
            {
                made.Append(format, at, format.Length - at);
                break;
            }

            made.Append(format, at, next - at);
            at = next + 1;
            byName |= at < format.Length && format[at] == '(';
            Convert();
        }

        var given = arguments is TupleValue tuple ? tuple.Items.Count : arguments is DictionaryValue or ListValue or NdArray ? 0 : 1;
        return taken < given && !byName ? throw Errors.Type("not all arguments converted during string formatting", context.Span) : made.ToString();
    }

    private Value Item(DictionaryValue dictionary, string key) =>
        dictionary.Items.TryGetValue(DictionaryKey.Of(key), out var item) ? item : throw Raising.MissingKey(context, new StringValue(key));

    private void Convert()
    {
        Value? named = null;
        if (Peek() == '(')
        {
            var end = format.IndexOf(')', at);
            if (end < 0)
            {
                throw Errors.Value("incomplete format key", context.Span);
            }

            named = arguments is DictionaryValue dictionary
                ? Item(dictionary, format[(at + 1)..end])
                : throw Errors.Type("format requires a mapping", context.Span);
            at = end + 1;
        }

        var (left, zero, sign, alternate) = (false, false, '-', false);
        for (; Peek() is '-' or '0' or '+' or ' ' or '#'; at++)
        {
            left |= format[at] == '-';
            zero |= format[at] == '0';
            alternate |= format[at] == '#';
            sign = format[at] is '+' ? '+' : format[at] == ' ' && sign != '+' ? ' ' : sign;
        }

        var width = Count() ?? 0;
        (left, width) = width < 0 ? (true, -width) : (left, width);
        long? precision = null;
        if (Peek() == '.')
        {
            at++;
            precision = Math.Max(Count() ?? 0, 0);
        }

        while (Peek() is 'l' or 'h' or 'L')
        {
            at++;
        }

        var type = Peek();
        at++;
        if (type == '\0' && at > format.Length)
        {
            throw Errors.Value("incomplete format", context.Span);
        }

        if (type == '%')
        {
            made.Append('%');
            return;
        }

        if (!"diuoxXeEfFgGcrsa".Contains(type, StringComparison.Ordinal))
        {
            throw Errors.Value(string.Create(CultureInfo.InvariantCulture, $"unsupported format character '{type}' (0x{(int)type:x}) at index {at - 1}"), context.Span);
        }

        var value = named ?? Take();
        Append(type switch
        {
            's' => Text(ValueText.Str(context, value), precision, left, width),
            'r' or 'a' => Text(ValueText.Repr(context, value), precision, left, width),
            'c' => Text(Character(value), null, left, width),
            'd' or 'i' or 'u' or 'o' or 'x' or 'X' => Whole(type, value, precision, sign, zero, left, alternate, width),
            _ => Real(type, value, precision, sign, zero, left, alternate, width),
        });
    }

    private void Append(string text)
    {
        context.Budget.Allocate(2L * CallContext.LetterBytes * text.Length, context.Span);
        made.Append(text);
    }

    private char Peek() => at < format.Length ? format[at] : '\0';

    // A width or a precision: digits, or '*' for an argument.
    private long? Count()
    {
        if (Peek() == '*')
        {
            at++;
            return Take() is IntegerValue { Value: var width } && BigInteger.Abs(width) <= int.MaxValue ? (long)width : throw Errors.Type("* wants int", context.Span);
        }

        var start = at;
        while (char.IsAsciiDigit(Peek()))
        {
            at++;
        }

        return at == start ? null
            : at - start > 10 ? throw Errors.Value("width too big", context.Span)
            : long.Parse(format.AsSpan(start, at - start), CultureInfo.InvariantCulture);
    }

    private Value Take()
    {
        var items = arguments is TupleValue tuple ? tuple.Items : [arguments];
        return taken < items.Count ? items[taken++] : throw Errors.Type("not enough arguments for format string", context.Span);
    }

    private string Text(string text, long? precision, bool left, long width)
    {
        var cut = precision < text.Length ? text[..(int)precision] : text;
        return FormatSpec.Signed(context, false, string.Empty, cut, '-', zero: false, left, width);
    }

    private string Character(Value value) => value switch
    {
        StringValue { Value.Length: 1 } text => text.Value,
        IntegerValue integer => Characters.Chr(context, integer.Value),
        _ => throw Errors.Type("%c requires int or char", context.Span),
    };

    private string Whole(char type, Value value, long? precision, char sign, bool zero, bool left, bool alternate, long width)
    {
        var number = Numbers.Plain(value);
        var integer = number switch
        {
            BooleanValue truth => truth.Value ? 1 : 0,
            IntegerValue whole => whole.Value,
            FloatValue real when type is 'd' or 'i' or 'u' => Numbers.Truncated(real.Value, context.Span),
            _ => throw Errors.Type($"%{type} format: {(type is 'd' or 'i' or 'u' ? "a real number" : "an integer")} is required, not {value.TypeName}", context.Span),
        };
        var (digits, prefix) = IntegerText.Digits(context, BigInteger.Abs(integer), type switch { 'o' => 8, 'x' or 'X' => 16, _ => 10 });
        if (precision > digits.Length)
        {
            context.Budget.Allocate(2L * CallContext.LetterBytes * precision.Value, context.Span);
            digits = precision <= int.MaxValue / 4 ? digits.PadLeft((int)precision, '0') : throw Errors.Value("precision too big", context.Span);
        }

        (digits, prefix) = type == 'X' ? (digits.ToUpperInvariant(), prefix.ToUpperInvariant()) : (digits, prefix);
        return FormatSpec.Signed(context, integer.Sign < 0, alternate ? prefix : string.Empty, digits, sign, zero, left, width);
    }

    private string Real(char type, Value value, long? precision, char sign, bool zero, bool left, bool alternate, long width)
    {
        var number = Numbers.TryFloat(Numbers.Plain(value), context.Span, out var real, out _)
            ? real
            : throw Errors.Type($"must be real number, not {value.TypeName}", context.Span);
        if (precision > int.MaxValue / 4)
        {
            throw Errors.Value("precision too big", context.Span);
        }

        var digits = (int)(precision ?? 6);
        context.Budget.Allocate(2L * CallContext.LetterBytes * digits, context.Span);
        context.Budget.Work(digits + 100, context.Span);
        var size = Math.Abs(number);
        var text = !double.IsFinite(number) ? Decimals.NotFinite(size) : type switch
        {
            'e' or 'E' => Decimals.Exponent(size, digits, type, alternate),
            'f' or 'F' => Decimals.Fixed(size, digits, alternate),
            _ => Decimals.General(size, digits, type == 'G' ? 'E' : 'e', alternate),
        };
        return FormatSpec.Signed(context, double.IsNegative(number) && !double.IsNaN(number), string.Empty, char.IsUpper(type) ? text.ToUpperInvariant() : text, sign, zero, left, width);
    }
}
