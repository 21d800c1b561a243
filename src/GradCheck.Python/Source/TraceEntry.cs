namespace GradCheck.Python.Source;

/// <summary>One call that an error passed through.</summary>
/// <param name="Function">The function; <c>&lt;module&gt;</c> for the top level of the file.</param>
/// <param name="Call">The number of its call, as in the runtime's frames; 0 for the top level.</param>
/// <param name="Span">Where it stood in that function: the error itself in the innermost, a call in the others.</param>
public sealed record TraceEntry(string Function, int Call, Span Span);
