using System.Text.Json.Nodes;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>Otter-Grader's results by question, as its <c>GradingResults.to_dict()</c> gives them.</summary>
/// <remarks>A question is a line of the rubric, and a test case of it is a case. Source: otter-grader, <c>otter/test_files/abstract_test.py</c>.</remarks>
internal sealed class OtterFormat : IGradeFormat
{
    /// <inheritdoc/>
    public string Name => "otter";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public string Write(GradeReport report)
    {
        GradeItem[] items = report.Failure is { } failure
            ? [new() { Name = "Grading failed", Part = "Grading failed", Points = 0, MaxPoints = 0, Verdict = GradeVerdict.Error, Reason = failure }]
            : [.. report.Items];
        return GradeJson.Write(new JsonObject(items.GroupBy(item => item.Part).Select(question => KeyValuePair.Create(question.Key, (JsonNode?)Question(question.Key, [.. question])))));
    }

    private static JsonObject Question(string name, GradeItem[] items) => new()
    {
        ["score"] = GradeJson.Points(items.Sum(item => item.Points)),
        ["possible"] = GradeJson.Points(items.Sum(item => item.MaxPoints)),
        ["name"] = name,
        ["path"] = null,
        ["test_cases"] = new JsonArray([.. items.Select(TestCase)]),
        ["all_or_nothing"] = false,
        ["test_case_results"] = new JsonArray([.. items.Select(item => new JsonObject { ["test_case"] = TestCase(item), ["message"] = item.Reason, ["passed"] = item.Passed })]),
    };

    private static JsonObject TestCase(GradeItem item) => new()
    {
        ["name"] = item.Name,
        ["body"] = string.Empty,
        ["hidden"] = false,
        ["points"] = GradeJson.Points(item.MaxPoints),
        ["success_message"] = null,
        ["failure_message"] = null,
    };
}
