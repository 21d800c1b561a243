namespace GradCheck.Programs.Sources;

/// <summary>A piece of a text with lines of its own.</summary>
/// <param name="Start">Where it begins, from 0; always at the start of a line.</param>
/// <param name="Function">The function that all of it is the body of; null where its own <c>def</c>s say so.</param>
/// <param name="Cell">The number of the code cell of a notebook that it is, from 0; null outside of notebooks.</param>
internal sealed record Segment(int Start, string? Function = null, int? Cell = null);
