using GradCheck.Programs.Reports;

namespace GradCheck.Programs.Tests.Scripts;

/// <summary>The right script and the right notebook beside the tests, as they are or with a line replaced.</summary>
internal static class ScriptFile
{
    private const string CellMark = "# %%\n";

    /// <summary>The report of the script in NumPy, with a line replaced.</summary>
    public static ProgramReport Words(string? old = null, string? made = null) => Check(Replaced(Text("words.txt"), old, made).Text);

    /// <summary>The report of a script.</summary>
    public static ProgramReport Check(string code) => ProgramChecker.Check(new() { Layer = "custom", Code = code, Parts = ReportParts.None });

    /// <summary>The line of the script in NumPy that begins so.</summary>
    public static int LineOf(string line) => Replaced(Text("words.txt"), line, line).Line;

    /// <summary>The cells of the exercise.</summary>
    public static IReadOnlyList<string> Exercise() => Text("exercise.txt").Split(CellMark, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The report of a notebook.</summary>
    public static ProgramReport Check(IReadOnlyList<string> cells) => ProgramChecker.Check(new() { Layer = "custom", Notebook = cells, Parts = ReportParts.None });

    /// <summary>The cells of the exercise with a line of one of them replaced, and its number in the cell.</summary>
    public static (IReadOnlyList<string> Cells, int Line) Exercise(int cell, string old, string made)
    {
        var cells = Exercise().ToArray();
        (cells[cell], var line) = Replaced(cells[cell], old, made);
        return (cells, line);
    }

    private static (string Text, int Line) Replaced(string text, string? old, string? made)
    {
        var lines = text.Split('\n');
        var at = old is null ? -1 : Array.FindIndex(lines, line => line.Trim() == old);
        if (old is not null)
        {
            Assert.True(at >= 0, $"there is no line {old}");
            lines[at] = lines[at].Replace(old, made, StringComparison.Ordinal);
        }

        return (string.Join('\n', lines), at + 1);
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scripts", file)).ReplaceLineEndings("\n");
}
