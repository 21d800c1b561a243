using GradCheck.Python.Torch.Functional;
using GradCheck.Python.Torch.Modules;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch;

/// <summary>What there is of <c>torch.nn</c>, as of 1.13.</summary>
internal static class NetworkPart
{
    private static readonly string[] ModuleNames = ["torch.nn", "torch.nn.parameter", "torch.nn.modules", "torch.nn.modules.module", "torch.nn.functional", "torch.nn.init"];

    private static readonly LibraryFunction[] Functional =
    [
        .. Activations.Functions,
        .. Losses.Functions,
        .. ClassLosses.Functions,
        .. Normalizations.Functions,
        .. Convolutions.Functions,
        .. Pools.Functions,
        .. Pads.Functions,
        .. LayerFunctions.Functions,
    ];

    private static readonly Layer[] Layers = [.. PlainLayers.All, .. LearnedLayers.All, .. Containers.All];

    public static LibraryPart Part { get; } = new("torch.nn")
    {
        Families =
        [
            ("torch.nn.functional", [.. Functional.Where(function => function.Name.StartsWith("torch.nn.", StringComparison.Ordinal))]),
            ("Spelled torch as well", [.. Functional.Where(function => !function.Name.StartsWith("torch.nn.", StringComparison.Ordinal))]),
            ("Parameters", ParameterFunctions.Functions),
            ("Methods of nn.Module", ModuleMethods.Functions),
            ("Layers", [.. Layers.SelectMany(layer => layer.Methods)]),
            ("torch.nn.init", Initializers.Functions),
        ],
        Modules = ModuleNames.ToDictionary(name => name, StringComparer.Ordinal),
        Constants = Constants().ToDictionary(StringComparer.Ordinal),
        Types = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Parameter"] = ["Tensor", "torch.nn.Parameter"],
            ["torch.nn.Parameter"] = ["torch.Tensor"],
        },
        MethodsOf = new Dictionary<string, string>(StringComparer.Ordinal) { ["torch.nn.Parameter"] = "Tensor" },
        Words = NetworkWords.Instance,
    };

    private static IEnumerable<KeyValuePair<string, Value>> Constants()
    {
        foreach (var layer in Layers)
        {
            yield return new($"torch.nn.{layer.Class.Name}", layer.Class);
        }

        var parameter = new TypeValue("torch.nn.Parameter");
        yield return new("torch.nn.Parameter", parameter);
        yield return new("torch.nn.parameter.Parameter", parameter);
        foreach (var module in new[] { "torch.nn", "torch.nn.modules", "torch.nn.modules.module" })
        {
            yield return new(module + ".Module", ModuleMethods.Class);
        }
    }
}
