using FluentValidation;
using GradCheck.Api.Bodies;
using GradCheck.Api.Description;
using GradCheck.Api.Requests;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>What every route that takes a batch of a layer has in common: read, check, answer.</summary>
internal static class BatchRoute
{
    /// <summary>Maps <c>POST /v1/{layer}/{action}</c>; the caller adds the words.</summary>
    /// <typeparam name="TRequest">The contract of the body.</typeparam>
    /// <typeparam name="TResponse">The contract of the answer.</typeparam>
    /// <param name="routes">Where to map it.</param>
    /// <param name="action">The last part of the path.</param>
    /// <param name="rules">Makes the rules of the body for a layer.</param>
    /// <param name="answer">Answers a request that passed them; the token is that of a client that leaves.</param>
    /// <param name="examples">Makes a layer's examples of the description.</param>
    public static RouteHandlerBuilder MapBatch<TRequest, TResponse>(
        this IEndpointRouteBuilder routes,
        string action,
        Func<Layer, IValidator<TRequest>> rules,
        Func<Layer, TRequest, CancellationToken, TResponse> answer,
        Func<Layer, IEnumerable<ExampleMetadata>> examples)
        where TRequest : class
    {
        var validators = new RulesByLayer<TRequest>(rules);
        return routes.MapPost($"{LayerPath.Prefix}/{action}", Handle)
            .Accepts<TRequest>(MediaTypes.Json, MediaTypes.Npz, MediaTypes.Form)
            .ProducesRequestProblems()
            .WithMetadata(new QueryParameter(StrictNumbers.Parameter, "string", "`strict` writes NaN and infinities as null, for parsers that take no bare `NaN`.", [StrictNumbers.Strict], null))
            .WithMetadata(LayerPath.ExamplesOf(examples));

        async Task<Answer<TResponse>> Handle(HttpContext context, RequestReader reader)
        {
            var format = Negotiation.FormatOf(context.Request);
            var layer = LayerPath.Of(context);
            return new(answer(layer, validators[layer].Require(await reader.ReadAsync<TRequest>(context.Request)), context.RequestAborted), format);
        }
    }
}
