using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>How a program calls NumPy.</summary>
internal static class NumPyAlias
{
    /// <summary>The name that the import gives it; <c>np</c> where there is none.</summary>
    public static string Of(ProgramTree tree) => Walk.Statements(tree.Body)
        .OfType<ImportStatement>()
        .Where(import => import.From is null)
        .SelectMany(import => import.Names)
        .Where(name => name.Name == "numpy")
        .Select(name => name.Alias ?? name.Name)
        .FirstOrDefault("np");
}
