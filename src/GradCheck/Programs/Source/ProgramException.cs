namespace GradCheck.Programs.Source;

/// <summary>Ends the evaluation of a program; never leaves <c>Programs</c>.</summary>
internal sealed class ProgramException : Exception
{
    public ProgramException(ProgramError error)
        : base(error.Message) => Error = error;

    public ProgramError Error { get; }
}
