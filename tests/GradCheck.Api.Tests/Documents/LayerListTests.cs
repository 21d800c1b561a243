using System.Text.RegularExpressions;
using GradCheck.Layers;

namespace GradCheck.Api.Tests.Documents;

/// <summary>Where the layers are listed by hand, each is listed.</summary>
public partial class LayerListTests
{
    public static TheoryData<string> Ids => [.. LayerCatalog.All.Select(layer => layer.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Layer_InTheDocumentOfRoutes_HasARow(string id) =>
        Assert.Contains($"\n| `{id}` | ", File.ReadAllText(Repository.PathOf("docs", "http.md")), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Layer_InThePythonClient_HasItsName(string id)
    {
        var client = File.ReadAllText(Repository.PathOf("src", "GradCheck.Api", "Clients", "gradcheck_client.py"));

        Assert.Contains($"\"{id}\"", Names().Match(client).Value, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^NORMALIZATION = \([^)]*\)", RegexOptions.Multiline)]
    private static partial Regex Names();
}
