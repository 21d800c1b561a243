using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>The <c>result</c> of a GitHub Classroom runner's step: base64 of JSON.</summary>
/// <remarks>
/// The most is a whole number of points, so a rubric of other points is scaled to the next one. The reporter adds the
/// scores as doubles; they are multiples of 1/1024, whose sums are exact, so that full marks are exactly the most. A
/// workflow reads <c>::name::</c> in a log as a command, so that no message may hold one.
/// Source: classroom-resources/autograding-command-grader and autograding-grading-reporter.
/// </remarks>
internal sealed class GitHubClassroomFormat : IGradeFormat
{
    private const decimal Unit = 1 / 1024m;

    /// <inheritdoc/>
    public string Name => "github-classroom";

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public string Write(GradeReport report)
    {
        var tests = report.Failure is { } failure ? new JsonArray(Test("Grading failed", "error", 0, failure, null)) : Tests(report);
        var result = new JsonObject
        {
            ["version"] = 1,
            ["status"] = report.Failure is not null ? "error" : report.Items.All(item => item.Passed) ? "pass" : "fail",
            ["max_score"] = (long)Math.Ceiling(report.MaxScore),
            ["tests"] = tests,
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(GradeJson.Write(result)));
    }

    private static JsonArray Tests(GradeReport report)
    {
        var (tests, most, scale, reached, given) = (new JsonArray(), report.MaxScore, Math.Ceiling(report.MaxScore), 0m, 0m);
        foreach (var item in report.Items)
        {
            reached += item.MaxPoints;
            var due = Math.Round(scale * reached / most / Unit) * Unit;
            var worth = due - given;
            given = due;
            var score = item.Points == item.MaxPoints ? worth : Math.Floor(worth * item.Points / item.MaxPoints / Unit) * Unit;
            tests.Add(Test(item.Name, item.Passed ? "pass" : item.Verdict == GradeVerdict.Error ? "error" : "fail", score, item.Reason, item.Place));
        }

        return tests;
    }

    private static JsonObject Test(string name, string status, decimal score, string message, CodePlace? place) => new()
    {
        ["name"] = Safe(name),
        ["status"] = status,
        ["score"] = GradeJson.Points(score),
        ["message"] = Safe(message),
        ["test_code"] = string.Empty,
        ["filename"] = place?.File ?? string.Empty,
        ["line_no"] = place?.Line ?? 0,
        ["duration"] = 0,
    };

    private static string Safe(string text)
    {
        while (text.Contains("::", StringComparison.Ordinal))
        {
            text = text.Replace("::", ": :", StringComparison.Ordinal);
        }

        // The old form of a command is ##[name].
        return text.Replace("##[", "## [", false, CultureInfo.InvariantCulture);
    }
}
