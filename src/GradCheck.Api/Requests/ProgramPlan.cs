using GradCheck.Api.Contracts;
using GradCheck.Programs.Reports;
using GradCheck.Python.Budgets;

namespace GradCheck.Api.Requests;

/// <summary>A program that is to be checked.</summary>
/// <param name="Request">What to check.</param>
/// <param name="Limits">What it may cost.</param>
/// <param name="Include">Which long parts of the answer are asked for.</param>
internal sealed record ProgramPlan(ProgramRequest Request, BudgetLimits Limits, IReadOnlyList<ProgramPart> Include);
