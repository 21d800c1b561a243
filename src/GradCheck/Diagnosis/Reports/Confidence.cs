namespace GradCheck.Diagnosis.Reports;

/// <summary>How sure a finding is. Findings of one tensor that explain it equally well share the figure between them.</summary>
public static class Confidence
{
    /// <summary>Every entry is what the mistake gives.</summary>
    public const double Predicted = 0.99;

    /// <summary>Every entry is what two mistakes give together.</summary>
    public const double Pair = 0.95;

    /// <summary>Every entry is what the mistake gives with a constant that was taken from the submission.</summary>
    public const double Fitted = 0.9;

    /// <summary>Seen in the shape or in some entries, and not in all the values.</summary>
    public const double Partial = 0.7;

    /// <summary>There is no explanation.</summary>
    public const double None = 0;
}
