namespace GradCheck.Grading;

/// <summary>How one item of a grade came out, from best to worst.</summary>
public enum GradeVerdict
{
    /// <summary>It is right.</summary>
    Match,

    /// <summary>It agrees, but what it was held against would agree with nearly everything. It earns its points.</summary>
    Inconclusive,

    /// <summary>It is wrong.</summary>
    Mismatch,

    /// <summary>It could not be told: the code is outside of what can be checked, or over a budget. It earns nothing.</summary>
    Unproven,

    /// <summary>What was submitted cannot be read as what it should be.</summary>
    Unreadable,

    /// <summary>Nothing was submitted.</summary>
    Missing,

    /// <summary>The student's code failed before it could give anything.</summary>
    Error,
}
