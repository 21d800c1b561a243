using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradCheck.Api.Description;

/// <summary>Puts the examples that a route carries as metadata into its description.</summary>
internal sealed class ExamplesFilter : IOperationFilter
{
    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var example in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<ExampleSource>().SelectMany(source => source.Examples))
        {
            var content = example.StatusCode is { } status
                ? operation.Responses?[status.ToString(CultureInfo.InvariantCulture)].Content
                : operation.RequestBody?.Content;
            foreach (var media in content?.Where(entry => entry.Key.EndsWith("json", StringComparison.Ordinal)).Select(entry => entry.Value).OfType<OpenApiMediaType>() ?? [])
            {
                media.Examples ??= new Dictionary<string, IOpenApiExample>();
                media.Examples[example.Name] = new OpenApiExample { Summary = example.Summary, Value = JsonNode.Parse(example.Json) };
            }
        }
    }
}
