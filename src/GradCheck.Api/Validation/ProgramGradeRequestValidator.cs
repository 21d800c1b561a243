using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Grading;
using GradCheck.Programs.Checking;

namespace GradCheck.Api.Validation;

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
        if (request.Rubric is not { } field || !context.IsList("rubric", field))
        {
            return;
        }

        // Which parts there are is known where the layer is.
        var layer = request.Layer is { IsUsable: true, Value: { } id } && ProgramLayers.Ids.Contains(id) ? id : null;
        string[]? parts = layer is null || request.Differentiate is { IsUsable: false } ? null : [.. ProgramParts.Of(layer, request.Differentiate?.Value)];
        var seen = new HashSet<string>();
        var mayEarn = false;
        for (var k = 0; k < field.Value!.Count; k++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"rubric[{k}]");
            if (!context.IsUsable(place, field.Value[k]))
            {
                mayEarn = true;
                continue;
            }

            var line = field.Value[k].Value!;
            var part = line.Part.OrMissing();
            context.CheckUnknown(line.Unknown, typeof(ProgramPartRequest), $"{place}.");
            context.CheckPoints($"{place}.points", line.Points, "points are");
            if ((parts is { Length: > 0 } ? context.CheckName($"{place}.part", part, parts) : context.IsUsable($"{place}.part", part) ? part.Value : null) is { } name && !seen.Add(name))
            {
                context.AddFailure(place, $"gives {name} a second time");
            }

            mayEarn |= line.Points is not { IsUsable: true, Value: 0 };
        }

        if (!mayEarn)
        {
            context.AddFailure("rubric", "gives no points; give a part some, such as {\"part\": \"dx\", \"points\": 4}");
        }
    }
}
