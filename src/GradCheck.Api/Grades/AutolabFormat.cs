using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>The last two lines that an Autolab autograder prints: semantic feedback, then the scores.</summary>
/// <remarks>
/// A problem of the lab is a line of the rubric, of the same name. Before Autolab reads the scores it puts quotes around
/// every run of letters and digits that a colon follows, inside strings too; so no colon here follows one. A grading that
/// failed scores no problem, as the names of the lab's are not known then.
/// Source: Autolab, "Guide for lab authors" and "Formatted feedback"; <c>assessment_autograde_core.rb</c>, <c>parseAutoresult</c>.
/// </remarks>
internal sealed partial class AutolabFormat : IGradeFormat
{
    /// <inheritdoc/>
    public string Name => "autolab";

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public string Write(GradeReport report)
    {
        var scores = new JsonObject();
        foreach (var part in report.Items.GroupBy(item => item.Part))
        {
            scores[Safe(part.Key)] = GradeJson.Points(part.Sum(item => item.Points));
        }

        return $"{GradeJson.Write(Feedback(report))}\n{GradeJson.Write(new JsonObject { ["scores"] = scores })}\n";
    }

    private static JsonObject Feedback(GradeReport report)
    {
        var stages = report.Items.GroupBy(item => item.Case is { } number ? FormattableString.Invariant($"Case {number + 1}") : "Results")
            .Select(stage => (Name: stage.Key, Tests: new JsonObject(stage.Select(item => KeyValuePair.Create(Safe(item.Part), (JsonNode?)Test(item.Passed, item.Reason))))))
            .ToList();
        if (report.Failure is { } failure)
        {
            stages = [("Grading failed", new JsonObject { ["Grading"] = Test(passed: false, failure) })];
        }

        var feedback = new JsonObject { ["_presentation"] = "semantic", ["stages"] = new JsonArray([.. stages.Select(stage => JsonValue.Create(stage.Name))]) };
        foreach (var (name, tests) in stages)
        {
            feedback[name] = tests;
        }

        return feedback;
    }

    private static JsonObject Test(bool passed, string reason)
    {
        var test = new JsonObject { ["passed"] = passed };
        if (!passed)
        {
            test["hint"] = Safe(reason);
        }

        return test;
    }

    // A space, not any white space: a line break is written as \n, whose n would count as a letter.
    private static string Safe(string text) => Colons().Replace(text, " :");

    [GeneratedRegex("(?<! ):")]
    private static partial Regex Colons();
}
