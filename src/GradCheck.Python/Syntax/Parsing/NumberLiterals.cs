using System.Globalization;
using System.Numerics;
using GradCheck.Python.Source;

namespace GradCheck.Python.Syntax.Parsing;

/// <summary>The values of number tokens.</summary>
internal static class NumberLiterals
{
    public static Expression Integer(string text, Span span)
    {
        var digits = text.Replace("_", string.Empty, StringComparison.Ordinal);
        if (digits.Length > SyntaxLimits.Digits)
        {
            var words = FormattableString.Invariant($"Exceeds the limit ({SyntaxLimits.Digits} digits) for integer string conversion: value has {digits.Length} digits");
            throw Errors.Syntax(words, span);
        }

        var value = digits.Length < 2 ? BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : (digits[1] | 0x20) switch
        {
            'x' => BigInteger.Parse("0" + digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            'b' => BigInteger.Parse("0" + digits[2..], NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture),
            'o' => digits[2..].Aggregate(BigInteger.Zero, (sum, digit) => (sum << 3) + (digit - '0')),
            _ => BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture),
        };
        return new IntegerLiteral(value, span);
    }

    public static Expression Float(string text, Span span) => new FloatLiteral(
        double.Parse(text.Replace("_", string.Empty, StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture),
        span);
}
