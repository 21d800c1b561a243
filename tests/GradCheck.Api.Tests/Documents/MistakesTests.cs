using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GradCheck.Diagnosis;

namespace GradCheck.Api.Tests.Documents;

/// <summary>docs/mistakes.md lists the codes that there are, each once.</summary>
public partial class MistakesTests
{
    [Fact]
    public void Document_OfMistakes_ListsEveryCodeOnce()
    {
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/mistakes.md");
        var listed = Rows().Matches(File.ReadAllText(file)).Select(row => row.Groups[1].Value);

        Assert.Equal(MistakeCatalog.Codes.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
