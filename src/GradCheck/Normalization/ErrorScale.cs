using GradCheck.Tensors;

namespace GradCheck.Normalization;

/// <summary>What an error in a tensor is measured against: the size of the terms it is made of.</summary>
/// <remarks>
/// A gradient may cancel, and then its own size says nothing about the error of the code that added its terms up. For
/// <c>dx</c> the terms are the three paths, for <c>dgamma</c> and <c>dbeta</c> those of the sum.
/// </remarks>
public sealed class ErrorScale
{
    private readonly double[] terms;
    private readonly double[] conditioning;

    internal ErrorScale(double[] terms, double[] conditioning, GroupView view)
    {
        (this.terms, this.conditioning) = (terms, conditioning);
        View = view;
        (Largest, LargestConditioning) = (terms.Max(), conditioning.Max());
    }

    /// <summary>The size of the terms of each group: the largest path, or the sum of absolute terms.</summary>
    public ReadOnlySpan<double> Terms => terms;

    /// <summary><c>|mean| * istd</c> of each group, the largest among those that an entry draws on.</summary>
    public ReadOnlySpan<double> Conditioning => conditioning;

    /// <summary>How entries belong to groups.</summary>
    public GroupView View { get; }

    /// <summary>The largest of <see cref="Terms"/>.</summary>
    public double Largest { get; }

    /// <summary>The largest of <see cref="Conditioning"/>.</summary>
    public double LargestConditioning { get; }
}
