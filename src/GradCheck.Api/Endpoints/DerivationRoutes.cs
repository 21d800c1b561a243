using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Derivations;
using GradCheck.Layers;
using GradCheck.Normalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/derivation</c>: the derivation step by step, on request with the numbers of a batch.</summary>
internal static class DerivationRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapDerivations(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        var queries = new RulesByLayer<DerivationQuery>(layer => new DerivationQueryValidator(layer));
        routes.MapGet($"{LayerPath.Prefix}/derivation", (HttpContext context) => Tell(LayerPath.Of(context), queries, context.Request.Query))
            .WithName("derivation")
            .WithTags(Tags.Derivations)
            .WithSummary("The derivation of the backward pass, step by step.")
            .WithDescription("Each step with its formula, the chain rule it uses and its result in LaTeX, and a sentence, in the order of the post: `dgamma`, `dbeta`, `dxhat`, `dvar`, `dmean`, `dx`, and the simplification to the closed form.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithMetadata(new QueryParameter("mode", "string", "In `eval` the statistics are constants, and the derivation is shorter.", ["train", "eval"], null), new QueryParameter("ddof", "integer", "With 1, the variance divides by m - 1.", ["0", "1"], null))
            .WithMetadata(LayerPath.ExamplesOf(layer => [ExampleBatches.Answer("derivation", "The derivation in train mode.", Tell(layer, queries, QueryCollection.Empty).Value!)]));
        routes.MapBatch(
                "derivation",
                layer => new DerivationRequestValidator(layer, limits),
                (layer, request, _) => Answer(CheckedInput.From(layer, request), request),
                Examples)
            .WithName("derivation-of-a-batch")
            .WithTags(Tags.Derivations)
            .WithSummary("The derivation with the numbers of a batch at every step.")
            .WithDescription("To follow by hand: post a small batch, and compare line by line.");
    }

    private static Ok<DerivationResponse> Tell(Layer layer, RulesByLayer<DerivationQuery> queries, IQueryCollection query)
    {
        var request = new DerivationQuery(CaseRequest.Entries(query));
        queries[layer].Require(request);
        var mode = request.Query.Any(entry => entry is { Key: "mode", Value: "eval" }) ? Mode.Eval : Mode.Train;
        var declared = layer.On(layer.Rank, new() { Ddof = request.Query.Any(entry => entry is { Key: "ddof", Value: "1" }) ? 1 : 0 })!;
        return TypedResults.Ok(new DerivationResponse { Layer = layer.Id, Mode = mode, Steps = [.. Derivation.Of(declared, mode).Select(DerivationStepDocument.From)] });
    }

    private static DerivationResponse Answer(CheckedInput batch, DerivationRequest request)
    {
        var forward = ForwardPass.Run(batch.Input, batch.Statistics);
        return new()
        {
            Layer = batch.Input.Layer.Id,
            Mode = batch.Input.Options.Mode,
            Steps = [.. Derivation.Of(forward).Select(DerivationStepDocument.From)],
            Warnings = [.. BatchWarnings.Of(request, forward)],
        };
    }

    private static IEnumerable<ExampleMetadata> Examples(Layer layer)
    {
        var body = $"{{ {ExampleBatches.Of(layer)} }}";
        var request = ExampleBatches.Read<DerivationRequest>(body);
        return ExampleBatches.Example("batch", "A batch that can be followed by hand.", body, Answer(CheckedInput.From(layer, request), request));
    }
}
