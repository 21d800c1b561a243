using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Api.Bodies.Json;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;

namespace GradCheck.Api.Contracts;

/// <summary>The contracts as JSON: <c>snake_case</c>, so that names read as Python's.</summary>
internal static class WireJson
{
    /// <summary>Sets the options of the serializer.</summary>
    /// <param name="options">The options.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    public static void Configure(JsonSerializerOptions options, RequestLimits limits)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = JsonFault.MaxDepth;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new TensorFieldConverter(limits));
        options.Converters.Add(new DoutFieldConverter(limits));
        options.Converters.Add(new NumberFieldConverter());
        options.Converters.Add(new BooleanFieldConverter());
        options.Converters.Add(new NameFieldConverter());
        options.Converters.Add(new NamesFieldConverter());
        options.Converters.Add(new NumericFieldConverter());
        options.Converters.Add(new TensorsFieldConverter(limits));
        options.Converters.Add(new ObjectFieldConverter<ToleranceRequest>("{\"rtol\": 1e-9}"));
        options.Converters.Add(new ObjectFieldConverter<DirectionRequest>("{\"dx\": [[1, 0], [0, 1]]}"));
        options.Converters.Add(new ListFieldConverter<RubricLineRequest>("[{\"tensor\": \"dx\", \"points\": 6}]", RequestLimits.MaxLines + limits.MaxCases));
        options.Converters.Add(new ObjectFieldConverter<RubricLineRequest>("{\"tensor\": \"dx\", \"points\": 6}"));
        options.Converters.Add(new ListFieldConverter<GradeCaseRequest>("[{\"seed\": 1, \"submitted\": {\"dx\": [[0.5], [-0.5]]}}]", limits.MaxCases));
        options.Converters.Add(new ObjectFieldConverter<GradeCaseRequest>("{\"seed\": 1, \"submitted\": {\"dx\": [[0.5], [-0.5]]}}"));
        options.Converters.Add(new ListFieldConverter<PartialCreditRequest>("[{\"share\": 0.5, \"causes\": [\"missing_mean_path\"]}]", RequestLimits.MaxLines));
        options.Converters.Add(new ObjectFieldConverter<PartialCreditRequest>("{\"share\": 0.5, \"causes\": [\"missing_mean_path\"]}"));
        options.Converters.Add(new ListFieldConverter<ProgramPartRequest>("[{\"part\": \"dx\", \"points\": 4}]", RequestLimits.MaxLines));
        options.Converters.Add(new ObjectFieldConverter<ProgramPartRequest>("{\"part\": \"dx\", \"points\": 4}"));
        options.Converters.Add(new TensorConverter());
        options.Converters.Add(new PartialTensorConverter());
        options.Converters.Add(new PythonNumberConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }
}
