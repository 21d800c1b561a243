using System.Collections.Immutable;
using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Cases;
using GradCheck.Diagnosis;
using GradCheck.Grading;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="GradeRequest"/>.</summary>
internal sealed class GradeRequestValidator : ReadingValidator<GradeRequest, GradePlan>
{
    private readonly Layer layer;
    private readonly RequestLimits limits;
    private readonly GradeCaseValidator cases;

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most cases of a request, and what each may hold.</param>
    public GradeRequestValidator(Layer layer, RequestLimits limits)
    {
        (this.layer, this.limits, cases) = (layer, limits, new(layer, limits));
        var line = new RubricLineValidator(layer);
        RuleForList(request => request.Rubric, line).GivesPoints(
            (_, given) => line.About(given),
            given => given.Tensor is not null && given.Points is not { IsUsable: true, Value: 0 },
            "give a tensor some, such as {\"tensor\": \"dx\", \"points\": 6}");
        RuleForItems(request => request.Rubric).Where(given => given.Value is { Case.IsUsable: true, Tensor: null, Profile: null })
            .OverrideIndexer((_, _, _, k) => string.Create(CultureInfo.InvariantCulture, $"[{k}].case")).HasNoFault(FaultOfCase);
        RuleForList(request => request.Cases, cases, TooMany);
        RuleForList(request => request.Partial, new PartialCreditValidator(MistakeCatalog.Codes));
        RuleForField(request => request.PenaltyOnce);
        RuleForField(request => request.Title);
        RuleForField(request => request.Tolerance).SetValidator(new ToleranceRequestValidator());
        RuleForField(request => request.Precision).IsOneOf(JudgingRules.Precisions);
        RuleForField(request => request.Reveal).IsOneOf(JudgingRules.Reveals);
        RuleFor(request => request).HasKnownFields();
    }

    /// <inheritdoc/>
    protected override GradePlan PlanOf(GradeRequest request)
    {
        var requests = request.Cases!.Value!.Select(field => field.Value!).ToList();
        var plans = requests.ConvertAll(cases.CaseOf);
        var elements = plans.Sum(plan => (long)plan.Shape.Count);
        if (elements > limits.MaxElements)
        {
            throw ProblemException.OfLimit(ProblemTypes.TensorTooLarge, string.Create(CultureInfo.InvariantCulture, $"The x of all cases would have {elements} elements together, but the limit is {limits.MaxElements}."), limits.MaxElements, elements);
        }

        var rubric = RubricOf(request);
        if (plans.Index().All(plan => rubric.WeightOf(plan.Index, plan.Item.Profile) == 0))
        {
            throw ProblemException.OfErrors([new("rubric", "gives every case the weight 0, so that there is nothing to earn")]);
        }

        return new(
            RubricRules.TitleOf(request.Title, layer.Title),
            rubric,
            [.. plans.Zip(requests, GradeCaseValidator.Grade)],
            JudgingRules.OptionsOf(request.Tolerance, request.Precision),
            JudgingRules.RevealOf(request.Reveal));
    }

    private static Rubric RubricOf(GradeRequest request)
    {
        var lines = request.Rubric!.Value!.Select(field => field.Value!).ToList();
        return new([.. lines.Where(line => line.Tensor is not null).Select(line => new RubricLine(line.Tensor!.Value!, (decimal)line.Points!.Value))])
        {
            CaseWeights = lines.Where(line => line.Case is not null).ToImmutableDictionary(line => (int)line.Case!.Value, line => (decimal)line.Weight!.Value),
            ProfileWeights = lines.Where(line => line.Profile is not null).ToImmutableDictionary(line => CaseProfiles.Find(line.Profile!.Value!)!.Value, line => (decimal)line.Weight!.Value),
            Partial = RubricRules.CreditsOf(request.Partial),
            PenaltyOnce = request.PenaltyOnce?.Value ?? false,
        };
    }

    private static string? FaultOfCase(GradeRequest request, Field<RubricLineRequest> line)
    {
        var (place, count) = (line.Value!.Case!.Value, request.Cases?.Value?.Count);
        return double.IsInteger(place) && place >= 0 && place < (count ?? int.MaxValue) ? null
            : $"is {FieldRules.TextOf(place)}, but {(count is null ? "a case is a whole number from 0" : string.Create(CultureInfo.InvariantCulture, $"the cases are 0 to {count - 1}"))}";
    }

    private ProblemException TooMany(string place, long count) =>
        ProblemException.OfLimit(ProblemTypes.TooManyCases, string.Create(CultureInfo.InvariantCulture, $"{place} has {count} entries, but the limit is {limits.MaxCases}."), limits.MaxCases, count);
}
