namespace GradCheck.Api.Description;

/// <summary>A parameter of a path or query that is read as text and described as what it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in JSON's words.</param>
/// <param name="Description">What it is.</param>
/// <param name="Values">The values that it can have; empty for any.</param>
/// <param name="Example">An example; null for none.</param>
internal sealed record QueryParameter(string Name, string Type, string Description, IReadOnlyList<string> Values, string? Example);
