namespace GradCheck.Comparison;

/// <summary>When two numbers agree: <c>|a - b| &lt;= atol + rtol * |b|</c>, NumPy's <c>allclose</c>, with <c>b</c> the reference.</summary>
/// <remarks>
/// By default <c>rtol</c> is 1e-9 and <c>atol</c> grows with what plain float64 code must lose on the group at hand:
/// <c>(1e-9 + 64 * 2^-52 * max(1, |mean| * istd))</c> times the size of the terms that were added up. So right code
/// passes on every batch, and an <c>eps</c> mistake of 2e-7 does not. In float32 the unit is 2^-23, and both 1e-9 are
/// 64 of these units.
/// </remarks>
/// <param name="Rtol">The relative part, 0 or more.</param>
/// <param name="Atol">The absolute part, 0 or more; null to have it from the size of the terms.</param>
/// <param name="SinglePrecision">Whether the numbers were computed in float32.</param>
public readonly record struct Tolerance(double Rtol, double? Atol, bool SinglePrecision = false)
{
    /// <summary>The default of <see cref="Rtol"/>, 1e-9.</summary>
    public const double DefaultRtol = 1e-9;

    /// <summary>How many units of 2^-52 of the terms plain code may lose, times their conditioning.</summary>
    public const double RoundingUnits = 64;

    /// <summary>The relative part in float32: 64 units of 2^-23.</summary>
    public const double Float32Rtol = RoundingUnits * Float32Unit;

    /// <summary>
    /// Where the tolerance of an entry exceeds this share of the terms it is made of, agreement says nothing, and the
    /// verdict is inconclusive.
    /// </summary>
    public const double LargestUseful = 0.1;

    private const double Float64Unit = 2.220446049250313e-16;
    private const double Float32Unit = 1.1920928955078125e-07;

    /// <summary>The tolerance where none is asked for.</summary>
    public static Tolerance Default { get; } = new(DefaultRtol, null);

    /// <summary>The same tolerance, widened to what float32 code must lose.</summary>
    public Tolerance ForFloat32() => new(Math.Max(Rtol, Float32Rtol), Atol, true);

    /// <summary>The absolute tolerance of an entry.</summary>
    /// <param name="term">The size of the terms that the entry is made of.</param>
    /// <param name="conditioning"><c>|mean| * istd</c> of its group: how far the mean swamps the spread.</param>
    public double AtolOf(double term, double conditioning) =>
        SinglePrecision ? Math.Max(Atol ?? 0, ShareOf(conditioning) * term) : Atol ?? (ShareOf(conditioning) * term);

    /// <summary>The share of its terms that an entry may be off by, where no absolute tolerance is asked for.</summary>
    /// <param name="conditioning"><c>|mean| * istd</c> of its group.</param>
    public double ShareOf(double conditioning)
    {
        var (floor, unit) = SinglePrecision ? (Float32Rtol, Float32Unit) : (DefaultRtol, Float64Unit);
        return floor + (RoundingUnits * unit * Math.Max(1, conditioning));
    }
}
