using GradCheck.Grading;
using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Grading;

/// <summary>The grade of a program.</summary>
public sealed record ProgramGradeReport : GradeReport
{
    /// <summary>The smallest example of the first wrong line, where everything is revealed; null where none was found.</summary>
    public ProgramExample? Example { get; init; }
}
