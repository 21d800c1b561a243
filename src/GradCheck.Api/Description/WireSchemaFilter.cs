using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using GradCheck.Api.Fields;
using GradCheck.Normalization;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradCheck.Api.Description;

/// <summary>Describes types by what they are on the wire, where a converter makes that differ from their properties.</summary>
internal sealed class WireSchemaFilter : ISchemaFilter
{
    private const string InputTensor = "InputTensor";

    /// <summary>The name of a type's schema.</summary>
    /// <param name="type">The type.</param>
    public static string IdOf(Type type) =>
        type == typeof(Field<Tensor>) ? InputTensor
        : type == typeof(DoutField) ? "Dout"
        : type == typeof(Field<Notebook>) ? "Notebook"
        : type == typeof(Field<IReadOnlyDictionary<string, InitValue>>) ? "Init"
        : type == typeof(Field<IReadOnlyDictionary<string, Field<Tensor>>>) ? "Submitted"
        : Field.PartOf(type) is var (part, isList) ? isList ? $"{part.Name}s" : part.Name.Replace("Request", string.Empty, StringComparison.Ordinal)
        : Field.NamesOf(type) is { } names ? $"{names.Name}s"
        : type.Name;

    /// <summary>Maps the fields that are simple values.</summary>
    /// <param name="options">The options of the description.</param>
    public static void Map(SwaggerGenOptions options)
    {
        options.MapType<Field<double>>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" });
        options.MapType<Field<bool>>(() => new OpenApiSchema { Type = JsonSchemaType.Boolean });
        options.MapType<Field<string>>(() => new OpenApiSchema { Type = JsonSchemaType.String });
        options.MapType<Field<IReadOnlyList<string>>>(() => new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } });
    }

    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema described)
        {
            return;
        }

        if (context.Type == typeof(Field<Tensor>))
        {
            Nested(described, JsonSchemaType.Number, "A tensor, as NumPy's tolist() gives it: a number, or an array of tensors of one shape. Python's bare NaN, Infinity and -Infinity are read.");
        }
        else if (context.Type == typeof(DoutField))
        {
            Clear(described);
            described.Description = "The gradient that comes in: a tensor, or for several outputs an object with one under the name of each, or a list of them in their order.";
            var tensor = new OpenApiSchemaReference(InputTensor);
            described.AnyOf = [tensor, new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = tensor }, new OpenApiSchema { Type = JsonSchemaType.Array, Items = tensor }];
        }
        else if (context.Type == typeof(Field<Notebook>))
        {
            Clear(described);
            described.Description = "A notebook: the object that its .ipynb file holds, or that file as text.";
            described.AnyOf = [new OpenApiSchema { Type = JsonSchemaType.Object }, new OpenApiSchema { Type = JsonSchemaType.String }];
        }
        else if (context.Type == typeof(Field<IReadOnlyDictionary<string, InitValue>>))
        {
            Clear(described);
            (described.Type, described.Description) = (JsonSchemaType.Object, "Arguments by name.");
            described.AdditionalProperties = new OpenApiSchema { Description = "A number, a truth value, a text, null, or nested arrays of numbers." };
        }
        else if (context.Type == typeof(Tensor))
        {
            Nested(described, JsonSchemaType.Number, "A tensor: a number, or an array of tensors of one shape. A value that is not finite is written as Python's json does: NaN, Infinity, -Infinity.");
        }
        else if (context.Type == typeof(PartialTensor))
        {
            Nested(described, JsonSchemaType.Number | JsonSchemaType.Null, "A tensor in which an entry that is not known is null.");
        }
        else if (context.Type == typeof(Field<IReadOnlyDictionary<string, Field<Tensor>>>))
        {
            Clear(described);
            described.Type = JsonSchemaType.Object;
            described.Description = "Tensors by name.";
            described.AdditionalPropertiesAllowed = false;
            described.Properties = TensorNames.All.ToDictionary(TensorNames.Of, tensor => (IOpenApiSchema)new OpenApiSchemaReference(InputTensor) { Description = $"Your own {TensorNames.Of(tensor)}." });
        }
        else if (Field.PartOf(context.Type) is var (part, isList))
        {
            var contract = context.SchemaGenerator.GenerateSchema(part, context.SchemaRepository);
            Clear(described);
            if (isList)
            {
                (described.Type, described.Items, described.Description) = (JsonSchemaType.Array, contract, "A list.");
            }
            else if (MayBeBoolean(part))
            {
                described.AnyOf = [new OpenApiSchema { Type = JsonSchemaType.Boolean }, contract];
                described.Description = "true for the defaults, false for none, or an object.";
            }
            else
            {
                described.AllOf = [contract];
                described.Description = context.SchemaRepository.Schemas[IdOf(part)].Description;
            }
        }
        else if (Field.NamesOf(context.Type) is { } names)
        {
            Clear(described);
            (described.Type, described.Items) = (JsonSchemaType.Array, context.SchemaGenerator.GenerateSchema(names, context.SchemaRepository));
            described.Description = string.Join("; ", names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(part =>
                $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(part.Name)}`: {part.GetCustomAttribute<DescriptionAttribute>()!.Description}")) + ".";
        }
        else if (context.Type.IsAssignableTo(typeof(RequestObject)))
        {
            // What is not a field of the request is an error, not something passed over.
            described.AdditionalPropertiesAllowed = false;
            described.AdditionalProperties = null;
            described.Properties ??= new Dictionary<string, IOpenApiSchema>();
            if (described.Properties.TryGetValue("inputs", out var inputs))
            {
                var tensor = new OpenApiSchemaReference(InputTensor);
                described.Properties["inputs"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = inputs.Description, AdditionalProperties = tensor };
            }

            Vocabulary.Write(described.Properties);
        }
    }

    private static bool MayBeBoolean(Type part) => part.GetProperty(nameof(IRequestPart.MayBeBoolean))?.GetValue(null) is true;

    private static void Nested(OpenApiSchema schema, JsonSchemaType leaf, string description)
    {
        Clear(schema);
        schema.Description = description;
        // A choice and not two types at once, of which generators take the first; and what nests is not said again, as
        // TypeScript has no property that is an array of itself.
        schema.AnyOf = [new OpenApiSchema { Type = leaf }, new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema() }];
    }

    private static void Clear(OpenApiSchema schema)
    {
        schema.Type = null;
        schema.Properties = null;
        schema.Required = null;
        schema.AdditionalProperties = null;
        schema.AdditionalPropertiesAllowed = true;
    }
}
