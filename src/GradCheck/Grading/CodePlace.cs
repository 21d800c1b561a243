namespace GradCheck.Grading;

/// <summary>Where in a student's code an item went wrong.</summary>
/// <param name="File">The file's name; null where it is not known.</param>
/// <param name="Function">The function's name; null where it is not known.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record CodePlace(string? File, string? Function, int Line);
