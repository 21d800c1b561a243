using GradCheck.Programs.Blame;

namespace GradCheck.Programs.Search;

/// <summary>The wrong lines of a program.</summary>
/// <param name="Lines">The lines, the first to mend first.</param>
/// <param name="IsStopped">Whether the first of them is where the run was stopped for a reason that is not the program's.</param>
/// <param name="IsMended">Whether all is right with the lines mended.</param>
internal sealed record FoundLines(IReadOnlyList<Blamed> Lines, bool IsStopped, bool IsMended);
