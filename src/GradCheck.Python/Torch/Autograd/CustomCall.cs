using GradCheck.Python.Classes;

namespace GradCheck.Python.Torch.Autograd;

/// <summary>One call of a function whose backward pass the program has written: where the engine comes by, it runs that.</summary>
/// <param name="Of">The class of the function.</param>
/// <param name="Ctx">What its passes share.</param>
/// <param name="Inputs">The arguments of the forward pass.</param>
/// <param name="Nodes">The nodes of each argument, as they were; null for what has none.</param>
/// <param name="Outputs">What the forward pass returned.</param>
/// <param name="Made">The nodes of each output; null for what has no gradient.</param>
/// <param name="First">The first node of its outputs.</param>
/// <param name="Last">The last node of its outputs.</param>
internal sealed record CustomCall(
    ClassValue Of, InstanceValue Ctx, IReadOnlyList<Value> Inputs, IReadOnlyList<int[]?> Nodes, IReadOnlyList<Value> Outputs, IReadOnlyList<int[]?> Made, int First, int Last)
{
    /// <summary>The name that torch has for its backward pass.</summary>
    public string Name => Of.Name + "Backward";
}
