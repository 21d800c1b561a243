using FluentValidation;
using GradCheck.Api.Contracts;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="GradeQuery"/>; whether there is a format of that name is not among them.</summary>
internal sealed class GradeQueryValidator : AbstractValidator<GradeQuery>
{
    /// <summary>The parameter that names the format.</summary>
    public const string Format = "format";

    private static readonly string[] Known = [Format];

    /// <summary>Makes the rules.</summary>
    public GradeQueryValidator() => RuleFor(query => query).Custom((query, context) => context.CheckQuery(query.Query, Known));
}
