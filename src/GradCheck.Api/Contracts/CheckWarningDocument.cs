using GradCheck.Diagnosis.Reports;

namespace GradCheck.Api.Contracts;

/// <summary>A reason why this batch does not tell some wrong code from right, or something else to know about it.</summary>
/// <param name="Code">What kind of warning it is; it does not change between versions.</param>
/// <param name="Message">What it is about, and what to use instead.</param>
/// <param name="Undetectable">The codes of the mistakes that this batch cannot tell from right code; found by trying each.</param>
public sealed record CheckWarningDocument(string Code, string Message, IReadOnlyList<string> Undetectable)
{
    /// <summary>A warning on an input.</summary>
    /// <param name="warning">The warning.</param>
    public static CheckWarningDocument From(Warning warning)
    {
        ArgumentNullException.ThrowIfNull(warning);
        return new(warning.Code, $"{warning.Message} {warning.Advice}", warning.Undetectable);
    }

    /// <summary>A warning that hides no mistake.</summary>
    /// <param name="warning">The warning.</param>
    public static CheckWarningDocument From(WarningDocument warning)
    {
        ArgumentNullException.ThrowIfNull(warning);
        return new(warning.Code, warning.Message, []);
    }
}
