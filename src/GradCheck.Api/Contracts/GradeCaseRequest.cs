using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Tensors;

namespace GradCheck.Api.Contracts;

/// <summary>A case, by what `GET /v1/{layer}/cases/{seed}` was asked for, and what a student's code made of it.</summary>
public sealed record GradeCaseRequest : CaseRequest, IRequestPart
{
    /// <inheritdoc/>
    public static string Example => "{\"seed\": 1, \"submitted\": {\"dx\": [[0.5], [-0.5]]}}";

    /// <inheritdoc/>
    public static int MostOf(RequestLimits limits) => limits.MaxCases;

    /// <summary>
    /// What the code gave, by name. A tensor of the rubric that is not here earns nothing, and the reason says so; nor does one
    /// that is no tensor, such as null or rows of different lengths. A tensor without points helps to find causes.
    /// </summary>
    public Field<IReadOnlyDictionary<string, Field<Tensor>>>? Submitted { get; init; }

    /// <summary>The error that ended the code, as the harness caught it: `TimeoutError: 10 s were up`. It is the reason of what was not submitted.</summary>
    public Field<string>? Error { get; init; }
}
