using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>PrairieLearn's <c>/grade/results/results.json</c>.</summary>
/// <remarks>
/// Each test has points and most points, as a single one without drops the points of all. A grading that failed is not
/// gradable, so that no attempt is used up. The file may have 1 MB, so reasons are cut where there are very many, and the tests left out where that is not enough.
/// Source: PrairieLearn, "External grading", "Grading results".
/// </remarks>
internal sealed class PrairieLearnFormat : IGradeFormat
{
    private const int MostBytes = 1 << 20;

    /// <summary>How long a reason may be, tried in turn until the file is small enough.</summary>
    private static readonly int[] Lengths = [PlainText.MostCharacters * 10, 400, 80, 0];

    /// <inheritdoc/>
    public string Name => "prairielearn";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public string Write(GradeReport report) => report.Failure is { } failure
        ? GradeJson.Write(new JsonObject
        {
            ["gradable"] = false,
            ["score"] = GradeJson.Share(report),
            ["format_errors"] = new JsonArray(failure),
            ["message"] = report.Summary,
        })
        : Lengths.Select(length => Write(report, report.Items, length)).FirstOrDefault(text => Encoding.UTF8.GetByteCount(text) <= MostBytes)
            ?? Write(report, [], 0);

    private static string Write(GradeReport report, ImmutableArray<GradeItem> items, int length) => GradeJson.Write(new JsonObject
    {
        ["gradable"] = true,
        ["score"] = GradeJson.Share(report),
        ["message"] = $"{report.Title}\n{report.Summary}",
        ["tests"] = new JsonArray([.. items.Select(item => new JsonObject
        {
            ["name"] = item.Name,
            ["points"] = GradeJson.Points(item.Points),
            ["max_points"] = GradeJson.Points(item.MaxPoints),
            ["message"] = PlainText.Shorten(item.Reason, length),
        })]),
    });
}
