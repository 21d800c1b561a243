using System.Text.Json;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Requests;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Endpoints;

/// <summary>Worked examples of <c>/check</c>: a path of <c>dx</c> forgotten, and what the service says to it.</summary>
internal static class CheckExamples
{
    /// <summary>The examples of a layer's route.</summary>
    /// <param name="layer">The layer.</param>
    public static IEnumerable<ExampleMetadata> Of(Layer layer)
    {
        var batch = ExampleBatches.Of(layer);
        var forward = ForwardPass.Run(CheckedInput.From(layer, ExampleBatches.Read<GradientsRequest>($"{{ {batch} }}")).Input);
        var staged = StagedBackward.Run(forward);
        var paths = staged.Paths;
        var (dx, path) = paths.Mean is null ? (paths.Direct, "variance") : (Sum(paths.Direct, paths.Variance!), "mean");
        var body = $"{{ {batch}, \"submitted\": {{ \"dx\": {Write(dx)}, \"dbeta\": {Write(staged.Total.Dbeta)} }} }}";
        var request = ExampleBatches.Read<CheckRequest>(body);
        return ExampleBatches.Example("mistake", $"A dx without its {path} path, and a right dbeta.", body, CheckRoutes.Answer(CheckedSubmission.From(layer, request), request, CancellationToken.None));
    }

    private static Tensor Sum(Tensor a, Tensor b) => new(a.Shape, [.. a.Values.ToArray().Zip(b.Values.ToArray(), (u, v) => u + v)]);

    private static string Write(Tensor tensor) => JsonSerializer.Serialize(tensor, ExampleBatches.Options);
}
