using System.Text.Json;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Requests;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Endpoints;

/// <summary>Worked examples of <c>/check</c>: a path of <c>dx</c> forgotten, and what the service says to it.</summary>
internal static class CheckExamples
{
    /// <summary>The examples of a layer's route.</summary>
    /// <param name="layer">The layer.</param>
    public static IEnumerable<ExampleRequest> Of(Layer layer)
    {
        var batch = ExampleBatches.Of(layer);
        var staged = Batch.Of(layer, ExampleBatches.Read<GradientsRequest>($"{{ {batch} }}")).Run().Staged;
        var paths = staged.Paths;
        var (dx, path) = paths.Mean is null ? (paths.Direct, "variance") : (Sum(paths.Direct, paths.Variance!), "mean");
        return [new("mistake", $"A dx without its {path} path, and a right dbeta.", $"{{ {batch}, \"submitted\": {{ \"dx\": {Write(dx)}, \"dbeta\": {Write(staged.Total.Dbeta)} }} }}")];
    }

    private static Tensor Sum(Tensor a, Tensor b) => new(a.Shape, [.. a.Values.ToArray().Zip(b.Values.ToArray(), (u, v) => u + v)]);

    private static string Write(Tensor tensor) => JsonSerializer.Serialize(tensor, ExampleBatches.Options);
}
