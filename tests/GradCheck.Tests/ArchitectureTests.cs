using System.Reflection;
using System.Text.RegularExpressions;
using GradCheck.Layers;

namespace GradCheck.Tests;

/// <summary>What the mathematics may not know, and how it is named.</summary>
public partial class ArchitectureTests
{
    private static readonly Assembly GradCheck = typeof(Layer).Assembly;

    [Fact]
    public void GradCheck_ReferencesNothingButTheBaseLibrary() =>
        Assert.All(GradCheck.GetReferencedAssemblies(), reference => Assert.True(
            reference.Name!.StartsWith("System.", StringComparison.Ordinal) && !reference.Name.Contains("Json", StringComparison.Ordinal) && !reference.Name.Contains("Net", StringComparison.Ordinal),
            reference.Name));

    [Fact]
    public void PublicNames_HaveOneCapitalASymbol()
    {
        var names = GradCheck.GetExportedTypes().SelectMany(type => type.GetMembers().Select(member => $"{type.Name}.{member.Name}"));
        Assert.DoesNotContain(names, name => TwoCapitals().IsMatch(name));
    }

    [GeneratedRegex(@"\.(XHat|DGamma|DBeta|DX|DXhat|DOut|DVar|DMean|IStd)")]
    private static partial Regex TwoCapitals();
}
