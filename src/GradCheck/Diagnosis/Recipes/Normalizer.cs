namespace GradCheck.Diagnosis.Recipes;

/// <summary>How what <c>x - mean</c> is multiplied by is made of the variance.</summary>
/// <param name="Eps">The <c>eps</c>.</param>
internal sealed record Normalizer(double Eps)
{
    /// <summary>What <c>var</c> is multiplied by: <c>m / (m - 1)</c> for the unbiased one.</summary>
    public double VarFactor { get; init; } = 1;

    /// <summary>Whether the standard deviation stands where the variance should.</summary>
    public bool StdForVar { get; init; }

    /// <summary>Where <c>eps</c> enters.</summary>
    public EpsUse EpsUse { get; init; }

    /// <summary>What <c>x - mean</c> is divided by.</summary>
    public Divisor Divisor { get; init; }

    /// <summary>What is added to <c>xhat</c>.</summary>
    public double Shift => EpsUse == EpsUse.AddedToQuotient ? Eps : 0;

    /// <summary>What goes by the name of <c>var</c>.</summary>
    /// <param name="variance">The variance.</param>
    public double Var(double variance) => StdForVar ? Math.Sqrt(variance * VarFactor) : variance * VarFactor;

    /// <summary>What goes by the name of <c>istd</c>.</summary>
    /// <param name="variance">The variance.</param>
    public double Istd(double variance)
    {
        var made = Var(variance);
        var root = EpsUse switch
        {
            EpsUse.InsideRoot => Math.Sqrt(made + Eps),
            EpsUse.OutsideRoot => Math.Sqrt(made) + Eps,
            EpsUse.Omitted or EpsUse.AddedToQuotient => Math.Sqrt(made),
            _ => Math.Sqrt(made - Eps),
        };
        return Divisor switch
        {
            Divisor.Std => 1 / root,
            Divisor.Variance => 1 / (root * root),
            _ => root,
        };
    }
}
