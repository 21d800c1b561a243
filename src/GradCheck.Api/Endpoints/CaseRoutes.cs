using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Cases;
using GradCheck.Layers;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/cases/{seed}</c>: batches made from a seed.</summary>
internal static class CaseRoutes
{
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        foreach (var layer in LayerCatalog.All)
        {
            var validator = new CaseRequestValidator(layer);
            routes.MapGet($"/v1/{layer.Id}/cases/{{seed}}", (string seed, HttpContext context) => Make(layer, validator, limits, CaseRequest.From(seed, context.Request.Query), Negotiation.FormatOf(context.Request)))
                .WithName($"{layer.Id}-case")
                .WithTags(layer.Title)
                .WithSummary($"{layer.Title}: a batch made from a seed, the same on every machine and in every version.")
                .WithDescription("What an autograder tests with, and what a student practises on. The generator is documented, so that a case can be made elsewhere too; `generator` is its version.")
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
                .WithMetadata([.. ParametersOf(layer)]);
        }
    }

    private static Answer<CaseResponse> Make(Layer layer, CaseRequestValidator validator, RequestLimits limits, CaseRequest request, AnswerFormat format)
    {
        validator.Require(request);
        var plan = CasePlan.From(layer, request, limits);
        var input = CaseGenerator.Make(layer, plan.Seed, plan.Profile, plan.Shape, plan.Options);
        return new(CaseResponse.From(input, plan.Seed, plan.Profile, plan.WithAnswers), format);
    }

    private static string SizeText(Layer layer, string size) => size == CaseRequestValidator.ExtraSizeOf(layer)
        ? $"The size {size.ToUpperInvariant()} of an `x` of one axis more, `{layer.On(3, new())!.ShapeText}`; where it is left out, `x` is `{layer.ShapeText}`."
        : $"The size {size.ToUpperInvariant()} of `x`; by default that of the profile.";

    private static IEnumerable<QueryParameter> ParametersOf(Layer layer)
    {
        yield return new("seed", "integer", "The seed, from 0 to 2^53 - 1.", [], "42");
        foreach (var size in CaseRequestValidator.SizesOf(layer))
        {
            yield return new(size, "integer", size == "groups" ? "Into how many groups the channels are cut; by default 2." : SizeText(layer, size), [], null);
        }

        yield return new("ddof", "integer", "What is taken off `m` in the divisor of the variance; by default 0.", ["0", "1"], null);
        if (layer.HasChannels)
        {
            yield return new("channels", "string", "Where the channels stand; by default `first`.", [.. Conventions.ChannelNames], null);
        }

        yield return new("profile", "string", "What the batch is like.", [.. CaseProfiles.All.Select(CaseProfiles.NameOf)], null);
        yield return new("include", "string", "`answers` for every tensor that can be submitted, as it should be.", [CaseRequestValidator.Answers], null);
    }
}
