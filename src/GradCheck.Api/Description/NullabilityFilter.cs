using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradCheck.Api.Description;

/// <summary>
/// Says of each property whether it is always there and whether it may be null: what is not known is left out, and only
/// a property that says otherwise is written as null.
/// </summary>
internal sealed class NullabilityFilter : ISchemaFilter
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema described)
        {
            return;
        }

        if (context.MemberInfo is PropertyInfo property && described.Type is { } type && !IsWrittenAsNull(property))
        {
            described.Type = type & ~JsonSchemaType.Null;
        }

        if (context.MemberInfo is null && context.ParameterInfo is null && described.Properties is { Count: > 0 } properties && IsOurs(context.Type))
        {
            foreach (var (name, reference) in properties.Where(entry => entry.Value is OpenApiSchemaReference).ToList())
            {
                if (context.Type.GetProperties().FirstOrDefault(member => NameOf(member) == name) is { } written && IsWrittenAsNull(written) && IsNullable(written))
                {
                    properties[name] = new OpenApiSchema { Description = reference.Description, OneOf = [reference, new OpenApiSchema { Type = JsonSchemaType.Null }] };
                }
            }

            var required = context.Type.GetProperties()
                .Where(member => IsWrittenAsNull(member) || !IsNullable(member) || member.IsDefined(typeof(RequiredAttribute), inherit: false))
                .Select(NameOf)
                .Where(properties.ContainsKey);
            described.Required = new SortedSet<string>(required, StringComparer.Ordinal);
        }
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith(nameof(GradCheck), StringComparison.Ordinal) ?? false;

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private static bool IsWrittenAsNull(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Never };

    private static bool IsNullable(PropertyInfo property)
    {
        lock (Nullability)
        {
            return Nullability.Create(property).ReadState == NullabilityState.Nullable;
        }
    }
}
