using GradCheck.Arithmetic;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>For a cell that nbgrader grades: the reasons, and on the last line the points as a bare number.</summary>
/// <remarks>
/// nbgrader gives partial credit where the value of a cell's last expression is a number from 0 to the cell's points;
/// so the cell prints all lines but the last, and ends with the last as a float. What it prints goes to stdout: a cell
/// that writes to stderr earns nothing. Source: nbgrader, <c>nbgrader/utils.py</c>, <c>determine_grade</c>.
/// </remarks>
internal sealed class NbgraderFormat : IGradeFormat
{
    /// <inheritdoc/>
    public string Name => "nbgrader";

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public string Write(GradeReport report) => $"{TextFormat.Of(report)}{NumberText.Of((double)report.Score)}\n";
}
