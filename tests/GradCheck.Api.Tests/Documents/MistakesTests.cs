using System.Text.RegularExpressions;
using GradCheck.Diagnosis;

namespace GradCheck.Api.Tests.Documents;

/// <summary>docs/mistakes.md lists the codes that there are, each once.</summary>
public partial class MistakesTests
{
    [Fact]
    public void Document_OfMistakes_ListsEveryCodeOnce()
    {
        var listed = Rows().Matches(File.ReadAllText(Repository.PathOf("docs", "mistakes.md"))).Select(row => row.Groups[1].Value);

        Assert.Equal(MistakeCatalog.Codes.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
