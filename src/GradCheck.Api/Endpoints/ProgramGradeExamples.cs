using System.Text.Json;
using GradCheck.Api.Description;

namespace GradCheck.Api.Endpoints;

/// <summary>A worked example of <c>/v1/programs/grade</c>: eps left out in one line of the backward pass.</summary>
internal static class ProgramGradeExamples
{
    /// <summary>The example.</summary>
    public static ExampleRequest Mistake { get; } = new(
        "mistake",
        "A backward pass that leaves eps out in one line, and what that leaves of the points.",
        $$"""
        {
          "layer": "batchnorm",
          "code": {{JsonSerializer.Serialize(ProgramExamples.Code)}},
          "rubric": [{"part": "forward", "points": 3}, {"part": "dx", "points": 6}, {"part": "dgamma", "points": 1}],
          "partial": [{"share": 0.5, "causes": ["eps_omitted_in_backward"]}],
          "reveal": "cause"
        }
        """);
}
