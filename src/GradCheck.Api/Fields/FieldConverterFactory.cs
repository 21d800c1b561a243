using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Api.Limits;

namespace GradCheck.Api.Fields;

/// <summary>Makes the reader of each kind of field: of the values that there are, and of any object and list of objects of the contracts.</summary>
internal sealed class FieldConverterFactory : JsonConverterFactory
{
    private readonly RequestLimits limits;
    private readonly Dictionary<Type, JsonConverter> values;

    /// <summary>Makes readers within limits.</summary>
    /// <param name="limits">The most elements of a tensor and entries of a list.</param>
    public FieldConverterFactory(RequestLimits limits)
    {
        this.limits = limits;
        values = new JsonConverter[]
        {
            new NumberFieldConverter(), new BooleanFieldConverter(), new NameFieldConverter(), new NamesFieldConverter(),
            new TensorFieldConverter(limits), new TensorsFieldConverter(limits), new DoutFieldConverter(limits), new NotebookFieldConverter(), new InitFieldConverter(limits),
        }.ToDictionary(converter => converter.Type!);
    }

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => values.ContainsKey(typeToConvert) || Field.PartOf(typeToConvert) is not null || Field.NamesOf(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        if (values.TryGetValue(typeToConvert, out var known))
        {
            return known;
        }

        if (Field.NamesOf(typeToConvert) is { } names)
        {
            return (JsonConverter)Activator.CreateInstance(typeof(PartsFieldConverter<>).MakeGenericType(names))!;
        }

        var (part, isList) = Field.PartOf(typeToConvert)!.Value;
        return (JsonConverter)(isList
            ? Activator.CreateInstance(typeof(ListFieldConverter<>).MakeGenericType(part), limits)
            : Activator.CreateInstance(typeof(ObjectFieldConverter<>).MakeGenericType(part)))!;
    }
}
