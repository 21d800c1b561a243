using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Derivations;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/derivation</c>: the derivation step by step, on request with the numbers of a batch.</summary>
internal static class DerivationRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="layers">The routes of the layers.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public static void MapDerivations(this IEndpointRouteBuilder layers, RequestLimits limits)
    {
        var queries = new RulesByLayer<DerivationQueryValidator>(layer => new(layer));
        layers.MapGet("/derivation", (HttpContext context) => TypedResults.Ok(Tell(queries[LayerPath.Of(context)].Read(context.Request.Query))))
            .WithName("derivation")
            .WithSummary("The derivation of the backward pass, step by step.")
            .WithDescription("Each step with its formula, the chain rule it uses and its result in LaTeX, and a sentence, in the order of the post: `dgamma`, `dbeta`, `dxhat`, `dvar`, `dmean`, `dx`, and the simplification to the closed form.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithMetadata(
                new QueryParameter("mode", "string", "In `eval` the statistics are constants, and the derivation is shorter.", ["train", "eval"], null),
                new QueryParameter("ddof", "integer", "With 1, the variance divides by m - 1.", ["0", "1"], null),
                LayerPath.ExamplesOf(layer => [ExampleBatches.Answer("derivation", "The derivation in train mode.", Tell(new(layer, Mode.Train)))]));
        layers.MapBatch("/derivation", layer => new BatchValidator<DerivationRequest>(layer, limits), Answer, layer => [new("batch", "A batch that can be followed by hand.", $"{{ {ExampleBatches.Of(layer)} }}")])
            .WithName("derivation-of-a-batch")
            .WithSummary("The derivation with the numbers of a batch at every step.")
            .WithDescription("To follow by hand: post a small batch, and compare line by line.");
    }

    private static DerivationResponse Tell(DerivationPlan plan) =>
        new() { Layer = plan.Layer.Id, Mode = plan.Mode, Steps = [.. Derivation.Of(plan.Layer, plan.Mode).Select(DerivationStepDocument.From)] };

    private static DerivationResponse Answer(Batch batch, CancellationToken cancellation)
    {
        var pass = batch.Run();
        return new()
        {
            Layer = batch.Input.Layer.Id,
            Mode = batch.Input.Options.Mode,
            Steps = [.. Derivation.Of(pass).Select(DerivationStepDocument.From)],
            Warnings = [.. BatchWarnings.Of(batch, pass)],
        };
    }
}
