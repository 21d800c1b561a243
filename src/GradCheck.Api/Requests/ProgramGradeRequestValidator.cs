using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Grading;
using GradCheck.Programs.Grading;
using GradCheck.Programs.Subjects;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="ProgramGradeRequest"/>: those of a check, but for code that is not there, and those of a rubric.</summary>
internal sealed class ProgramGradeRequestValidator : AbstractValidator<ProgramGradeRequest>
{
    private readonly ProgramCheckRequestValidator check;

    /// <summary>Makes the rules.</summary>
    /// <param name="limits">The most elements of a tensor.</param>
    public ProgramGradeRequestValidator(RequestLimits limits)
    {
        check = new(limits, mayBeEmpty: true);
        RuleFor(request => request).Custom((request, context) => check.Validate(request).Errors.ForEach(error => context.AddFailure(error.PropertyName, error.ErrorMessage)));
        RuleFor(request => request).Custom(CheckRubric);
        RuleFor(request => request).Custom((request, context) =>
        {
            context.CheckPartial(request.Partial, ProgramParts.Causes);
            context.CheckOptional("penalty_once", request.PenaltyOnce);
            context.CheckOptional("title", request.Title);
            context.CheckJudging(null, null, request.Reveal);
        });
    }

    private static void CheckRubric(ProgramGradeRequest request, ValidationContext<ProgramGradeRequest> context)
    {
        if (request.Rubric is not { } field)
        {
            return;
        }

        // Which parts there are is known where the layer is.
        var layer = request.Layer is { IsUsable: true, Value: { } id } && ProgramLayers.Ids.Contains(id) ? id : null;
        string[]? parts = layer is null || request.Differentiate is { IsUsable: false } ? null : [.. ProgramParts.Of(layer, request.Differentiate?.Value)];
        context.CheckRubric(field, CheckLine, line => line.Points is not { IsUsable: true, Value: 0 }, "give a part some, such as {\"part\": \"dx\", \"points\": 4}");

        string? CheckLine(string place, ProgramPartRequest line)
        {
            var part = line.Part.OrMissing();
            context.CheckUnknown(line.Unknown, typeof(ProgramPartRequest), $"{place}.");
            context.CheckPoints($"{place}.points", line.Points, "points are");
            return parts is { Length: > 0 } ? context.CheckName($"{place}.part", part, parts) : context.IsUsable($"{place}.part", part) ? part.Value : null;
        }
    }
}
