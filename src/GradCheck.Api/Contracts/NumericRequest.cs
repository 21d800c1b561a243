using System.ComponentModel;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Contracts;

/// <summary>How to differentiate numerically.</summary>
public sealed record NumericRequest : RequestObject, IRequestPart
{
    /// <inheritdoc/>
    public static string Example => "{\"method\": \"central\"}";

    /// <inheritdoc/>
    public static bool MayBeBoolean => true;

    /// <summary>`central`, `complex_step` or `richardson`.</summary>
    [DefaultValue("central")]
    public Field<string>? Method { get; init; }

    /// <summary>
    /// The step `h`, from 1e-250 to 1e250. Where it is left out: 1e-5 for `central`, 1e-20 for `complex_step`; `richardson`
    /// starts from `1e-2 * sqrt(var + eps)` of the group.
    /// </summary>
    public Field<double>? Step { get; init; }
}
