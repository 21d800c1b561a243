namespace GradCheck.Diagnosis;

/// <summary>A factor of each group; 1 where none is given.</summary>
internal readonly record struct PerGroup
{
    private readonly double[]? factors;
    private readonly double? common;

    private PerGroup(double[]? factors, double? common) => (this.factors, this.common) = (factors, common);

    /// <summary>The factor of one group.</summary>
    public double this[int group] => (common ?? 1) * (factors?[group] ?? 1);

    /// <summary>Each factor times the same number.</summary>
    public PerGroup Times(double factor) => new(factors, (common ?? 1) * factor);

    /// <summary>Each factor times one of its own.</summary>
    public PerGroup Times(int groups, Func<int, double> factor)
    {
        var product = new double[groups];
        for (var g = 0; g < product.Length; g++)
        {
            product[g] = (factors?[g] ?? 1) * factor(g);
        }

        return new(product, common);
    }
}
