using GradCheck.Python.Builtins;
using GradCheck.Python.Im2col;
using GradCheck.Python.NumPy;
using GradCheck.Python.NumPy.Random;
using GradCheck.Python.SciPy;
using GradCheck.Python.Torch;
using GradCheck.Python.Values;

namespace GradCheck.Python;

/// <summary>Which parts make a language of programs.</summary>
internal static class Languages
{
    /// <summary>The course's: Python with NumPy and torch beside it.</summary>
    public static Language Course { get; } = new(
        new(PythonPart.Part, TorchPart.Part, NetworkPart.Part, NumPyPart.Part, SpecialPart.Part, RandomFunctions.Part, ColumnFunctions.Part),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["np"] = "numpy", ["numpy"] = "numpy", ["math"] = "math", ["torch"] = "torch" },
        ["numpy", "torch", "math", "copy", "functools", "itertools", "random"]);
}
