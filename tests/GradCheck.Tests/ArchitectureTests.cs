using System.Reflection;
using System.Text.RegularExpressions;
using GradCheck.Layers;

namespace GradCheck.Tests;

/// <summary>The arrows between folders, and what the mathematics may not know.</summary>
public partial class ArchitectureTests
{
    private static readonly Assembly GradCheck = typeof(Layer).Assembly;

    /// <summary>Each folder with those that it may use; a folder that is not listed may use any above it.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Arithmetic"] = [],
        ["Faults"] = [],
        ["Tensors"] = ["Arithmetic"],
        ["Layers"] = ["Tensors", "Arithmetic"],
        ["Normalization"] = ["Layers", "Tensors", "Arithmetic"],
        ["Numeric"] = ["Normalization", "Layers", "Tensors", "Arithmetic"],
        ["Comparison"] = ["Numeric", "Normalization", "Layers", "Tensors", "Arithmetic"],
        ["Derivations"] = ["Normalization", "Layers", "Tensors", "Arithmetic"],
        ["Sweep"] = ["Comparison", "Numeric", "Normalization", "Layers", "Tensors", "Arithmetic"],
        ["Programs"] = ["Names", "Faults", "Cases", "Diagnosis", "Comparison", "Numeric", "Normalization", "Layers", "Tensors", "Arithmetic"],
        ["SecondOrder"] = ["Comparison", "Numeric", "Normalization", "Layers", "Tensors", "Arithmetic"],
        ["Grading"] = ["Programs", "Diagnosis", "Cases", "Comparison", "Normalization", "Layers", "Tensors", "Arithmetic"],
    };

    [Fact]
    public void GradCheck_ReferencesNothingButTheBaseLibrary() =>
        Assert.All(GradCheck.GetReferencedAssemblies(), reference => Assert.True(
            reference.Name!.StartsWith("System.", StringComparison.Ordinal) && !reference.Name.Contains("Json", StringComparison.Ordinal) && !reference.Name.Contains("Net", StringComparison.Ordinal),
            reference.Name));

    [Fact]
    public void Folders_UseOnlyThoseBelowThem()
    {
        foreach (var type in GradCheck.GetTypes().Where(type => type.Namespace is not null && MayUse.ContainsKey(FolderOf(type))))
        {
            foreach (var used in SignatureOf(type).Where(used => used.Assembly == GradCheck && used.Namespace is not null))
            {
                Assert.True(
                    FolderOf(used) == FolderOf(type) || MayUse[FolderOf(type)].Contains(FolderOf(used)),
                    $"{type.FullName} uses {used.FullName}");
            }
        }
    }

    [Fact]
    public void PublicNames_HaveOneCapitalASymbol()
    {
        var names = GradCheck.GetExportedTypes().SelectMany(type => type.GetMembers().Select(member => $"{type.Name}.{member.Name}"));
        Assert.DoesNotContain(names, name => TwoCapitals().IsMatch(name));
    }

    private static string FolderOf(Type type) => type.Namespace!.Split('.').ElementAtOrDefault(1) ?? string.Empty;

    private static IEnumerable<Type> SignatureOf(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var used = type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetMethods(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.GetConstructors(All).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)))
            .Concat(type.GetMethods(All).SelectMany(method => method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []))
            .Append(type.BaseType ?? typeof(object));
        return used.SelectMany(Unwrap).Distinct();
    }

    private static IEnumerable<Type> Unwrap(Type type) =>
        type.HasElementType ? Unwrap(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrap).Append(type.GetGenericTypeDefinition())
        : [type];

    [GeneratedRegex(@"\.(XHat|DGamma|DBeta|DX|DXhat|DOut|DVar|DMean|IStd)")]
    private static partial Regex TwoCapitals();
}
