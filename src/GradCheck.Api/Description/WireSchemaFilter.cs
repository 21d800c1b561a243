using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Comparison;
using GradCheck.Tensors;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradCheck.Api.Description;

/// <summary>Describes types by what they are on the wire, where a converter makes that differ from their properties.</summary>
internal sealed class WireSchemaFilter : ISchemaFilter
{
    private const string InputTensor = "InputTensor";

    private static readonly Type[] ObjectsOfRequests = [typeof(NumericRequest), typeof(ToleranceRequest), typeof(DirectionRequest), typeof(RubricLineRequest), typeof(GradeCaseRequest), typeof(PartialCreditRequest), typeof(ProgramPartRequest), typeof(ProgramCheckRequest), typeof(ProgramGradeRequest)];

    private static readonly Dictionary<Type, string[]> Required = new()
    {
        [typeof(CheckRequest)] = ["submitted", "x"],
        [typeof(SecondOrderRequest)] = ["direction", "dout", "x"],
        [typeof(GradeRequest)] = ["cases", "rubric"],
        [typeof(GradeCaseRequest)] = ["seed"],
        [typeof(PartialCreditRequest)] = ["causes", "share"],
        [typeof(ProgramCheckRequest)] = ["layer"],
        [typeof(ProgramGradeRequest)] = ["layer"],
        [typeof(ProgramPartRequest)] = ["part", "points"],
    };

    /// <summary>The name of a type's schema.</summary>
    /// <param name="type">The type.</param>
    public static string IdOf(Type type) =>
        type == typeof(Field<Tensor>) ? InputTensor
        : type == typeof(DoutField) ? "Dout"
        : type == typeof(Field<NumericRequest>) ? "Numeric"
        : type == typeof(Field<ToleranceRequest>) ? "Tolerance"
        : type == typeof(Field<DirectionRequest>) ? "Direction"
        : type == typeof(Field<IReadOnlyDictionary<string, Field<Tensor>>>) ? "Submitted"
        : ItemOf(type) is { } item ? $"{item.Name}s"
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
            Nested(described, InputTensor, JsonSchemaType.Number, "A tensor, as NumPy's tolist() gives it: a number, or an array of tensors of one shape. Python's bare NaN, Infinity and -Infinity are read.");
        }
        else if (context.Type == typeof(DoutField))
        {
            Clear(described);
            described.Description = "The gradient that comes in: a tensor, or for several outputs an object with one under the name of each, or a list of them in their order.";
            var tensor = new OpenApiSchemaReference(InputTensor);
            described.AnyOf = [tensor, new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = tensor }, new OpenApiSchema { Type = JsonSchemaType.Array, Items = tensor }];
        }
        else if (context.Type == typeof(Tensor))
        {
            Nested(described, nameof(Tensor), JsonSchemaType.Number, "A tensor: a number, or an array of tensors of one shape. A value that is not finite is written as Python's json does: NaN, Infinity, -Infinity.");
        }
        else if (context.Type == typeof(PartialTensor))
        {
            Nested(described, nameof(PartialTensor), JsonSchemaType.Number | JsonSchemaType.Null, "A tensor in which an entry that is not known is null.");
        }
        else if (context.Type == typeof(Field<NumericRequest>))
        {
            Clear(described);
            described.Description = "true for the defaults, false for none, or the method and step.";
            described.AnyOf = [new OpenApiSchema { Type = JsonSchemaType.Boolean }, context.SchemaGenerator.GenerateSchema(typeof(NumericRequest), context.SchemaRepository)];
        }
        else if (context.Type == typeof(Field<ToleranceRequest>) || context.Type == typeof(Field<DirectionRequest>))
        {
            Clear(described);
            described.AllOf = [context.SchemaGenerator.GenerateSchema(context.Type.GenericTypeArguments[0], context.SchemaRepository)];
            described.Description = context.Type == typeof(Field<ToleranceRequest>) ? "When two numbers agree." : "The weights of the gradients.";
        }
        else if (context.Type == typeof(Field<IReadOnlyDictionary<string, Field<Tensor>>>))
        {
            Clear(described);
            described.Type = JsonSchemaType.Object;
            described.Description = "Tensors by name.";
            described.AdditionalPropertiesAllowed = false;
            described.Properties = TensorNames.All.ToDictionary(TensorNames.Of, tensor => (IOpenApiSchema)new OpenApiSchemaReference(InputTensor) { Description = $"Your own {TensorNames.Of(tensor)}." });
        }
        else if (ItemOf(context.Type) is { } item)
        {
            Clear(described);
            described.Type = JsonSchemaType.Array;
            described.Description = "A list.";
            described.Items = context.SchemaGenerator.GenerateSchema(item, context.SchemaRepository);
        }
        else if (typeof(LayerRequest).IsAssignableFrom(context.Type) || context.Type == typeof(GradeRequest) || ObjectsOfRequests.Contains(context.Type))
        {
            // What is not a field of the request is an error, not something passed over.
            described.AdditionalPropertiesAllowed = false;
            described.AdditionalProperties = null;
            if (typeof(LayerRequest).IsAssignableFrom(context.Type))
            {
                described.Required = new SortedSet<string>(StringComparer.Ordinal) { "dout", "x" };
            }

            if (Required.TryGetValue(context.Type, out var required))
            {
                described.Required = new SortedSet<string>(required, StringComparer.Ordinal);
            }
        }
    }

    // Of a field that is a list of objects, their contract.
    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Field<>) && type.GenericTypeArguments[0] is { IsGenericType: true } list
            && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && list.GenericTypeArguments[0] is { IsGenericType: true } item && item.GetGenericTypeDefinition() == typeof(Field<>)
            ? item.GenericTypeArguments[0] : null;

    private static void Nested(OpenApiSchema schema, string id, JsonSchemaType leaf, string description)
    {
        Clear(schema);
        schema.Description = description;
        schema.AnyOf =
        [
            new OpenApiSchema { Type = leaf, Format = "double" },
            new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(id) },
        ];
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
