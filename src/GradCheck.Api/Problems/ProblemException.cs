using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace GradCheck.Api.Problems;

/// <summary>Ends a request with a problem. Thrown while a request is read and checked, never by the mathematics.</summary>
public sealed class ProblemException : Exception
{
    /// <summary>Ends the request.</summary>
    /// <param name="type">The kind of problem.</param>
    /// <param name="detail">What is wrong this time.</param>
    public ProblemException(ProblemType type, string detail)
        : base(detail)
    {
        ArgumentNullException.ThrowIfNull(type);
        Details = new() { Type = type.Uri, Title = type.Title, Status = type.Status, Detail = detail };
    }

    /// <summary>What is written.</summary>
    public ProblemDetails Details { get; }

    /// <summary>A problem of a limit, with the limit and what was asked.</summary>
    /// <param name="type">The kind of problem.</param>
    /// <param name="detail">What is wrong this time.</param>
    /// <param name="limit">The most that is accepted.</param>
    /// <param name="asked">What was asked; null where it is not known.</param>
    public static ProblemException OfLimit(ProblemType type, string detail, long limit, long? asked)
    {
        var problem = new ProblemException(type, detail);
        problem.Details.Extensions["limit"] = limit;
        if (asked is not null)
        {
            problem.Details.Extensions["asked"] = asked;
        }

        return problem;
    }

    /// <summary>A body over the limit.</summary>
    /// <param name="limit">The most bytes that are accepted.</param>
    /// <param name="asked">How many were announced; null where that is not known.</param>
    public static ProblemException OfBody(long limit, long? asked) => OfLimit(
        ProblemTypes.BodyTooLarge,
        asked is null
            ? string.Create(CultureInfo.InvariantCulture, $"The body is larger than {limit} bytes.")
            : string.Create(CultureInfo.InvariantCulture, $"The body has {asked} bytes, but the limit is {limit}."),
        limit,
        asked);

    /// <summary>A problem of validation, with every error by its place.</summary>
    /// <param name="errors">The places with what is wrong there, in the order of the request.</param>
    public static ProblemException OfErrors(IReadOnlyList<KeyValuePair<string, string>> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var lines = errors.Take(MostInDetail).Select(error => $"{error.Key}: {error.Value}").ToList();
        if (errors.Count > MostInDetail)
        {
            lines.Add(FormattableString.Invariant($"and {errors.Count - MostInDetail} more"));
        }

        var problem = new ProblemException(ProblemTypes.InvalidRequest, string.Join("; ", lines));
        problem.Details.Extensions["errors"] = errors.GroupBy(error => error.Key).ToDictionary(group => group.Key, group => group.Select(error => error.Value).ToArray());
        return problem;
    }

    /// <summary>How many errors stand in the sentence; the list has them all.</summary>
    private const int MostInDetail = 3;
}
