using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>A case, by what `GET /v1/{layer}/cases/{seed}` was asked for, and what a student's code made of it.</summary>
public sealed record GradeCaseRequest : RequestObject, IRequestPart
{
    /// <inheritdoc/>
    public static string Example => "{\"seed\": 1, \"submitted\": {\"dx\": [[0.5], [-0.5]]}}";

    /// <inheritdoc/>
    public static int MostOf(RequestLimits limits) => limits.MaxCases;

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

    /// <summary>
    /// What the code gave, by name. A tensor of the rubric that is not here earns nothing, and the reason says so; nor does one
    /// that is no tensor, such as null or rows of different lengths. A tensor without points helps to find causes.
    /// </summary>
    public Field<IReadOnlyDictionary<string, Field<Tensor>>>? Submitted { get; init; }

    /// <summary>The error that ended the code, as the harness caught it: `TimeoutError: 10 s were up`. It is the reason of what was not submitted.</summary>
    public Field<string>? Error { get; init; }
}
