namespace GradCheck.Diagnosis.Reports;

/// <summary>How much of a report is told. Each level tells what the one before it does, and more.</summary>
public enum Reveal
{
    /// <summary>Which tensors are right.</summary>
    Verdict,

    /// <summary>And where they are wrong.</summary>
    Index,

    /// <summary>And a question that leads to the cause.</summary>
    Hint,

    /// <summary>And the cause, in words.</summary>
    Cause,

    /// <summary>Everything: expected values, errors, formulas and what to write instead.</summary>
    Fix,
}
