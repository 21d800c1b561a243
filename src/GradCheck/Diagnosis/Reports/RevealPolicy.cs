namespace GradCheck.Diagnosis.Reports;

/// <summary>What each level of reveal may show. Below <see cref="Reveal.Fix"/> no expected value and no formula is among it.</summary>
public static class RevealPolicy
{
    /// <summary>The lowest level that shows a field.</summary>
    /// <param name="field">The field.</param>
    public static Reveal LevelOf(ReportField field) => field switch
    {
        ReportField.Verdict => Reveal.Verdict,
        ReportField.WorstIndex or ReportField.FirstDeparture or ReportField.Note => Reveal.Index,
        ReportField.FindingHint => Reveal.Hint,
        ReportField.FindingCause => Reveal.Cause,
        _ => Reveal.Fix,
    };

    /// <summary>Whether a level shows a field.</summary>
    /// <param name="reveal">The level.</param>
    /// <param name="field">The field.</param>
    public static bool Shows(this Reveal reveal, ReportField field) => reveal >= LevelOf(field);
}
