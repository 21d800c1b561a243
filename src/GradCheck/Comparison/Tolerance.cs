namespace GradCheck.Comparison;

/// <summary>When two numbers agree: <c>|a - b| &lt;= atol + rtol * |b|</c>, NumPy's <c>allclose</c>, with <c>b</c> the reference.</summary>
/// <remarks>
/// By default <c>rtol</c> is 1e-9 and <c>atol</c> grows with what plain float64 code must lose on the group at hand:
/// <c>(1e-9 + 64 * 2^-52 * max(1, |mean| * istd))</c> times the size of the terms that were added up. So right code
/// passes on every batch, and an <c>eps</c> mistake of 2e-7 does not. In float32 the unit is 2^-23, and both 1e-9 are
/// 64 of these units; in float16 and bfloat16 they are one of 2^-10 and 2^-7. Numbers printed to a few digits may
/// differ by half a unit of the last one more.
/// </remarks>
/// <param name="Rtol">The relative part, 0 or more.</param>
/// <param name="Atol">The absolute part, 0 or more; null to have it from the size of the terms.</param>
public readonly record struct Tolerance(double Rtol, double? Atol)
{
    /// <summary>The default of <see cref="Rtol"/>, 1e-9.</summary>
    public const double DefaultRtol = 1e-9;

    /// <summary>How many units of 2^-52 of the terms plain code may lose, times their conditioning.</summary>
    public const double RoundingUnits = 64;

    /// <summary>
    /// Where the tolerance of an entry exceeds this share of the terms it is made of, agreement says nothing, and the
    /// verdict is inconclusive.
    /// </summary>
    public const double LargestUseful = 0.1;

    private readonly FloatFormat? format;

    /// <summary>The tolerance where none is asked for.</summary>
    public static Tolerance Default { get; } = new(DefaultRtol, null);

    /// <summary>The format that the numbers were computed in; float64 by default.</summary>
    public FloatFormat Format
    {
        get => format ?? FloatFormat.Binary64;
        init => format = value;
    }

    /// <summary>The digits that the numbers were printed to; null where they were not.</summary>
    public PrintedDigits? Printed { get; init; }

    /// <summary>Whether <see cref="Atol"/> counts only where it exceeds what follows from the size of the terms.</summary>
    public bool IsFloored { get; init; }

    /// <summary>Whether the numbers were computed in a format shorter than float64.</summary>
    public bool IsNarrow => Format.SignificandBits < 53;

    /// <summary>Whether it was asked for, rather than left to the size of the terms.</summary>
    public bool IsAskedFor => Atol is not null || Rtol != DefaultRtol;

    /// <summary>Whether it leaves only a few digits to agree.</summary>
    internal bool IsCoarse => Printed is not null || Format.IsShort || Atol is not null || Rtol > FloatFormat.Binary32.Units * FloatFormat.Binary32.Unit;

    /// <summary>The same tolerance, widened to what code in another format must lose.</summary>
    /// <param name="other">The format.</param>
    public Tolerance In(FloatFormat other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Rtol = Math.Max(Rtol, Math.Max(1, other.Units) * other.Unit), Format = other, IsFloored = true };
    }

    /// <summary>How far apart two numbers may be.</summary>
    /// <param name="a">The number to judge.</param>
    /// <param name="b">The reference.</param>
    /// <param name="term">The size of the terms that the entry is made of.</param>
    /// <param name="conditioning"><c>|mean| * istd</c> of its group.</param>
    internal double Allowed(double a, double b, double term, double conditioning) =>
        AtolOf(term, conditioning) + (Rtol * Math.Abs(b)) + (Printed?.HalfUnitOf(a) ?? 0);

    /// <summary>The absolute tolerance of an entry.</summary>
    /// <param name="term">The size of the terms that the entry is made of.</param>
    /// <param name="conditioning"><c>|mean| * istd</c> of its group: how far the mean swamps the spread.</param>
    internal double AtolOf(double term, double conditioning) =>
        IsFloored ? Math.Max(Atol ?? 0, ShareOf(conditioning) * term) : Atol ?? (ShareOf(conditioning) * term);

    /// <summary>The share of its terms that an entry may be off by, where no absolute tolerance is asked for.</summary>
    /// <param name="conditioning"><c>|mean| * istd</c> of its group.</param>
    public double ShareOf(double conditioning)
    {
        // What is only kept in a format is computed in float64.
        var format = Format.Units == 0 ? FloatFormat.Binary64 : Format;
        var unit = format.Units * format.Unit;
        return (format.SignificandBits < 53 ? unit : DefaultRtol) + (unit * Math.Max(1, conditioning));
    }
}
