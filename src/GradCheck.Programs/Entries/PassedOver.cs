using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Entries;

/// <summary>A line of a script that was not run to its end, and that nothing of its passes depends on.</summary>
/// <param name="Line">The line.</param>
/// <param name="Error">Why.</param>
internal sealed record PassedOver(Statement Line, ProgramError Error);
