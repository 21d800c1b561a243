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

    /// <summary>The digits that values were most likely printed to; null where they were not, or to too few to tell anything.</summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    public static PrintedDigits? Of(ReadOnlySpan<double> values) => AllOf(values) is [var likely, ..] ? likely : null;

    /// <summary>The digits that values may have been printed to, the likelier first: of few numbers it is not sure what they share.</summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    public static IReadOnlyList<PrintedDigits> AllOf(ReadOnlySpan<double> values) =>
        PossibleOf(values) is { IsWhole: false } possible ? [.. possible.All.Where(printed => printed.Tells(possible.Numbers))] : [];

    /// <summary>
    /// The digits that values may have been printed to, where these are too few to tell that they were: agreement with the
    /// right values proves nothing then, and neither does the lack of further digits.
    /// </summary>
    /// <param name="values">The values. NaN and infinities say nothing.</param>
    /// <param name="lastPlace">The last place that other tensors of the same printout share; null where they tell none.</param>
    public static IReadOnlyList<PrintedDigits> TooFewOf(ReadOnlySpan<double> values, int? lastPlace)
    {
        if (PossibleOf(values) is not { } possible)
        {
            return [];
        }

        // An array of integers cuts digits off as well, and that is a mistake: small whole numbers are no printout.
        var all = possible.All.Where(printed => !possible.IsWhole || printed.Digits >= FewestDigits);
        return lastPlace is { } place && possible.Last >= place ? [new(Math.Max(0, possible.Top - place), place), .. all] : [.. all];
    }

    // Null where there are digits that only arithmetic gives.
    private static Possible? PossibleOf(ReadOnlySpan<double> values)
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

        if (all.Count == 0)
        {
            return new([], numbers, last, int.MinValue / 2, false);
        }

        // Nine entries of ten show their last digit.
        var isFixed = all.Count(number => number.Exponent == last) >= all.Count(number => number.Significant == most);
        var (ofPlace, ofDigits) = (new PrintedDigits(top - last, last), new PrintedDigits(most, null));

        // Whole numbers are counts, or an array of integers, and not printed to no decimals.
        return new(isFixed ? [ofPlace, ofDigits] : [ofDigits, ofPlace], numbers, last, top, last == 0);
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

    private bool Tells(HashSet<Decimals> numbers)
    {
        var told = numbers.Sum(number => Math.Max(0, Math.Log10(number.Digits) + (LastPlace is { } last ? number.Exponent - last : Digits - number.Significant)));
        return Digits is >= FewestDigits and <= MostDigits && told >= EnoughDigits;
    }

    // Parsed, since a power of ten made by multiplication differs in its last bit; the millionth is for the halves themselves.
    private static double HalfOf(int place) =>
        0.5000005 * double.Parse(FormattableString.Invariant($"1e{place}"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What values may have been printed to, and what speaks for it.</summary>
    private sealed record Possible(IReadOnlyList<PrintedDigits> All, HashSet<Decimals> Numbers, int Last, int Top, bool IsWhole);
}
