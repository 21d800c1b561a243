using System.Globalization;
using System.Text.Json.Nodes;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>What a CodeGrade Custom Test prints: <c>{"tag": "points", "points": "3/5"}</c>.</summary>
/// <remarks>Both are whole numbers; of a rubric with parts of points, in the same ratio. Source: CodeGrade, "How to use custom test blocks".</remarks>
internal sealed class CodeGradeFormat : IGradeFormat
{
    private const decimal Unit = 0.000001m;

    /// <inheritdoc/>
    public string Name => "codegrade";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public string Write(GradeReport report)
    {
        var (score, most) = report.Failure is null ? Rounded(report.Score, report.MaxScore) : (0, 1);
        while (score != Math.Floor(score) || most != Math.Floor(most))
        {
            (score, most) = (score * 10, most * 10);
        }

        return GradeJson.Write(new JsonObject { ["tag"] = "points", ["points"] = string.Create(CultureInfo.InvariantCulture, $"{score:F0}/{most:F0}") }) + "\n";
    }

    // Of 1/3 of a point there is no such ratio that anybody could read. Full marks stay so, and nothing else becomes them.
    private static (decimal Score, decimal Most) Rounded(decimal score, decimal most) =>
        (score == most ? Math.Ceiling(most / Unit) * Unit : Math.Floor(score / Unit) * Unit, Math.Ceiling(most / Unit) * Unit);
}
