using System.Globalization;

namespace GradCheck.Arithmetic;

/// <summary>Numbers in sentences, as Python prints them: <c>1e-09</c>, not <c>1E-09</c>.</summary>
public static class NumberText
{
    /// <summary>A number with every digit that tells it from its neighbours.</summary>
    /// <param name="value">The number.</param>
    public static string Of(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e')
        : double.IsNaN(value) ? "nan"
        : value > 0 ? "inf" : "-inf";

    /// <summary>A number rounded to a few digits, where the rest says nothing.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">How many digits to keep.</param>
    public static string Rounded(double value, int digits = 3) =>
        double.IsFinite(value) ? value.ToString($"g{digits}", CultureInfo.InvariantCulture) : Of(value);
}
