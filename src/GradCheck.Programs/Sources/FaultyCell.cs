using GradCheck.Python.Source;

namespace GradCheck.Programs.Sources;

/// <summary>A cell of a notebook that Python refuses to read, and so does not run.</summary>
/// <param name="Error">Why, at its place in the whole text.</param>
/// <param name="Names">The names that it would have given a value.</param>
internal sealed record FaultyCell(ProgramError Error, IReadOnlySet<string> Names);
