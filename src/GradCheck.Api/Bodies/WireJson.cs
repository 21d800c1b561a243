using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Api.Bodies.Json;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;

namespace GradCheck.Api.Bodies;

/// <summary>The contracts as JSON: <c>snake_case</c>, so that names read as Python's.</summary>
internal static class WireJson
{
    /// <summary>Sets the options of the serializer.</summary>
    /// <param name="options">The options.</param>
    /// <param name="limits">What requests may hold.</param>
    public static void Configure(JsonSerializerOptions options, RequestLimits limits)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = JsonFault.MaxDepth;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new FieldConverterFactory(limits));
        options.Converters.Add(new TensorConverter());
        options.Converters.Add(new PartialTensorConverter());
        options.Converters.Add(new PythonNumberConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }
}
