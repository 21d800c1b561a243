using System.Globalization;
using System.Text.Json.Nodes;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>Gradescope's <c>/autograder/results/results.json</c>.</summary>
/// <remarks>
/// Every test is visible: a single hidden one would hide the total from the student. Output is declared to be text, as
/// the default of the whole is HTML, in which a student's error could write anything. Source: Gradescope's autograder
/// specifications, "Output Format".
/// </remarks>
internal sealed class GradescopeFormat : IGradeFormat
{
    /// <inheritdoc/>
    public string Name => "gradescope";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public string Write(GradeReport report) => GradeJson.Write(new JsonObject
    {
        ["score"] = GradeJson.Points(report.Score),
        ["output"] = $"{report.Title}\n{report.Summary}",
        ["output_format"] = "text",
        ["test_output_format"] = "text",
        ["test_name_format"] = "text",
        ["visibility"] = "visible",
        ["tests"] = new JsonArray(report.Failure is { } failure
            ? [Test(1, "Grading failed", 0, 0, passed: false, failure)]
            : [.. report.Items.Select((item, k) => Test(k + 1, item.Name, item.Points, item.MaxPoints, item.Passed, item.Reason))]),
    });

    private static JsonObject Test(int number, string name, decimal points, decimal most, bool passed, string output) => new()
    {
        ["score"] = GradeJson.Points(points),
        ["max_score"] = GradeJson.Points(most),
        ["status"] = passed ? "passed" : "failed",
        ["name"] = name,
        ["number"] = number.ToString(CultureInfo.InvariantCulture),
        ["output"] = output,
        ["visibility"] = "visible",
    };
}
