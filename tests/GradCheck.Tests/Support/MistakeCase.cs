using System.Text.Json;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Tests.Support;

/// <summary>One file of tests/mistakes: an input, a submission, and the codes of what is wrong with each tensor.</summary>
public sealed class MistakeCase
{
    private readonly JsonElement root;

    private MistakeCase(string path, JsonElement root) => (Path, this.root) = (path, root);

    public string Path { get; }

    public string LayerId => root.GetProperty("layer").GetString()!;

    public IReadOnlyDictionary<TensorId, Tensor> Submitted =>
        root.GetProperty("submitted").EnumerateObject().ToDictionary(property => TensorNames.Find(property.Name)!.Value, property => Read(property.Value));

    public IReadOnlyDictionary<TensorId, string[]> Causes =>
        root.GetProperty("causes").EnumerateObject().ToDictionary(
            property => TensorNames.Find(property.Name)!.Value,
            property => property.Value.EnumerateArray().Select(code => code.GetString()!).ToArray());

    /// <summary>The files of tests/mistakes, of its conventions, and of the folders, divided by colons, that GRADCHECK_MISTAKES names.</summary>
    public static IEnumerable<MistakeCase> All() =>
        ("mistakes:mistakes/conventions:" + Environment.GetEnvironmentVariable("GRADCHECK_MISTAKES")).Split(':', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, folder), "*.json"))
            .Order(StringComparer.Ordinal).Select(Open).Where(mistake => LayerCatalog.Find(mistake.LayerId) is not null);

    public CheckReport Check() => Checker.Check(Pass.Of(ToInput()), Submitted);

    public override string ToString() => Path;

    private static MistakeCase Open(string path)
    {
        // Python writes NaN bare; System.Text.Json reads it as text.
        var text = File.ReadAllText(path).Replace("NaN", "\"NaN\"", StringComparison.Ordinal).Replace("-Infinity", "\"-Infinity\"", StringComparison.Ordinal);
        using var document = JsonDocument.Parse(text);
        return new(System.IO.Path.GetRelativePath(AppContext.BaseDirectory, path), document.RootElement.Clone());
    }

    private LayerInput ToInput()
    {
        Tensor Input(string name) => Read(root.GetProperty("inputs").GetProperty(name));
        var parameters = root.GetProperty("parameters");
        var inputs = root.GetProperty("inputs");
        RunningStatistics? running = inputs.TryGetProperty("running_mean", out _) ? new(Input("running_mean"), Input("running_var")) : null;
        var options = CaseOptions.Of(parameters, running);
        return new(LayerCatalog.Find(LayerId)!, Input("x"), Input("gamma"), Input("beta"), Input("dout"), options);
    }

    private static Tensor Read(JsonElement element)
    {
        var sizes = new List<int>();
        for (var level = element; level.ValueKind == JsonValueKind.Array; level = level[0])
        {
            sizes.Add(level.GetArrayLength());
        }

        return new(new Shape([.. sizes]), [.. Leaves(element)]);
    }

    private static IEnumerable<double> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.String => [double.Parse(element.GetString()!, System.Globalization.CultureInfo.InvariantCulture)],
        _ => [element.GetDouble()],
    };
}
