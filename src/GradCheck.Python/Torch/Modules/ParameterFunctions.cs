using GradCheck.Python.Source;
using GradCheck.Python.Torch.Autograd;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Modules;

/// <summary>Tensors that a module learns.</summary>
internal static class ParameterFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        new("torch.nn.Parameter", "data=None, requires_grad=True", "A tensor that a module finds among its attributes; it requires a gradient.", (context, a) => a["data"] is TorchTensor data
            ? Of(context, data, a["requires_grad"] is not BooleanValue { Value: false })
            : throw Errors.Unsupported("nn.Parameter() is given a tensor here", context.Span)),
    ];

    /// <summary>The same memory as a parameter.</summary>
    public static TorchTensor Of(CallContext context, TorchTensor data, bool required = true)
    {
        var made = new TorchTensor(GradientFunctions.Cut(data)) { Type = data.Type, IsParameter = true };
        if (required)
        {
            Leaves.Require(context, made, required: true);
        }

        return made;
    }
}
