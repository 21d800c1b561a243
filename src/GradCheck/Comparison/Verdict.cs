namespace GradCheck.Comparison;

/// <summary>The outcome of a comparison, from best to worst, so that the worst of several is their maximum.</summary>
public enum Verdict
{
    /// <summary>They agree within the tolerance.</summary>
    Match,

    /// <summary>They cannot be told apart: what they are held against is not known well enough.</summary>
    Inconclusive,

    /// <summary>They disagree by more than the tolerance and every known error.</summary>
    Mismatch,
}
