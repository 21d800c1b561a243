using System.Text.Json;
using GradCheck.Api.Description;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Api.Endpoints;

/// <summary>Worked examples of <c>/grade</c>: a path of <c>dx</c> forgotten in one case, the code stopped in another.</summary>
internal static class GradeExamples
{
    /// <summary>The examples of a layer's route.</summary>
    /// <param name="layer">The layer.</param>
    public static IEnumerable<ExampleRequest> Of(Layer layer)
    {
        var input = CaseGenerator.Make(layer, 1, CaseProfile.Readable, options: new() { Groups = layer.TakesGroups ? CaseProfiles.DefaultGroups : null });
        var staged = Pass.Of(input).Staged;
        var (dx, dbeta) = (JsonSerializer.Serialize(staged.Paths.Direct, ExampleBatches.Options), JsonSerializer.Serialize(staged.Total.Dbeta, ExampleBatches.Options));
        var body = $$"""
            {
              "rubric": [{"tensor": "dx", "points": 6}, {"tensor": "dbeta", "points": 4}],
              "cases": [
                {"seed": 1, "profile": "readable", "submitted": { "dx": {{dx}}, "dbeta": {{dbeta}} } },
                {"seed": 2, "error": "TimeoutError: the code was stopped after 10 seconds"}
              ],
              "partial": [{"share": 0.5, "causes": ["statistics_treated_as_constants"]}],
              "reveal": "cause"
            }
            """;
        return [new("rubric", "Statistics treated as constants in one case, and code that does not end in the other.", body)];
    }
}
