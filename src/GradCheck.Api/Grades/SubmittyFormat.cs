using System.Text.Json.Nodes;
using GradCheck.Grading;

namespace GradCheck.Api.Grades;

/// <summary>What a custom validator of Submitty writes to <c>validation_results.json</c> or prints.</summary>
/// <remarks>The score is from 0 to 1: Submitty clamps what is not. A validator that could not grade has the status <c>fail</c>. Source: Submitty, <c>grading/dispatch.cpp</c>, <c>custom_doit</c>.</remarks>
internal sealed class SubmittyFormat : IGradeFormat
{
    /// <inheritdoc/>
    public string Name => "submitty";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public string Write(GradeReport report) => GradeJson.Write(report.Failure is { } failure
        ? new JsonObject { ["status"] = "fail", ["message"] = failure }
        : new JsonObject
        {
            ["status"] = "success",
            ["data"] = new JsonObject
            {
                ["score"] = GradeJson.Share(report),
                ["message"] = TextFormat.Of(report),
                ["status"] = report.Items.All(item => item.Passed) ? "success" : "failure",
            },
        });
}
