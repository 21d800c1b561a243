using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradCheck.Api.Description;

/// <summary>Describes problem details (RFC 9457) with what this service adds to them.</summary>
internal sealed class ProblemSchemaFilter : ISchemaFilter
{
    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(ProblemDetails) || schema is not OpenApiSchema described)
        {
            return;
        }

        described.Description = "What went wrong (RFC 9457).";
        described.Required = new SortedSet<string>(StringComparer.Ordinal) { "status", "title", "type" };
        described.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("The kind of problem; GET it for what it means and what to do."),
            ["title"] = Text("The kind in a few words, the same each time."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status code." },
            ["detail"] = Text("What is wrong this time."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Of an invalid request: every place that is wrong, such as `dout[2]`, with what was found and what was expected.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
            ["limit"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "Of something too large: the most that is accepted." },
            ["asked"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "Of something too large: what was sent, where that is known." },
            ["trace_id"] = Text("What to find the request by in the service's logs."),
        };
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
