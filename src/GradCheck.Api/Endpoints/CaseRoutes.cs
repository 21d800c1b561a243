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
    private const string ExampleSeed = "42";

    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        var validators = new RulesByLayer<CaseRequest>(layer => new CaseRequestValidator(layer));
        routes.MapGet($"{LayerPath.Prefix}/cases/{{seed}}", MakeCase)
            .WithName("case")
            .WithTags(Tags.Tensors)
            .WithSummary("A batch made from a seed, the same on every machine and in every version.")
            .WithDescription("What an autograder tests with, and what a student practises on. The generator is documented, so that a case can be made elsewhere too; `generator` is its version.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithMetadata([.. Parameters(), LayerPath.ExamplesOf(Examples)]);

        IEnumerable<ExampleMetadata> Examples(Layer layer) =>
            [ExampleBatches.Answer("case", "The case of a seed.", Make(layer, validators, limits, new(ExampleSeed, [])))];

        Answer<CaseResponse> MakeCase(string seed, HttpContext context) =>
            new(Make(LayerPath.Of(context), validators, limits, CaseRequest.From(seed, context.Request.Query)), Negotiation.FormatOf(context.Request));
    }

    private static CaseResponse Make(Layer layer, RulesByLayer<CaseRequest> validators, RequestLimits limits, CaseRequest request)
    {
        validators[layer].Require(request);
        var plan = CasePlan.From(layer, request, limits);
        var input = CaseGenerator.Make(layer, plan.Seed, plan.Profile, plan.Shape, plan.Options);
        return CaseResponse.From(input, plan.Seed, plan.Profile, plan.WithAnswers);
    }

    private static IEnumerable<QueryParameter> Parameters()
    {
        yield return new("seed", "integer", "The seed, from 0 to 2^53 - 1.", [], ExampleSeed);
        foreach (var size in LayerCatalog.All.SelectMany(CaseRequestValidator.SizesOf).Distinct())
        {
            var layers = string.Join(", ", LayerCatalog.All.Where(layer => CaseRequestValidator.SizesOf(layer).Contains(size)).Select(layer => $"`{layer.Id}`"));
            yield return new(size, "integer", size == "groups" ? $"Into how many groups the channels are cut; by default 2. Of {layers}." : $"{SizeText(size)} Of {layers}.", [], null);
        }

        yield return new("ddof", "integer", "What is taken off `m` in the divisor of the variance; by default 0.", ["0", "1"], null);
        var withChannels = string.Join(", ", LayerCatalog.All.Where(layer => layer.HasChannels).Select(layer => $"`{layer.Id}`"));
        yield return new("channels", "string", $"Where the channels stand; by default `first`. Of {withChannels}.", [.. Conventions.ChannelNames], null);
        yield return new("profile", "string", "What the batch is like.", [.. CaseProfiles.All.Select(CaseProfiles.NameOf)], null);
        yield return new("include", "string", "`answers` for every tensor that can be submitted, as it should be.", [CaseRequestValidator.Answers], null);
    }

    private static string SizeText(string size) =>
        LayerCatalog.All.FirstOrDefault(layer => CaseRequestValidator.ExtraSizeOf(layer) == size) is { } layer
            ? $"The size {size.ToUpperInvariant()} of an `x` of one axis more, `{layer.On(3, new())!.ShapeText}`; where it is left out, `x` is `{layer.ShapeText}`."
            : $"The size {size.ToUpperInvariant()} of `x`; by default that of the profile.";
}
