namespace GradCheck.Comparison;

/// <summary>When two numbers agree: <c>|a - b| &lt;= atol + rtol * |b|</c>, NumPy's <c>allclose</c>, with <c>b</c> the reference.</summary>
/// <remarks>
/// By default <c>rtol</c> is 1e-9 and <c>atol</c> grows with what plain float64 code must lose on the group at hand:
/// <c>(1e-9 + 64 * 2^-52 * max(1, |mean| * istd))</c> times the size of the terms that were added up. So right code
/// passes on every batch, and an <c>eps</c> mistake of 2e-7 does not.
/// </remarks>
/// <param name="Rtol">The relative part, 0 or more.</param>
/// <param name="Atol">The absolute part, 0 or more; null to have it from the size of the terms.</param>
public readonly record struct Tolerance(double Rtol, double? Atol)
{
    /// <summary>The default of <see cref="Rtol"/>, 1e-9.</summary>
    public const double DefaultRtol = 1e-9;

    /// <summary>How many units of 2^-52 of the terms plain code may lose, times their conditioning.</summary>
    public const double RoundingUnits = 64;

    /// <summary>The tolerance where none is asked for.</summary>
    public static Tolerance Default { get; } = new(DefaultRtol, null);

    /// <summary>The absolute tolerance of an entry.</summary>
    /// <param name="term">The size of the terms that the entry is made of.</param>
    /// <param name="conditioning"><c>|mean| * istd</c> of its group: how far the mean swamps the spread.</param>
    public double AtolOf(double term, double conditioning) =>
        Atol ?? (DefaultRtol + (RoundingUnits * Math.ScaleB(Math.Max(1, conditioning), -52))) * term;
}
