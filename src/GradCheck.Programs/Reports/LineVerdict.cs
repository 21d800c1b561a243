namespace GradCheck.Programs.Reports;

/// <summary>What can be said of one line.</summary>
public enum LineVerdict
{
    /// <summary>Its value is the right one.</summary>
    Match,

    /// <summary>Its value departs from the truth although the lines before it are right.</summary>
    Mismatch,

    /// <summary>Its value is wrong, but only because of an earlier line.</summary>
    Follows,

    /// <summary>There is nothing to hold it against.</summary>
    Unchecked,
}
