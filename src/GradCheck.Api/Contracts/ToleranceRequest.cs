using System.ComponentModel;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Contracts;

/// <summary>When two numbers agree: `|a - b| &lt;= atol + rtol * |b|`, NumPy's `allclose`, with `b` the right value.</summary>
public sealed record ToleranceRequest : RequestObject, IRequestPart
{
    /// <inheritdoc/>
    public static string Example => "{\"rtol\": 1e-9}";

    /// <summary>The relative part, 0 or more.</summary>
    [DefaultValue(1e-9)]
    public Field<double>? Rtol { get; init; }

    /// <summary>
    /// The absolute part, 0 or more. Where it is left out: `(1e-9 + 64 * 2^-52 * max(1, |mean| * istd))` times the largest
    /// path of the group, or the sum of absolute terms.
    /// </summary>
    public Field<double>? Atol { get; init; }
}
