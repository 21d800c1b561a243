namespace GradCheck.Programs.Reports;

/// <summary>Something that does not change the verdict but that its author should know.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Message">The words.</param>
/// <param name="Line">The line, if it is about one.</param>
public sealed record ProgramWarning(string Code, string Message, int? Line = null)
{
    /// <summary>The code cell of a notebook that the line is counted in, from 0; null outside of notebooks.</summary>
    public int? Cell { get; init; }
}
