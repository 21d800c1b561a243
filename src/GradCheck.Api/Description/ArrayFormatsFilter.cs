using GradCheck.Api.Bodies;
using GradCheck.Api.Bodies.Numpy;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradCheck.Api.Description;

/// <summary>Describes bodies that are archives of NumPy arrays, and forms that hold them beside JSON.</summary>
internal sealed class ArrayFormatsFilter : IOperationFilter
{
    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        Describe(operation.RequestBody?.Content, "An archive as np.savez writes it: each tensor is a member called by its field, such as x or submitted.dx; numbers and names are arrays without axes.");
        foreach (var (_, response) in operation.Responses ?? [])
        {
            Describe(response.Content, $"An archive that np.load reads: each tensor is a member called by its place in the JSON answer, and {NpzWriter.JsonMember} holds the rest.");
        }
    }

    private static void Describe(IDictionary<string, IOpenApiMediaType>? content, string archive)
    {
        if (content is null)
        {
            return;
        }

        if (content.TryGetValue(MediaTypes.Form, out var form) && content.TryGetValue(MediaTypes.Json, out var json))
        {
            // A form's fields would each be encoded in a way of its own; here a part is known by its content.
            var parts = (OpenApiMediaType)form;
            parts.Encoding = null;
            parts.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "A part of JSON, and arrays (.npy) called by their fields or archives of them (.npz). Each is known by its content.",
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["request"] = new OpenApiSchema { AllOf = [json.Schema!], Examples = json.Examples?.Values.First().Value is { } example ? [example.DeepClone()] : null },
                    ["arrays"] = Binary("An archive of arrays."),
                },
                AdditionalProperties = Binary("An array, called by its field."),
            };
        }

        if (content.TryGetValue(MediaTypes.Npz, out var npz))
        {
            ((OpenApiMediaType)npz).Schema = Binary(archive);
        }
    }

    private static OpenApiSchema Binary(string description) => new() { Type = JsonSchemaType.String, Format = "binary", Description = description };
}
