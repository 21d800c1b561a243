using System.Collections.Immutable;
using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Grading;
using GradCheck.Layers;
using GradCheck.Programs.Grading;
using GradCheck.Programs.Subjects;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="ProgramGradeRequest"/>: those of a check, but for code that is not there, and those of a rubric.</summary>
internal sealed class ProgramGradeRequestValidator : ProgramRequestValidator<ProgramGradeRequest, ProgramGradePlan>
{
    /// <summary>Makes the rules.</summary>
    /// <param name="limits">What a request may hold and cost.</param>
    public ProgramGradeRequestValidator(RequestLimits limits)
        : base(limits, mayBeEmpty: true)
    {
        RuleForList(request => request.Rubric, new ProgramPartValidator()).GivesPoints(
            (request, line) => line.Part is { IsUsable: true, Value: { } part } && FaultOfPart(request, part) is null ? part : null,
            line => line.Points is not { IsUsable: true, Value: 0 },
            "give a part some, such as {\"part\": \"dx\", \"points\": 4}");
        RuleForItems(request => request.Rubric).Where(line => line.Value is { Part.IsUsable: true })
            .OverrideIndexer((_, _, _, k) => string.Create(CultureInfo.InvariantCulture, $"[{k}].part")).HasNoFault((request, line) => FaultOfPart(request, line.Value!.Part!.Value!));
        RuleForList(request => request.Partial, new PartialCreditValidator(ProgramParts.Causes));
        RuleForField(request => request.PenaltyOnce);
        RuleForField(request => request.Title);
        RuleForField(request => request.Reveal).IsOneOf(JudgingRules.Reveals);
    }

    /// <inheritdoc/>
    protected override ProgramGradePlan PlanOf(ProgramGradeRequest request)
    {
        var layer = request.Layer!.Value!;
        ImmutableArray<RubricLine> lines = request.Rubric is { } given
            ? [.. given.Value!.Select(field => new RubricLine(field.Value!.Part!.Value!, (decimal)field.Value!.Points!.Value))]
            : ProgramParts.DefaultPoints(layer, request.Differentiate?.Value);
        return new(
            RubricRules.TitleOf(request.Title, LayerCatalog.Find(layer)?.Title ?? layer),
            new(lines) { Partial = RubricRules.CreditsOf(request.Partial), PenaltyOnce = request.PenaltyOnce?.Value ?? false },
            ProgramOf(request),
            JudgingRules.RevealOf(request.Reveal));
    }

    // Which parts there are is known where the layer is.
    private static string? FaultOfPart(ProgramGradeRequest request, string part)
    {
        var layer = request.Layer is { IsUsable: true, Value: { } id } && ProgramLayers.Ids.Contains(id) ? id : null;
        string[] parts = layer is null || request.Differentiate is { IsUsable: false } ? [] : [.. ProgramParts.Of(layer, request.Differentiate?.Value)];
        if (parts.Length == 0)
        {
            return layer is null || request.Differentiate is { IsUsable: false } || part is ['d', _, ..] ? null : "is no gradient: the parts of a script are those such as dx";
        }

        return parts.Contains(part) ? null : FieldText.UnknownName(part, parts);
    }
}
