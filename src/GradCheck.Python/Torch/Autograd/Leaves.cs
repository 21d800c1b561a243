using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Autograd;

/// <summary>Which tensors are to have a gradient.</summary>
internal static class Leaves
{
    /// <summary><c>x.requires_grad = True</c>.</summary>
    /// <param name="context">The call.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="required">Whether it is to have a gradient.</param>
    /// <param name="isNew">Whether it is being made.</param>
    public static void Require(CallContext context, TorchTensor tensor, bool required, bool isNew = false)
    {
        if (!required)
        {
            tensor.RequiresGrad = tensor is { RequiresGrad: true, IsLeaf: false }
                ? throw TensorValues.Error("you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().", context.Span)
                : false;
            return;
        }

        if (tensor.DType != DType.Float64)
        {
            throw TensorValues.Error(isNew ? "Only Tensors of floating point and complex dtype can require gradients" : "only Tensors of floating point dtype can require gradients", context.Span, ErrorCodes.WrongType);
        }

        if (tensor.RequiresGrad)
        {
            return;
        }

        tensor.RequiresGrad = true;
        tensor.IsCut = false;
        Track(context, tensor);
        context.Session.State<TorchState>().Watched.Add(tensor);
    }

    /// <summary><c>x.retain_grad()</c>.</summary>
    public static void Retain(CallContext context, TorchTensor tensor)
    {
        if (!tensor.RequiresGrad)
        {
            throw TensorValues.Error("can't retain_grad on Tensor that has requires_grad=False", context.Span);
        }

        if (!tensor.IsLeaf && !tensor.RetainsGrad)
        {
            tensor.RetainsGrad = true;
            context.Session.State<TorchState>().Watched.Add(tensor);
        }
    }

    /// <summary>Gives each element a node of its own that has none yet.</summary>
    private static void Track(CallContext context, TorchTensor tensor)
    {
        if (!context.Tape.IsOn)
        {
            return;
        }

        context.Budget.Array(tensor.Size, context.Span);
        var nodes = tensor.Storage.Nodes ??= new int[tensor.Storage.Count];
        var places = tensor.Places();
        if (Array.TrueForAll(places, place => nodes[place] != 0))
        {
            return;
        }

        var operation = context.Tape.Open("requires_grad", context.Span, [tensor.Source]);
        foreach (var place in places)
        {
            nodes[place] = nodes[place] == 0 ? context.Tape.Node() : nodes[place];
        }

        tensor.Storage.Writer = operation;
        context.Tape.Close(operation, tensor);
    }
}
