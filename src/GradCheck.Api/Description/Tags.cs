using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace GradCheck.Api.Description;

/// <summary>What the routes are grouped by, in the order in which the description shows them.</summary>
internal static class Tags
{
    public const string Programs = "Programs";
    public const string Tensors = "Tensors";
    public const string Gradients = "Gradients";
    public const string Derivations = "Derivations";
    public const string Layers = "Layers";
    public const string Clients = "Clients";
    public const string Problems = "Problems";
    public const string Health = "Health";

    /// <summary>Each with what it is about.</summary>
    public static ImmutableArray<(string Name, string Description)> All { get; } =
    [
        (Programs, "Your own code: which line is wrong, and why."),
        (Tensors, "What your own code computed: which tensor is wrong, which term of it, and why. Cases to compute it on."),
        (Gradients, "What is right: a batch forward and backward, the gradient of the gradient, and how far numeric gradients may be trusted."),
        (Derivations, "Why it is right: the backward pass derived step by step, on request with the numbers of a batch."),
        (Layers, "What each layer takes, with its mathematics."),
        (Clients, "What calls the service from elsewhere."),
        (Problems, "What the kinds of problems mean, and what to do about them."),
        (Health, "What a container's host asks."),
    ];

    /// <summary>Where a route stands in the description: with its group, in the order of the addresses.</summary>
    /// <param name="route">The route.</param>
    public static string OrderOf(ApiDescription route)
    {
        var tags = route.ActionDescriptor.EndpointMetadata.OfType<ITagsMetadata>().SelectMany(metadata => metadata.Tags);
        return $"{All.IndexOf(All.FirstOrDefault(tag => tags.Contains(tag.Name)))} {route.RelativePath} {route.HttpMethod}";
    }
}
