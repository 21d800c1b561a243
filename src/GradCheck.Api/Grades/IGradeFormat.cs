using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>How one grader wants a grade written down.</summary>
internal interface IGradeFormat
{
    /// <summary>The name in <c>?format=</c>: <c>gradescope</c>.</summary>
    public string Name { get; }

    /// <summary>The media type, without the encoding: always UTF-8.</summary>
    public string MediaType { get; }

    /// <summary>Writes a report down; one that failed too, in a way that the grader accepts.</summary>
    /// <param name="report">The report.</param>
    public string Write(GradeReport report);
}
