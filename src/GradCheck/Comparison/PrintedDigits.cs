namespace GradCheck.Comparison;

/// <summary>Numbers that were printed to a few digits and pasted: how many digits, and so how far each may be from what was computed.</summary>
/// <remarks>
/// Either every number has the same last place, as NumPy's and PyTorch's arrays have, or the same number of significant
/// digits, as the <c>g</c> of a format string gives. Trailing zeros are not seen, so the longest number decides.
/// </remarks>
public sealed record PrintedDigits
{
    /// <summary>Fewer significant digits in the largest entry than this are no printed result.</summary>
    public const int FewestDigits = 3;

    /// <summary>From here on digits come from arithmetic: a double has 15 to 17 of them.</summary>
    private const int MostDigits = 12;

    /// <summary>So many digits in all entries together cannot agree by chance.</summary>
    private const double EnoughDigits = 4;

    private PrintedDigits(int digits, int? lastPlace) => (Digits, LastPlace) = (digits, lastPlace);

    /// <summary>The number of significant digits of the largest entry.</summary>
    public int Digits { get; }

    /// <summary>The power of ten of the last place, where all entries share it: -4 for four decimals.</summary>
    public int? LastPlace { get; }

    /// <summary>The digits in words: <c>4 decimals</c>, <c>5 significant digits</c>.</summary>
    public string Words => LastPlace is < 0 and var place
        ? FormattableString.Invariant($"{-place} decimals")
        : FormattableString.Invariant($"{Digits} significant digits");

    /// <summary>The digits that values were printed to; null where they were not, or to too few to tell anything.</summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    public static PrintedDigits? Of(ReadOnlySpan<double> values)
    {
        var (most, last, top) = (0, int.MaxValue, int.MinValue);
        var numbers = new HashSet<Decimals>();
        var all = new List<Decimals>();
        foreach (var value in values)
        {
            if (!double.IsFinite(value) || value == 0)
            {
                continue;
            }

            var number = Decimals.Of(value);
            var significant = number.Significant;
            if (significant > MostDigits)
            {
                return null;
            }

            (most, last) = (Math.Max(most, significant), Math.Min(last, number.Exponent));
            top = Math.Max(top, number.Exponent + significant);
            numbers.Add(number);
            all.Add(number);
        }

        // Whole numbers are counts, or an array of integers, and not printed to no decimals.
        if (all.Count == 0 || last == 0)
        {
            return null;
        }

        // Nine entries of ten show their last digit.
        var isFixed = all.Count(number => number.Exponent == last) >= all.Count(number => number.Significant == most);
        var printed = isFixed ? new PrintedDigits(top - last, last) : new(most, null);
        var told = numbers.Sum(number => Math.Max(0, Math.Log10(number.Digits) + (isFixed ? number.Exponent - last : most - number.Significant)));
        return printed.Digits is >= FewestDigits and <= MostDigits && told >= EnoughDigits ? printed : null;
    }

    /// <summary>Half a unit of the last place of a number: how far it may be from what was printed.</summary>
    /// <param name="value">The number.</param>
    public double HalfUnitOf(double value)
    {
        if (LastPlace is { } place)
        {
            return HalfOf(place);
        }

        var size = Math.Abs(value);
        return size == 0 || !double.IsFinite(size) ? 0 : HalfOf((int)Math.Floor(Math.Log10(size)) - Digits + 1);
    }

    // Parsed, since a power of ten made by multiplication differs in its last bit; the millionth is for the halves themselves.
    private static double HalfOf(int place) =>
        0.5000005 * double.Parse(FormattableString.Invariant($"1e{place}"), System.Globalization.CultureInfo.InvariantCulture);
}
