using System.Text.Json;
using System.Text.Json.Nodes;

namespace GradCheck.Api.Tests.Support;

/// <summary>Equality of JSON in which 1e-5 is 0.00001: what was written, not how.</summary>
public static class JsonSame
{
    public static bool As(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (null, null) => true,
        (JsonObject left, JsonObject right) => left.Count == right.Count && left.All(field => right.TryGetPropertyValue(field.Key, out var other) && As(field.Value, other)),
        (JsonArray left, JsonArray right) => left.Count == right.Count && left.Zip(right).All(pair => As(pair.First, pair.Second)),
        (JsonValue left, JsonValue right) when left.GetValueKind() == JsonValueKind.Number && right.GetValueKind() == JsonValueKind.Number => AreSame(Number(left), Number(right)),
        _ => JsonNode.DeepEquals(a, b),
    };

    // The writer of OpenAPI keeps numbers as decimals, to 28 places.
    private static bool AreSame(double a, double b) => Math.Abs(a - b) <= 1e-27 + (1e-15 * Math.Max(Math.Abs(a), Math.Abs(b)));

    private static double Number(JsonValue value) => value.Deserialize<double>();
}
