using System.Text.RegularExpressions;

namespace GradCheck.Tests.Documents;

/// <summary><c>docs/library.md</c> shows the examples that are compiled and run here.</summary>
public partial class LibraryTests
{
    [Fact]
    public void Page_ShowsTheExamplesThatAreRun()
    {
        var examples = Example().Matches(File.ReadAllText(Repository.PathOf("tests", "GradCheck.Tests", "Documents", "LibraryExamples.cs"))).Select(match => Trimmed(match.Groups[1].Value));
        var shown = Block().Matches(File.ReadAllText(Repository.PathOf("docs", "library.md"))).Select(match => Trimmed(match.Groups[1].Value));
        Assert.Equal(examples, shown);
    }

    private static string Trimmed(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("// example: \\w+\\n(.*?)\\n *// end", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("```csharp\\n(.*?)\\n```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
