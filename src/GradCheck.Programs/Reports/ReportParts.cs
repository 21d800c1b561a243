namespace GradCheck.Programs.Reports;

/// <summary>The parts of a report that are long, or costly to make.</summary>
[Flags]
public enum ReportParts
{
    /// <summary>None of them: the verdicts and the wrong lines.</summary>
    None = 0,

    /// <summary>Every executed assignment.</summary>
    Lines = 1,

    /// <summary>The computational graph.</summary>
    Graph = 2,

    /// <summary>The smallest example on which a wrong line shows.</summary>
    Example = 4,

    /// <summary>All of them.</summary>
    All = Lines | Graph | Example,
}
