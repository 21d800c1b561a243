namespace GradCheck.Api.Fields;

/// <summary>Something wrong at one place of a field.</summary>
/// <param name="Place">Where in the field: <c>[2][1]</c>; empty for the field itself.</param>
/// <param name="Message">What is wrong there: what was found, and what was expected.</param>
/// <param name="RowLength">For a row of another length than the rest: how many values it has.</param>
public sealed record FieldProblem(string Place, string Message, int? RowLength = null);
