using System.Globalization;
using System.Text;
using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>Arrays as NumPy prints them.</summary>
internal static class ArrayText
{
    private const int Precision = 8;
    private const int Threshold = 1000;
    private const int EdgeItems = 3;
    private const int LineWidth = 75;

    /// <summary><c>str(x)</c>: <c>[[1. 2.] [3. 4.]]</c> over lines.</summary>
    public static string Str(CallContext context, NdArray array)
    {
        Charge(context, array);
        return array.Rank == 0 ? Element(array) : Body(array, " ", string.Empty);
    }

    /// <summary><c>repr(x)</c>: <c>array([1., 2.])</c>.</summary>
    public static string Repr(CallContext context, NdArray array)
    {
        Charge(context, array);
        if (array.IsScalar)
        {
            return Element(array);
        }

        const string Head = "array(";
        var body = array.Rank == 0 ? Formatter(array)(array.Offset) : array.Size == 0 && array.Rank > 1 ? "[]" : Body(array, ", ", new(' ', Head.Length));
        var tail = array.Size == 0 && array.Rank > 1 ? $", shape={ShapeWords.Of(array.Shape)}, dtype={ArrayTypes.NameOf(array.DType)}" : array.Size == 0 && array.DType != DType.Float64 ? $", dtype={ArrayTypes.NameOf(array.DType)}" : array.Size == 0 ? ", dtype=float64" : string.Empty;
        return Head + body + tail + ")";
    }

    /// <summary>Charges the words of the elements that are shown, each of which is written three times on the way.</summary>
    private static void Charge(CallContext context, NdArray array)
    {
        long shown = 1;
        foreach (var length in array.Shape)
        {
            shown *= array.Size > Threshold ? Math.Min(length, (2 * EdgeItems) + 1) : length;
        }

        context.Budget.Work(shown * 64, context.Span);
        context.Budget.Allocate(shown * 256, context.Span);
    }

    /// <summary>A float as Python prints it: the shortest digits that read back, <c>1.0</c>, <c>1e-05</c>.</summary>
    public static string Float(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        var (digits, exponent) = Shortest(value);
        var sign = value < 0 ? "-" : string.Empty;
        return exponent is < -4 or >= 16
            ? sign + digits[0] + (digits.Length > 1 ? "." + digits[1..] : string.Empty) + Exponent(exponent)
            : sign + Positional(digits, exponent);
    }

    /// <summary>The shortest digits that read back, and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) Shortest(double value)
    {
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", string.Empty, StringComparison.Ordinal);
        var zeros = digits.Length - digits.TrimStart('0').Length;
        var exponent = parts.Length == 2 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return (digits.Trim('0'), exponent + (point < 0 ? digits.Length : point) - 1 - zeros);
    }

    private static string Positional(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        var whole = digits.PadRight(exponent + 1, '0');
        return whole[..(exponent + 1)] + "." + (whole.Length > exponent + 1 ? whole[(exponent + 1)..] : "0");
    }

    private static string Exponent(int exponent, int digits = 2) =>
        $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}";

    private static string Element(NdArray array)
    {
        var place = array.Offset;
        return array.DType switch
        {
            DType.Bool => array.Storage.Integers[place] != 0 ? "True" : "False",
            DType.Int64 => array.Storage.Integers[place].ToString(CultureInfo.InvariantCulture),
            _ => Float(array.Storage.Floats[place]),
        };
    }

    private static string Body(NdArray array, string separator, string indent)
    {
        var text = new StringBuilder();
        if (array.Size == 0)
        {
            return "[]";
        }

        var isShort = array.Size > Threshold;
        Append(text, array, array.Offset, 0, Formatter(array, isShort), separator, indent + " ", isShort);
        return text.ToString();
    }

    private static void Append(StringBuilder text, NdArray array, int offset, int axis, Func<int, string> format, string separator, string indent, bool isShort)
    {
        int length = array.Shape[axis], stride = array.Strides[axis];
        var isCut = isShort && length > 2 * EdgeItems;
        text.Append('[');
        if (axis == array.Rank - 1)
        {
            var width = LineWidth - (array.Rank - axis - 1) - Math.Max(separator.TrimEnd().Length, 1);
            var first = true;
            var column = indent.Length;
            for (var k = 0; k < length; k++)
            {
                if (isCut && k == EdgeItems)
                {
                    Word("...");
                    k = length - EdgeItems;
                }

                Word(format(offset + (k * stride)));
            }

            text.Append(']');
            return;

            void Word(string word)
            {
                if (!first)
                {
                    text.Append(separator.TrimEnd());
                    column += separator.TrimEnd().Length;
                    if (column + (separator.Length - separator.TrimEnd().Length) + word.Length > width)
                    {
                        text.Append('\n').Append(indent);
                        column = indent.Length;
                    }
                    else
                    {
                        text.Append(' ');
                        column++;
                    }
                }

                text.Append(word);
                column += word.Length;
                first = false;
            }
        }

        var between = separator.TrimEnd() + new string('\n', array.Rank - axis - 1) + indent;
        for (var k = 0; k < length; k++)
        {
            if (k > 0)
            {
                text.Append(between);
            }

            if (isCut && k == EdgeItems)
            {
                text.Append("...").Append(between);
                k = length - EdgeItems;
            }

            Append(text, array, offset + (k * stride), axis + 1, format, separator, indent + " ", isShort);
        }

        text.Append(']');
    }

    /// <summary>How one element is written so that all of them align.</summary>
    private static Func<int, string> Formatter(NdArray array, bool isShort = false)
    {
        var storage = array.Storage;
        var places = isShort ? Edges(array) : array.Places();
        if (array.DType != DType.Float64)
        {
            var words = array.DType == DType.Bool
                ? new Func<int, string>(place => storage.Integers[place] != 0 ? "True" : "False")
                : place => storage.Integers[place].ToString(CultureInfo.InvariantCulture);
            var widest = places.Length == 0 || array.Rank == 0 ? 0 : places.Max(place => words(place).Length);
            return place => words(place).PadLeft(widest);
        }

        var finite = places.Select(place => storage.Floats[place]).Where(double.IsFinite).ToArray();
        var others = places.Select(place => storage.Floats[place]).Where(value => !double.IsFinite(value)).Select(Float).ToArray();
        var sizes = finite.Where(value => value != 0).Select(Math.Abs).ToArray();
        var isExponential = sizes.Length > 0 && (sizes.Max() >= 1e8 || sizes.Min() < 1e-4 || sizes.Max() / sizes.Min() > 1000.0);
        Func<double, string> write;
        if (isExponential)
        {
            var fraction = finite.Max(value => value == 0 ? 0 : Rounded(value, Precision + 1).Length - 1);
            var digits = finite.Any(value => value != 0 && Math.Abs(Shortest(value).Exponent) >= 100) ? 3 : 2;
            write = value =>
            {
                var text = Math.Abs(value).ToString("E" + fraction.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                var at = text.IndexOf('E', StringComparison.Ordinal);
                return (double.IsNegative(value) ? "-" : string.Empty) + (fraction == 0 ? text[..at] + "." : text[..at]) + Exponent(int.Parse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), digits);
            };
        }
        else
        {
            var fraction = finite.Length == 0 ? 0 : finite.Max(Fraction);
            write = value =>
            {
                var text = Fixed(value).TrimEnd('0');
                var decimals = text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1;
                return text + new string(' ', fraction - decimals);
            };
            if (array.Rank == 0)
            {
                fraction = 0;
                write = value => Fixed(value).TrimEnd('0');
            }
        }

        var width = finite.Select(value => write(value).Length).Concat(others.Select(word => word.Length)).DefaultIfEmpty(0).Max();
        return place => (double.IsFinite(storage.Floats[place]) ? write(storage.Floats[place]) : Float(storage.Floats[place])).PadLeft(width);

        static string Fixed(double value)
        {
            // The shortest digits, cut to the precision where there are more.
            var (digits, exponent) = value == 0 ? ("0", 0) : Shortest(value);
            var text = Positional(digits, exponent);
            var decimals = text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1;
            text = decimals > Precision ? Math.Abs(value).ToString("F8", CultureInfo.InvariantCulture) : text;
            return (double.IsNegative(value) ? "-" : string.Empty) + text;
        }

        static int Fraction(double value)
        {
            var text = Fixed(value).TrimEnd('0');
            return text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1;
        }

        static string Rounded(double value, int digits)
        {
            var text = Shortest(value).Digits;
            return text.Length <= digits ? text : Math.Abs(value).ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Split('E')[0].Replace(".", string.Empty, StringComparison.Ordinal).TrimEnd('0');
        }
    }

    /// <summary>The places of the elements that a summary shows.</summary>
    private static int[] Edges(NdArray array)
    {
        var view = array;
        var places = new List<int> { array.Offset };
        for (var axis = 0; axis < view.Rank; axis++)
        {
            var length = view.Shape[axis];
            var shown = length > 2 * EdgeItems ? Enumerable.Range(0, EdgeItems).Concat(Enumerable.Range(length - EdgeItems, EdgeItems)) : Enumerable.Range(0, length);
            places = [.. places.SelectMany(place => shown.Select(k => place + (k * view.Strides[axis])))];
        }

        return [.. places];
    }
}
