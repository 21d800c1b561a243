namespace GradCheck.Python.Torch.Tensors;

/// <summary>What a function of torch gives as it is, such as an array of NumPy: no tensor is made of it.</summary>
/// <param name="value">The value.</param>
internal sealed class Raw(Value value) : Value
{
    public Value Value { get; } = value;

    public override string TypeName => Value.TypeName;
}
