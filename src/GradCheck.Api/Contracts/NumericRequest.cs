using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Contracts;

/// <summary>How to differentiate numerically.</summary>
public sealed record NumericRequest
{
    /// <summary>`central`, `complex_step` or `richardson`.</summary>
    [DefaultValue("central")]
    public Field<string>? Method { get; init; }

    /// <summary>
    /// The step `h`, from 1e-250 to 1e250. Where it is left out: 1e-5 for `central`, 1e-20 for `complex_step`; `richardson`
    /// starts from `1e-2 * sqrt(var + eps)` of the group.
    /// </summary>
    public Field<double>? Step { get; init; }

    /// <summary>Fields that the request does not have; each is an error.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}
