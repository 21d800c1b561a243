using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>An exception that a program sees otherwise than a reader: with arguments of its own, or without a hint.</summary>
/// <param name="error">What a reader is told.</param>
/// <param name="value">What the program's <c>except</c> gets.</param>
internal sealed class RaisedException(ProgramError error, ExceptionValue value) : ProgramException(error)
{
    public ExceptionValue Value { get; } = value;

    protected override ProgramException Copy() => new RaisedException(Error, Value);
}
