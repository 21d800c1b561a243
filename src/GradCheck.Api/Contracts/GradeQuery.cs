namespace GradCheck.Api.Contracts;

/// <summary>How to write a grade down: the query as it was written.</summary>
/// <param name="Query">The parameters of the query by name; several of one name are several entries.</param>
public sealed record GradeQuery(IReadOnlyList<KeyValuePair<string, string>> Query);
