using System.Globalization;
using System.Text.Json.Nodes;
using GradCheck.Layers;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradCheck.Api.Description;

/// <summary>Describes the parameters that a route carries as metadata, and the layer in its path.</summary>
internal sealed class QueryParameterFilter : IOperationFilter
{
    private const string LayerId = nameof(LayerId);

    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters ??= [];
        if (context.ApiDescription.RelativePath?.Contains("{layer", StringComparison.Ordinal) ?? false)
        {
            operation.Parameters.Insert(0, new OpenApiParameter { Name = "layer", In = ParameterLocation.Path, Required = true, Description = "The layer.", Schema = Layers(context) });
        }

        foreach (var parameter in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
        {
            var described = operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(known => known.Name == parameter.Name);
            if (described is null)
            {
                described = new() { Name = parameter.Name, In = ParameterLocation.Query };
                operation.Parameters.Add(described);
            }

            var isInteger = parameter.Type == "integer";
            described.Description = parameter.Description;
            described.Example = parameter.Example is null ? null : JsonNode.Parse(parameter.Example);
            described.Schema = new OpenApiSchema
            {
                Type = isInteger ? JsonSchemaType.Integer : JsonSchemaType.String,
                Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(value => isInteger ? (JsonNode)int.Parse(value, CultureInfo.InvariantCulture) : value)],
            };
        }
    }

    // A schema of its own, so that generated clients have one type for it.
    private static OpenApiSchemaReference Layers(OperationFilterContext context)
    {
        if (!context.SchemaRepository.Schemas.ContainsKey(LayerId))
        {
            context.SchemaRepository.AddDefinition(LayerId, new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "A layer. " + string.Join(' ', LayerCatalog.All.Select(layer =>
                    $"`{layer.Id}`: {layer.Title}, `x` is `{layer.ShapeText}`, `gamma` and `beta` are `{layer.ParameterShapeText}`.")),
                Enum = [.. LayerCatalog.All.Select(layer => (JsonNode)layer.Id)],
            });
        }

        return new OpenApiSchemaReference(LayerId, context.Document);
    }
}
