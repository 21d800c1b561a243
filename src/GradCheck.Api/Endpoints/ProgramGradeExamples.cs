using System.Text.Json;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;

namespace GradCheck.Api.Endpoints;

/// <summary>A worked example of <c>/v1/programs/grade</c>: eps left out in one line of the backward pass.</summary>
internal static class ProgramGradeExamples
{
    /// <summary>The example.</summary>
    public static IEnumerable<ExampleMetadata> All()
    {
        var body = $$"""
            {
              "layer": "batchnorm",
              "code": {{JsonSerializer.Serialize(ProgramExamples.Code)}},
              "rubric": [{"part": "forward", "points": 3}, {"part": "dx", "points": 6}, {"part": "dgamma", "points": 1}],
              "partial": [{"share": 0.5, "causes": ["eps_omitted_in_backward"]}],
              "reveal": "cause"
            }
            """;
        var plan = ProgramGradePlan.From(ExampleBatches.Read<ProgramGradeRequest>(body), new RequestLimits { MaxProgramSeconds = ProgramExamples.Patience });
        return ExampleBatches.Example("mistake", "A backward pass that leaves eps out in one line, and what that leaves of the points.", body, GradeResponse.From(ProgramGradeRoutes.Grade(plan, CancellationToken.None)));
    }
}
