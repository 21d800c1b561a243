namespace GradCheck.Diagnosis.Reports;

/// <summary>The parts of a report that a level of reveal may hold back.</summary>
public enum ReportField
{
    /// <summary>The verdicts, the warnings on the input, and the rule that was applied.</summary>
    Verdict,

    /// <summary>Where a tensor is wrong, with what was submitted there.</summary>
    WorstIndex,

    /// <summary>The first wrong tensor of the staged computation.</summary>
    FirstDeparture,

    /// <summary>The note on shape or precision, and its code.</summary>
    Note,

    /// <summary>The question that leads to the cause of a finding.</summary>
    FindingHint,

    /// <summary>The code, title and explanation of a finding, with its confidence.</summary>
    FindingCause,

    /// <summary>The line of the derivation that a finding breaks.</summary>
    FindingEquation,

    /// <summary>What to write instead.</summary>
    FindingFix,

    /// <summary>What a finding rests on.</summary>
    FindingEvidence,

    /// <summary>The right values, and the errors, at the worst places.</summary>
    WorstExpected,

    /// <summary>How far a tensor is from the right one.</summary>
    Metrics,

    /// <summary>The numbers of the rule that was applied.</summary>
    DecisionNumbers,
}
