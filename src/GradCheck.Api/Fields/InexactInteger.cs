namespace GradCheck.Api.Fields;

/// <summary>An integer literal that no double equals.</summary>
/// <param name="Place">Where in the field: <c>[2][1]</c>; empty for the field itself.</param>
/// <param name="Literal">The literal as it was written.</param>
/// <param name="Stored">The double that stands for it.</param>
public sealed record InexactInteger(string Place, string Literal, double Stored);
