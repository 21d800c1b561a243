using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Contracts;

/// <summary>When two numbers agree: `|a - b| &lt;= atol + rtol * |b|`, NumPy's `allclose`, with `b` the right value.</summary>
public sealed record ToleranceRequest
{
    /// <summary>The relative part, 0 or more.</summary>
    [DefaultValue(1e-9)]
    public Field<double>? Rtol { get; init; }

    /// <summary>
    /// The absolute part, 0 or more. Where it is left out: `(1e-9 + 64 * 2^-52 * max(1, |mean| * istd))` times the largest
    /// path of the group, or the sum of absolute terms.
    /// </summary>
    public Field<double>? Atol { get; init; }

    /// <summary>Fields that the request does not have; each is an error.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}
