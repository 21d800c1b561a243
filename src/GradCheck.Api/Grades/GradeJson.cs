using System.Text.Json.Nodes;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>JSON as graders read it: on one line, in ASCII, with plain numbers.</summary>
internal static class GradeJson
{
    private const decimal One = 1.0m;
    private const decimal Zero = 0.0m;

    /// <summary>Points: <c>3</c>, <c>3.333333</c>.</summary>
    /// <param name="points">The points.</param>
    public static JsonNode Points(decimal points) => JsonValue.Create((double)points);

    /// <summary>The score as a share of the most, from 0 to 1: full marks are written <c>1.0</c>, as some readers take only a number with a point for one.</summary>
    /// <param name="report">The report.</param>
    public static JsonNode Share(GradeReport report) => report.Share switch
    {
        1 => JsonValue.Create(One),
        0 => JsonValue.Create(Zero),
        var share => JsonValue.Create(share),
    };

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    public static string Write(JsonNode document) => document.ToJsonString();
}
