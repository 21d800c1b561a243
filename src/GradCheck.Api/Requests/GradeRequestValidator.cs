using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Cases;
using GradCheck.Diagnosis;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="GradeRequest"/>.</summary>
internal sealed class GradeRequestValidator : AbstractValidator<GradeRequest>
{
    private static readonly string[] Profiles = [.. CaseProfiles.All.Select(CaseProfiles.NameOf)];

    private readonly GradeCaseRules caseRules;
    private readonly RequestLimits limits;

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most cases of a request, and what each may hold.</param>
    public GradeRequestValidator(Layer layer, RequestLimits limits)
    {
        (this.limits, caseRules) = (limits, new(layer));
        RuleFor(request => request).Custom(CheckRubric);
        RuleFor(request => request.Cases).Custom(CheckCases);
        RuleFor(request => request.Partial).Custom((partial, context) => context.CheckPartial(partial, MistakeCatalog.Codes));
        RuleFor(request => request).Custom((request, context) =>
        {
            context.CheckOptional("penalty_once", request.PenaltyOnce);
            context.CheckOptional("title", request.Title);
            context.CheckJudging(request.Tolerance, request.Precision, request.Reveal);
            context.CheckUnknown(request.Unknown, typeof(GradeRequest));
        });
    }

    private void CheckRubric(GradeRequest request, ValidationContext<GradeRequest> context) => context.CheckRubric(
        request.Rubric.OrMissing(),
        (place, line) => CheckLine(place, line, request.Cases?.Value?.Count, context),
        line => line.Tensor is not null && line.Points is not { IsUsable: true, Value: 0 },
        "give a tensor some, such as {\"tensor\": \"dx\", \"points\": 6}");

    // What a line is about, in the words of the request; null where it is nothing.
    private string? CheckLine(string place, RubricLineRequest line, int? cases, ValidationContext<GradeRequest> context)
    {
        context.CheckUnknown(line.Unknown, typeof(RubricLineRequest), $"{place}.");
        string[] given = [.. line.Tensor is null ? Array.Empty<string>() : ["tensor"], .. line.Case is null ? Array.Empty<string>() : ["case"], .. line.Profile is null ? Array.Empty<string>() : ["profile"]];
        if (given.Length != 1)
        {
            context.AddFailure(place, given.Length == 0 ? "is about nothing; name a tensor, a case or a profile" : $"is about {string.Join(" and ", given)}; give each a line of its own");
            return null;
        }

        var (value, other) = line.Tensor is null ? ("weight", "points") : ("points", "weight");
        if ((line.Tensor is null ? line.Points : line.Weight) is not null)
        {
            context.AddFailure($"{place}.{other}", $"is given, but a line about a {given[0]} has {value}");
        }

        context.CheckPoints($"{place}.{value}", line.Tensor is null ? line.Weight : line.Points, value == "points" ? "points are" : "a weight is");
        if (line.Tensor is not null)
        {
            return caseRules.CheckTensor($"{place}.tensor", line.Tensor, context);
        }

        if (line.Profile is not null)
        {
            return context.CheckName($"{place}.profile", line.Profile, Profiles);
        }

        context.CheckNumber($"{place}.case", line.Case, number => number >= 0 && number == Math.Floor(number) && number < (cases ?? int.MaxValue), cases is { } count ? string.Create(CultureInfo.InvariantCulture, $"but the cases are 0 to {count - 1}") : "but a case is a whole number from 0");
        return line.Case!.IsUsable ? string.Create(CultureInfo.InvariantCulture, $"case {line.Case.Value}") : null;
    }

    private void CheckCases(Field<IReadOnlyList<Field<GradeCaseRequest>>>? cases, ValidationContext<GradeRequest> context)
    {
        if (cases?.OversizeCount is { } count)
        {
            throw ProblemException.OfLimit(ProblemTypes.TooManyCases, string.Create(CultureInfo.InvariantCulture, $"cases has {count} entries, but the limit is {limits.MaxCases}."), limits.MaxCases, count);
        }

        var field = cases.OrMissing();
        if (!context.IsList("cases", field))
        {
            return;
        }

        for (var k = 0; k < field.Value!.Count; k++)
        {
            caseRules.Check(string.Create(CultureInfo.InvariantCulture, $"cases[{k}]"), field.Value[k], context);
        }
    }
}
