using GradCheck.Comparison;

namespace GradCheck.Diagnosis;

/// <summary>How a submission is judged.</summary>
public sealed record CheckOptions
{
    /// <summary>The tolerance; by default that of <see cref="Comparison.Tolerance.Default"/>.</summary>
    public Tolerance Tolerance { get; init; } = Tolerance.Default;

    /// <summary>Whether answers in float32 will do; by default they will.</summary>
    public Precision Precision { get; init; }

    /// <summary>Whether each cause comes with the smallest batch on which it shows; by default not.</summary>
    public bool WantsExamples { get; init; }

    /// <summary>Whether the input is reviewed as well, which costs as much as judging a right submission; by default it is. Without, a report has no warnings.</summary>
    public bool ReviewsInput { get; init; } = true;
}
