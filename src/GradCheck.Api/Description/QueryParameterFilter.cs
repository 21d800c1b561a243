using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradCheck.Api.Description;

/// <summary>Describes the parameters that a route carries as metadata.</summary>
internal sealed class QueryParameterFilter : IOperationFilter
{
    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var parameter in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
        {
            operation.Parameters ??= [];
            var described = operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(known => known.Name == parameter.Name);
            if (described is null)
            {
                described = new() { Name = parameter.Name, In = ParameterLocation.Query };
                operation.Parameters.Add(described);
            }

            described.Description = parameter.Description;
            described.Example = parameter.Example is null ? null : JsonNode.Parse(parameter.Example);
            described.Schema = new OpenApiSchema
            {
                Type = parameter.Type == "integer" ? JsonSchemaType.Integer : JsonSchemaType.String,
                Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(value => (JsonNode)value)],
            };
        }
    }
}
