using GradCheck.Python.Values;

namespace GradCheck.Python.NumPy;

/// <summary>How NumPy tells of its functions.</summary>
internal sealed class NumPyWords : CallWords
{
    public static NumPyWords Instance { get; } = new();

    public override string FunctionType => "function";

    public override string Unexpected(string function, string name) => $"{function}() got an unexpected keyword argument '{name}'";
}
