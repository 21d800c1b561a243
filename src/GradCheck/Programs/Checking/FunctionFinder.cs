using GradCheck.Programs.Checking.Subjects;
using GradCheck.Programs.Syntax;

namespace GradCheck.Programs.Checking;

/// <summary>Finds the functions of a layer in a file.</summary>
internal static class FunctionFinder
{
    /// <summary>Finds a function.</summary>
    /// <param name="functions">The functions of the file.</param>
    /// <param name="asked">The name that the client gave, or null.</param>
    /// <param name="usual">The course's names, the usual one first.</param>
    /// <param name="side"><c>forward</c> or <c>backward</c>; null for a loss.</param>
    public static FunctionStatement? Find(IReadOnlyList<FunctionStatement> functions, string? asked, IReadOnlyList<string> usual, string? side)
    {
        FunctionStatement? Named(string name) => functions.LastOrDefault(function => function.Name == name);
        if (asked is not null)
        {
            return Named(asked);
        }

        if (usual.Select(Named).FirstOrDefault(function => function is not null) is { } found)
        {
            return found;
        }

        // Only one function that can be meant: its own name does not matter.
        var meant = side is null ? [.. functions] : functions.Where(function => function.Name.Contains(side, StringComparison.OrdinalIgnoreCase) || (side == "backward" && function.Name.Contains("backprop", StringComparison.OrdinalIgnoreCase))).ToList();
        return meant.Select(function => function.Name).Distinct().Count() == 1 ? meant[^1] : null;
    }

    /// <summary>The backward function that goes with a forward function: the one with its stem, if it has one.</summary>
    public static FunctionStatement? Backward(IReadOnlyList<FunctionStatement> functions, string? asked, Subject subject, FunctionStatement forward)
    {
        var stem = forward.Name.Replace("forward", "backward", StringComparison.Ordinal);
        return Find(functions, asked, stem == forward.Name ? subject.BackwardNames : [stem, .. subject.BackwardNames], "backward");
    }
}
