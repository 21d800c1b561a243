using GradCheck.Api.Bodies;
using GradCheck.Api.Description;
using GradCheck.Api.Fields;
using GradCheck.Api.Requests;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary>What every route that takes a batch of a layer has in common: read it, answer it.</summary>
internal static class BatchRoute
{
    /// <summary>Maps <c>POST .../{action}</c>; the caller adds the words.</summary>
    /// <typeparam name="TRequest">The contract of the body.</typeparam>
    /// <typeparam name="TPlan">What a body asks for.</typeparam>
    /// <typeparam name="TResponse">The contract of the answer.</typeparam>
    /// <param name="layers">The routes of the layers.</param>
    /// <param name="action">The last part of the path.</param>
    /// <param name="rules">Makes the rules of the body for a layer.</param>
    /// <param name="answer">Answers what was asked for; the token is that of a client that leaves.</param>
    /// <param name="examples">The requests of the description for a layer.</param>
    public static RouteHandlerBuilder MapBatch<TRequest, TPlan, TResponse>(
        this IEndpointRouteBuilder layers,
        string action,
        Func<Layer, ReadingValidator<TRequest, TPlan>> rules,
        Func<TPlan, CancellationToken, TResponse> answer,
        Func<Layer, IEnumerable<ExampleRequest>> examples)
        where TRequest : RequestObject
        where TResponse : class
    {
        var byLayer = new RulesByLayer<ReadingValidator<TRequest, TPlan>>(rules);
        return layers.MapPost(action, Handle)
            .Accepts<TRequest>(MediaTypes.Json, MediaTypes.Npz, MediaTypes.Form)
            .ProducesRequestProblems()
            .WithMetadata(
                new QueryParameter(StrictNumbers.Parameter, "string", "`strict` writes NaN and infinities as null, for parsers that take no bare `NaN`.", [StrictNumbers.Strict], null),
                LayerPath.ExamplesOf(layer => examples(layer).SelectMany(example => example.AnsweredBy<TRequest>(request => answer(byLayer[layer].Read(request), default)))));

        async Task<Answer<TResponse>> Handle(HttpContext context, RequestReader reader)
        {
            var format = Negotiation.FormatOf(context.Request);
            var plan = byLayer[LayerPath.Of(context)].Read(await reader.ReadAsync<TRequest>(context.Request));
            return new(answer(plan, context.RequestAborted), format);
        }
    }
}
