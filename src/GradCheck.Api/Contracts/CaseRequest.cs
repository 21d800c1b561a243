using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GradCheck.Api.Fields;
using GradCheck.Cases;

namespace GradCheck.Api.Contracts;

/// <summary>Which case to make, by its seed.</summary>
public abstract record CaseRequest : RequestObject
{
    /// <summary>The largest seed, 2^53 - 1: the largest whole number that every JSON reader holds.</summary>
    internal const ulong LargestSeed = (1UL << 53) - 1;

    /// <summary>What a seed is, in words.</summary>
    internal const string SeedRange = "a seed is a whole number from 0 to 9007199254740991";

    /// <summary>The names of the profiles.</summary>
    internal static readonly string[] Profiles = [.. CaseProfiles.All.Select(CaseProfiles.NameOf)];

    /// <summary>The seed, from 0 to 2^53 - 1. The service makes the inputs from it again.</summary>
    [Required]
    public Field<double>? Seed { get; init; }

    /// <summary>What the batch is like.</summary>
    [DefaultValue("typical")]
    public Field<string>? Profile { get; init; }

    /// <summary>The size N of `x`; by default that of the profile.</summary>
    public Field<double>? N { get; init; }

    /// <summary>The size D of `x`, for a layer that has it; by default that of the profile.</summary>
    public Field<double>? D { get; init; }

    /// <summary>The size C of `x`, for a layer that has it; by default that of the profile.</summary>
    public Field<double>? C { get; init; }

    /// <summary>The size H of `x`, for a layer that has it; by default that of the profile.</summary>
    public Field<double>? H { get; init; }

    /// <summary>The size W of `x`, for a layer that has it; by default that of the profile.</summary>
    public Field<double>? W { get; init; }

    /// <summary>The size T of `x`, for a case of `layernorm` or `rmsnorm` with `(N, T, D)`.</summary>
    public Field<double>? T { get; init; }

    /// <summary>The size L of `x`, for a case of `batchnorm` with `(N, C, L)`.</summary>
    public Field<double>? L { get; init; }

    /// <summary>Into how many groups the channels are cut, for `groupnorm`; by default 2.</summary>
    public Field<double>? Groups { get; init; }

    /// <summary>What is taken off `m` in the divisor of the variance: 0 or 1.</summary>
    [DefaultValue(0)]
    public Field<double>? Ddof { get; init; }

    /// <summary>Where the channels stand: `first` or `last`.</summary>
    [DefaultValue("first")]
    public Field<string>? Channels { get; init; }

    /// <summary>Whether a number can be a seed.</summary>
    /// <param name="value">The number.</param>
    internal static bool IsSeed(double value) => double.IsInteger(value) && value is >= 0 and <= LargestSeed;
}
