using GradCheck.Python.Arrays;
using GradCheck.Python.Syntax;
using GradCheck.Python.Torch.Tensors;

namespace GradCheck.Programs.Dialects;

/// <summary>The library whose arrays a program takes.</summary>
internal static class ArrayLibrary
{
    private const string Torch = "torch";

    /// <summary>Whether a program takes tensors of torch: it imports torch, and where it imports NumPy as well, its passes are written in torch.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="passes">Its passes.</param>
    public static bool IsTorch(ProgramTree tree, params IEnumerable<Statement> passes)
    {
        var modules = Walk.Statements(tree.Body).OfType<ImportStatement>()
            .SelectMany(import => import.Names.Select(name => (Name: name.Alias ?? name.Name.Split('.')[0], Root: (import.From ?? name.Name).Split('.')[0]))).ToList();
        if (!modules.Exists(module => module.Root == Torch))
        {
            return false;
        }

        if (!modules.Exists(module => module.Root == "numpy"))
        {
            return true;
        }

        var parts = Walk.Statements(passes).SelectMany(Walk.Children).SelectMany(Walk.Expressions).ToList();
        bool Uses(string root) => parts.OfType<NameExpression>().Any(name => modules.Exists(module => module.Root == root && module.Name == name.Id));
        return Uses(Torch) || (!Uses("numpy") && parts.OfType<CallExpression>().Any(call => call.Keywords.Any(keyword => keyword.Name is "dim" or "keepdim")));
    }

    /// <summary>A value as the library has it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isTorch">Whether that is torch.</param>
    public static Value Of(Value value, bool isTorch) => isTorch && value is NdArray and not TorchTensor ? new TorchTensor((NdArray)value) : value;
}
