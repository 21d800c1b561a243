using FluentValidation;
using GradCheck.Api.Contracts;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="ToleranceRequest"/>.</summary>
internal sealed class ToleranceRequestValidator : RequestValidator<ToleranceRequest>
{
    /// <summary>Makes the rules.</summary>
    public ToleranceRequestValidator()
    {
        RuleForField(tolerance => tolerance.Rtol).InclusiveBetween(0, double.MaxValue).WithRange("a tolerance is 0 or more");
        RuleForField(tolerance => tolerance.Atol).InclusiveBetween(0, double.MaxValue).WithRange("a tolerance is 0 or more");
        RuleFor(tolerance => tolerance).HasKnownFields();
    }
}
