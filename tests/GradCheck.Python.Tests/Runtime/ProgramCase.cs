using GradCheck.Python.Source;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>A program of a table in <c>Cases</c>: a heading, the program with marks around the piece that its error is told at, and behind <c>=&gt;</c> what it prints.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Marked">The program with its marks, if it has some.</param>
/// <param name="Expected">The lines that it prints, and its error.</param>
public sealed record ProgramCase(string Name, string Marked, IReadOnlyList<string> Expected)
{
    public string Text => Marked.Replace("«", string.Empty, StringComparison.Ordinal).Replace("»", string.Empty, StringComparison.Ordinal);

    public static IReadOnlyList<ProgramCase> Read(string file) =>
        [.. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Runtime", "Cases", file)).Split("\n## ").Skip(1).Select(Parse)];

    /// <summary>The program with marks around a span, to compare by eye.</summary>
    internal string Mark(Span span) => Text.Insert(span.End, "»").Insert(span.Start, "«");

    public override string ToString() => Name;

    private static ProgramCase Parse(string block)
    {
        var lines = block.TrimEnd('\n').Split('\n');
        var program = lines.Skip(1).TakeWhile(line => !line.StartsWith("=>", StringComparison.Ordinal)).ToArray();
        return new(lines[0], string.Join('\n', program), [.. lines.Skip(1 + program.Length).Where(line => line != "=>").Select(line => line[3..])]);
    }
}
