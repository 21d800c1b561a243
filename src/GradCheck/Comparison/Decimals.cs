using System.Globalization;

namespace GradCheck.Comparison;

/// <summary>The shortest decimal that gives a number back: its digits as a whole number, times a power of ten.</summary>
/// <param name="Digits">The digits without trailing zeros; 0 for zero.</param>
/// <param name="Exponent">The power of ten of the last digit.</param>
internal readonly record struct Decimals(ulong Digits, int Exponent)
{
    /// <summary>How many digits there are.</summary>
    public int Significant => Digits == 0 ? 0 : Digits.ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>The shortest decimal of a finite double, by its size.</summary>
    /// <param name="value">The number.</param>
    public static Decimals Of(double value) => Of(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The shortest decimal of a finite float, by its size.</summary>
    /// <param name="value">The number.</param>
    public static Decimals Of(float value) => Of(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));

    private static Decimals Of(string shortest)
    {
        var mantissa = shortest.AsSpan();
        var exponent = 0;
        if (shortest.IndexOf('E', StringComparison.Ordinal) is var e and >= 0)
        {
            exponent = int.Parse(mantissa[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = mantissa[..e];
        }

        ulong digits = 0;
        var afterPoint = false;
        foreach (var character in mantissa)
        {
            if (character == '.')
            {
                afterPoint = true;
                continue;
            }

            digits = (digits * 10) + (ulong)(character - '0');
            exponent -= afterPoint ? 1 : 0;
        }

        while (digits != 0 && digits % 10 == 0)
        {
            (digits, exponent) = (digits / 10, exponent + 1);
        }

        return digits == 0 ? default : new(digits, exponent);
    }
}
