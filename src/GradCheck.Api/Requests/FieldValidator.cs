using FluentValidation;
using GradCheck.Api.Fields;

namespace GradCheck.Api.Requests;

/// <summary>The rules of a field that is an object in a list.</summary>
/// <typeparam name="T">The contract of the object.</typeparam>
internal sealed class FieldValidator<T> : AbstractValidator<Field<T>>
{
    /// <summary>Makes them.</summary>
    /// <param name="value">The rules of the object.</param>
    public FieldValidator(IValidator<T> value)
    {
        RuleFor(field => field).SetValidator(new ReadableValidator<Field<T>, T>());
        When(field => field.IsUsable, () => RuleFor(field => field.Value!).SetValidator(value));
    }
}
