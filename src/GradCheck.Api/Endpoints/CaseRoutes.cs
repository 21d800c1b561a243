using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Cases;
using GradCheck.Layers;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/cases/{seed}</c>: batches made from a seed.</summary>
internal static class CaseRoutes
{
    private const string ExampleSeed = "42";

    /// <summary>Maps the route.</summary>
    /// <param name="layers">The routes of the layers.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public static void MapCases(this IEndpointRouteBuilder layers, RequestLimits limits)
    {
        var rules = new RulesByLayer<CaseQueryValidator>(layer => new(layer, limits));
        layers.MapGet("/cases/{seed}", MakeCase)
            .WithName("case")
            .WithSummary("A batch made from a seed, the same on every machine and in every version.")
            .WithDescription("What an autograder tests with, and what a student practises on. The generator is documented, so that a case can be made elsewhere too; `generator` is its version.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithMetadata([.. Parameters(), LayerPath.ExamplesOf(layer => [ExampleBatches.Answer("case", "The case of a seed.", Answer(rules[layer].Read(ExampleSeed, QueryCollection.Empty)))])]);

        Answer<CaseResponse> MakeCase(string seed, HttpContext context) =>
            new(Answer(rules[LayerPath.Of(context)].Read(seed, context.Request.Query)), Negotiation.FormatOf(context.Request));
    }

    private static CaseResponse Answer(CasePlan plan) => CaseResponse.From(plan.Make(), plan.Seed, plan.Profile, plan.WithAnswers);

    private static IEnumerable<QueryParameter> Parameters()
    {
        yield return new("seed", "integer", "The seed, from 0 to 2^53 - 1.", [], ExampleSeed);
        foreach (var size in LayerCatalog.All.SelectMany(CaseSizes.Of).Distinct())
        {
            var layers = string.Join(", ", LayerCatalog.All.Where(layer => CaseSizes.Of(layer).Contains(size)).Select(layer => $"`{layer.Id}`"));
            yield return new(size, "integer", size == "groups" ? $"Into how many groups the channels are cut; by default 2. Of {layers}." : $"{SizeText(size)} Of {layers}.", [], null);
        }

        yield return new("ddof", "integer", "What is taken off `m` in the divisor of the variance; by default 0.", ["0", "1"], null);
        var withChannels = string.Join(", ", LayerCatalog.All.Where(layer => layer.HasChannels).Select(layer => $"`{layer.Id}`"));
        yield return new("channels", "string", $"Where the channels stand; by default `first`. Of {withChannels}.", [.. Conventions.ChannelNames], null);
        yield return new("profile", "string", "What the batch is like.", [.. CaseProfiles.All.Select(CaseProfiles.NameOf)], null);
        yield return new("include", "string", "`answers` for every tensor that can be submitted, as it should be.", WireNames.Of<CasePart>(), null);
    }

    private static string SizeText(string size) =>
        LayerCatalog.All.FirstOrDefault(layer => CaseSizes.ExtraOf(layer) == size) is { } layer
            ? $"The size {size.ToUpperInvariant()} of an `x` of one axis more, `{layer.On(3, new())!.ShapeText}`; where it is left out, `x` is `{layer.ShapeText}`."
            : $"The size {size.ToUpperInvariant()} of `x`; by default that of the profile.";
}
