using System.Collections.Immutable;

namespace GradCheck.Numeric;

/// <summary>A way to differentiate numerically: its step rule, its formula, its error bound.</summary>
public abstract class NumericMethod
{
    /// <summary>2^-53, the relative error of one rounding.</summary>
    protected const double UnitRoundoff = 1.0 / (1L << 53);

    /// <summary>How many roundings the terms of a derivative may have gone through, with a margin of two.</summary>
    protected const double TermRoundings = 24;

    /// <summary>The methods, the default first.</summary>
    public static ImmutableArray<NumericMethod> All { get; } = [new CentralDifference(), new ComplexStep(), new Richardson()];

    /// <summary>The default, central differences.</summary>
    public static NumericMethod Default => All[0];

    /// <summary>The identifier: <c>central</c>, <c>complex_step</c>, <c>richardson</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The method in a sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>The step where none is asked for; null where the method takes it from the group's spread.</summary>
    public abstract double? DefaultStep { get; }

    /// <summary>At most how many evaluations of the loss one entry costs; a complex one counts for two.</summary>
    public abstract int EvaluationsPerEntry { get; }

    /// <summary>Finds a method by its identifier.</summary>
    /// <param name="id">The identifier.</param>
    /// <returns>The method, or null where there is none of that name.</returns>
    public static NumericMethod? Find(string id) => All.FirstOrDefault(method => method.Id == id);

    /// <summary>Differentiates the loss along one entry.</summary>
    /// <param name="line">The loss along the entry.</param>
    /// <param name="step">The step, above 0; null for the method's own.</param>
    /// <returns>The derivative and its error bound.</returns>
    public abstract NumericEstimate Differentiate(LossLine line, double? step);
}
