using FluentValidation;
using GradCheck.Api.Problems;

namespace GradCheck.Api.Requests;

/// <summary>What follows from a validator's findings.</summary>
internal static class ValidatorRules
{
    /// <summary>Ends the request where it breaks a rule, with all that it breaks.</summary>
    /// <typeparam name="T">The request.</typeparam>
    /// <param name="validator">The rules.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">It breaks a rule.</exception>
    /// <returns>The request.</returns>
    public static T Require<T>(this IValidator<T> validator, T request)
    {
        var result = validator.Validate(request);
        return result.IsValid ? request : throw ProblemException.OfErrors([.. result.Errors.Select(error => KeyValuePair.Create(error.PropertyName, error.ErrorMessage))]);
    }
}
