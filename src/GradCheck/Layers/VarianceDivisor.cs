using System.Globalization;

namespace GradCheck.Layers;

/// <summary>What the sum of squares of a group is divided by where it becomes the variance: its number <c>m</c> of elements, less some.</summary>
/// <remarks>Everything that a layer computes or says of its divisor comes from here.</remarks>
/// <param name="Ddof">What is taken off <c>m</c>: 0 for the biased variance, 1 for Bessel's; -1 for <c>m + 1</c>.</param>
public readonly record struct VarianceDivisor(int Ddof)
{
    /// <summary>The number of elements itself: the biased variance.</summary>
    public static VarianceDivisor Count => new(0);

    /// <summary>One less: Bessel's, the unbiased variance.</summary>
    public static VarianceDivisor Bessel => new(1);

    /// <summary>The divisor that is taken for this one by mistake: <see cref="Bessel"/> for <see cref="Count"/>, which stands for every other.</summary>
    internal VarianceDivisor Mistaken => this == Count ? Bessel : Count;

    /// <summary>The divisor in words and formulas: <c>m</c>, <c>m - 1</c>.</summary>
    public string Text => Ddof == 0 ? "m" : string.Create(CultureInfo.InvariantCulture, $"m {(Ddof > 0 ? '-' : '+')} {Math.Abs(Ddof)}");

    /// <summary><see cref="Ddof"/> as it is written.</summary>
    internal string DdofText => Ddof.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the variance over it is called, to stand before the word: nothing where it has no name of its own.</summary>
    internal string Adjective => this == Count ? "biased " : this == Bessel ? "unbiased " : string.Empty;

    /// <summary>The divisor as a factor of a product: <c>m</c>, <c>(m - 1)</c>.</summary>
    internal string AsFactor => Ddof == 0 ? Text : $"({Text})";

    /// <summary>In LaTeX, what is left of it in a bracket that <c>m</c> was taken out of: nothing, or <c>m / (m - 1)</c>.</summary>
    internal string RatioLatex => Ddof == 0 ? string.Empty : $@"\frac{{m}}{{{Text}}} ";

    /// <summary>The divisor of a group.</summary>
    /// <param name="size">The number of its elements.</param>
    /// <returns>More than 0 where the group has a variance.</returns>
    public int Of(int size) => size - Ddof;
}
