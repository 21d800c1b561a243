using GradCheck.Api.Fields;
namespace GradCheck.Api.Contracts;

/// <summary>Which derivation to tell.</summary>
public sealed record DerivationQuery : RequestObject
{
    /// <summary>The mode: in `eval` the statistics are constants, and the derivation is shorter.</summary>
    public Field<string>? Mode { get; init => field = ModeNames.Of(value); }

    /// <summary>What is taken off `m` in the divisor of the variance: 0 or 1.</summary>
    public Field<string>? Ddof { get; init; }
}
