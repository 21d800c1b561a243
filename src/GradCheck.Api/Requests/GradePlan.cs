using System.Collections.Immutable;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;

namespace GradCheck.Api.Requests;

/// <summary>A grading that was asked for and may be done.</summary>
/// <param name="Title">What is graded.</param>
/// <param name="Rubric">The rubric.</param>
/// <param name="Cases">The cases, made again from their seeds.</param>
/// <param name="Options">How to judge.</param>
/// <param name="Reveal">How much to tell.</param>
internal sealed record GradePlan(string Title, Rubric Rubric, ImmutableArray<GradedCase> Cases, CheckOptions Options, Reveal Reveal);
