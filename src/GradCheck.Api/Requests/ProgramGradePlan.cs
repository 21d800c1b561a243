using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;

namespace GradCheck.Api.Requests;

/// <summary>The grading of a program that is to be done.</summary>
/// <param name="Title">What is graded.</param>
/// <param name="Rubric">The rubric.</param>
/// <param name="Program">The program.</param>
/// <param name="Reveal">How much to tell.</param>
internal sealed record ProgramGradePlan(string Title, Rubric Rubric, ProgramPlan Program, Reveal Reveal);
