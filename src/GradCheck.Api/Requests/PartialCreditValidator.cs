using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Python.Source;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="PartialCreditRequest"/>.</summary>
internal sealed class PartialCreditValidator : RequestValidator<PartialCreditRequest>
{
    /// <summary>Makes the rules.</summary>
    /// <param name="codes">The codes of the mistakes that there are.</param>
    public PartialCreditValidator(IReadOnlyCollection<string> codes)
    {
        RuleForField(credit => credit.Share).InclusiveBetween(0, 1).WithRange("a share is from 0 to 1");
        RuleForField(credit => credit.Causes);
        RuleForItems(credit => credit.Causes).Must(codes.Contains)
            .WithMessage((_, code) => $"is \"{FieldText.Shorten(code)}\", which is no known mistake{NearestName.Clause(code, codes)}");
        RuleFor(credit => credit).HasKnownFields();
    }
}
