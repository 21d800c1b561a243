using GradCheck.Python.Torch.Modules;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch;

/// <summary>What there is of <c>torch.nn</c>, as of 1.13.</summary>
internal static class NetworkPart
{
    private static readonly string[] ModuleNames = ["torch.nn", "torch.nn.parameter", "torch.nn.modules", "torch.nn.modules.module"];

    public static LibraryPart Part { get; } = new("torch.nn")
    {
        Families =
        [
            ("Parameters", ParameterFunctions.Functions),
            ("Methods of nn.Module", ModuleMethods.Functions),
        ],
        Modules = ModuleNames.ToDictionary(name => name, StringComparer.Ordinal),
        Constants = Constants().ToDictionary(StringComparer.Ordinal),
        Types = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Parameter"] = ["Tensor", "torch.nn.Parameter"],
            ["torch.nn.Parameter"] = ["torch.Tensor"],
        },
        MethodsOf = new Dictionary<string, string>(StringComparer.Ordinal) { ["torch.nn.Parameter"] = "Tensor" },
    };

    private static IEnumerable<KeyValuePair<string, Value>> Constants()
    {
        var parameter = new TypeValue("torch.nn.Parameter");
        yield return new("torch.nn.Parameter", parameter);
        yield return new("torch.nn.parameter.Parameter", parameter);
        foreach (var module in new[] { "torch.nn", "torch.nn.modules", "torch.nn.modules.module" })
        {
            yield return new(module + ".Module", ModuleMethods.Class);
        }
    }
}
