namespace GradCheck.Python.Torch.Autograd;

/// <summary>The calls of a run whose backward pass is the program's, each by the last node of its outputs.</summary>
internal sealed class CustomCalls
{
    public Dictionary<int, CustomCall> ByNode { get; } = [];
}
