using System.Collections.Immutable;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;
using GradCheck.Layers;
using GradCheck.Programs.Grading;

namespace GradCheck.Api.Requests;

/// <summary>The grading of a program that was asked for and may be done.</summary>
/// <param name="Title">What is graded.</param>
/// <param name="Rubric">The rubric.</param>
/// <param name="Program">The program.</param>
/// <param name="Reveal">How much to tell.</param>
internal sealed record ProgramGradePlan(string Title, Rubric Rubric, CheckedProgram Program, Reveal Reveal)
{
    /// <summary>The plan of a request that its validator passed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limits">What a check may cost.</param>
    public static ProgramGradePlan From(ProgramGradeRequest request, RequestLimits limits)
    {
        ArgumentNullException.ThrowIfNull(request);
        var layer = request.Layer!.Value!;
        ImmutableArray<RubricLine> lines = request.Rubric is { } given
            ? [.. given.Value!.Select(field => new RubricLine(field.Value!.Part!.Value!, (decimal)field.Value!.Points!.Value))]
            : ProgramParts.DefaultPoints(layer, request.Differentiate?.Value);
        return new(
            RubricRules.TitleOf(request.Title, LayerCatalog.Find(layer)?.Title ?? layer),
            new(lines) { Partial = RubricRules.CreditsOf(request.Partial), PenaltyOnce = request.PenaltyOnce?.Value ?? false },
            CheckedProgram.From(request, limits),
            JudgingRules.RevealOf(request.Reveal));
    }
}
