using System.Text.Json;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Tests.Support;

/// <summary>One file of tests/golden: an input, and every tensor computed with 60 digits.</summary>
public sealed class GoldenCase
{
    private readonly JsonElement root;

    private GoldenCase(string path, JsonElement root) => (Path, this.root) = (path, root);

    /// <summary>How many of the cases are not from tests/golden.</summary>
    public static int Extra => All().Count(golden => !golden.Path.StartsWith("golden/", StringComparison.Ordinal));

    /// <summary>The folders to read: tests/golden, and one more where GRADCHECK_GOLDEN names it.</summary>
    public static IEnumerable<string> Folders =>
        new[] { "golden", Environment.GetEnvironmentVariable("GRADCHECK_GOLDEN") }.OfType<string>();

    /// <summary>The file, relative to the tests' folder where it is one of theirs.</summary>
    public string Path { get; }

    public string Name => root.GetProperty("name").GetString()!;

    public string LayerId => root.GetProperty("layer").GetString()!;

    public bool Ordinary => root.GetProperty("conditioning").GetString() == "ordinary";

    public IEnumerable<string> Expected => root.GetProperty("expected").EnumerateObject().Select(property => property.Name);

    public static IEnumerable<GoldenCase> All() =>
        Folders.SelectMany(folder => Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, folder), "*.json"))
            .Select(path => System.IO.Path.GetRelativePath(AppContext.BaseDirectory, path))
            .Order(StringComparer.Ordinal).Select(Read).Where(golden => LayerCatalog.Find(golden.LayerId) is not null);

    public static GoldenCase Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, path)));
        return new(path, document.RootElement.Clone());
    }

    public Tensor ExpectedTensor(string name) => Read(root.GetProperty("expected").GetProperty(name));

    public Tensor Input(string name) => Read(root.GetProperty("inputs").GetProperty(name));

    public LayerInput ToInput()
    {
        var parameters = root.GetProperty("parameters");
        RunningStatistics? running = root.GetProperty("inputs").TryGetProperty("running_mean", out _) ? new(Input("running_mean"), Input("running_var")) : null;
        var options = CaseOptions.Of(parameters, running);
        return new(LayerCatalog.Find(LayerId)!, Input("x"), Input("gamma"), Input("beta"), Input("dout"), options);
    }

    public override string ToString() => Name;

    private static Tensor Read(JsonElement element)
    {
        var sizes = new List<int>();
        for (var level = element; level.ValueKind == JsonValueKind.Array; level = level[0])
        {
            sizes.Add(level.GetArrayLength());
        }

        return new(new Shape([.. sizes]), [.. Leaves(element)]);
    }

    private static IEnumerable<double> Leaves(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Leaves) : [element.GetDouble()];
}
