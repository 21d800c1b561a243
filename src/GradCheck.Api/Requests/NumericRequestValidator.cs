using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Numeric;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="NumericRequest"/>.</summary>
internal sealed class NumericRequestValidator : RequestValidator<NumericRequest>
{
    /// <summary>The step's range: beyond it, products of a step with ordinary numbers leave the range of a double.</summary>
    private const double SmallestStep = 1e-250;
    private const double LargestStep = 1e250;

    private static readonly string[] Methods = [.. NumericMethod.All.Select(method => method.Id)];

    /// <summary>Makes the rules.</summary>
    public NumericRequestValidator()
    {
        RuleForField(request => request.Method).IsOneOf(Methods);
        RuleForField(request => request.Step).InclusiveBetween(SmallestStep, LargestStep).WithRange("a step is from 1e-250 to 1e250");
        RuleFor(request => request).HasKnownFields();
    }
}
