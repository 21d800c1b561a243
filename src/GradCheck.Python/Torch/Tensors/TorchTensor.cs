using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>A tensor of torch: an array of the kernels that knows what autograd knows of it.</summary>
/// <remarks>
/// Every float that depends on an input has its node on the tape, whether torch would record it or not: a pass that a person
/// derived by hand is checked without <c>requires_grad</c>. What autograd would do (<c>requires_grad</c>, leaves,
/// <c>no_grad</c>) is kept beside that, for what the program asks of it.
/// </remarks>
internal sealed class TorchTensor : NdArray
{
    private bool requiresGrad;

    /// <param name="array">What it shows.</param>
    public TorchTensor(NdArray array)
        : base(array.Storage, array.Offset, array.Shape, array.Strides, isScalar: false, array.Operation)
    {
        IsReadOnly = array is { IsReadOnly: true, IsScalar: false };
        OwnsMemory = array.OwnsMemory;
    }

    /// <summary>Its type of elements; null where nothing was told, which for floats is the default type.</summary>
    public TensorType? Type { get; set; }

    /// <summary>Whether autograd records what is made of it.</summary>
    public bool RequiresGrad
    {
        get => requiresGrad || Root is { RequiresGrad: true, IsLeaf: false };
        set => requiresGrad = value;
    }

    /// <summary>Whether autograd knows an operation that made it.</summary>
    public bool HasHistory
    {
        get => field || (!requiresGrad && Root is { HasHistory: true });
        set;
    }

    public bool IsLeaf => !RequiresGrad || !HasHistory;

    /// <summary>Whether it was made under <c>no_grad</c> of what requires a gradient: a constant to whatever autograd records.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether <c>retain_grad()</c> was called on it.</summary>
    public bool RetainsGrad { get; set; }

    /// <summary>What <c>x.grad</c> is; null for <c>None</c>.</summary>
    public TorchTensor? Grad { get; set; }

    /// <summary>The operation that autograd knows it by, for <c>grad_fn</c>; empty for a leaf.</summary>
    public string MadeBy { get; set; } = string.Empty;

    /// <summary>The tensor that it is a view of; null for none.</summary>
    public TorchTensor? Root { get; init; }

    /// <summary>Whether it is one of the parameters of a module: <c>nn.Parameter</c>.</summary>
    public bool IsParameter { get; init; }

    public override string TypeName => IsParameter ? "Parameter" : "Tensor";

    /// <inheritdoc/>
    public override string FullTypeName => IsParameter ? "torch.nn.Parameter" : "torch.Tensor";

    /// <summary>Two tensors are one key only where they are the same.</summary>
    public override string KeyText => field ??= Identities.Next();

    /// <inheritdoc/>
    public override bool IsForeign => true;

    /// <inheritdoc/>
    public override NdArray Kin(NdArray made) => made is TorchTensor ? made : new TorchTensor(made) { Type = made.DType == DType ? Type : null };
}
