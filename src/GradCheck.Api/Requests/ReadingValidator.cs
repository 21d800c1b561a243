using FluentValidation.Results;
using GradCheck.Api.Fields;
using GradCheck.Api.Problems;

namespace GradCheck.Api.Requests;

/// <summary>Reads a request into what it asks for, or ends it with all that is wrong with it.</summary>
/// <typeparam name="T">The contract.</typeparam>
/// <typeparam name="TPlan">What it asks for: nothing after it needs to look at the request again.</typeparam>
internal abstract class ReadingValidator<T, TPlan> : RequestValidator<T>
    where T : RequestObject
{
    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">It breaks rules or limits.</exception>
    public TPlan Read(T request)
    {
        Require(Validate(request).Errors);
        return PlanOf(request);
    }

    /// <summary>What a request asks for whose fields passed their rules.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">The whole cannot be answered, or would cost more than the limit.</exception>
    protected abstract TPlan PlanOf(T request);

    /// <summary>Ends a request that failed: with the first limit that it exceeds, otherwise with every failure by its place.</summary>
    /// <param name="failures">What was found.</param>
    /// <exception cref="ProblemException">Something was.</exception>
    protected static void Require(IReadOnlyList<ValidationFailure> failures)
    {
        if (failures.Count > 0)
        {
            throw failures.Select(failure => failure.CustomState).OfType<ProblemException>().FirstOrDefault()
                ?? ProblemException.OfErrors([.. failures.Select(failure => KeyValuePair.Create(failure.PropertyName, failure.ErrorMessage))]);
        }
    }
}
