using System.Text.Json;
using System.Text.Json.Serialization;

namespace GradCheck.Api.Fields;

/// <summary>An object of a request, of known fields alone.</summary>
public abstract record RequestObject
{
    /// <summary>Fields that it does not have; each is an error.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}
