using GradCheck.Python.Arrays;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary>Writing into tensors, with what autograd has to say to it.</summary>
internal static class Writing
{
    /// <summary>Refuses to write what autograd does not let be written.</summary>
    /// <param name="context">The call.</param>
    /// <param name="target">The tensor.</param>
    /// <param name="isPart">Whether a view of it is written.</param>
    public static void Check(CallContext context, TorchTensor target, bool isPart = false)
    {
        if (!context.Session.State<TorchState>().IsRecording)
        {
            return;
        }

        if (target is { RequiresGrad: true, IsLeaf: true, Root: null })
        {
            throw TensorValues.Error($"a {(isPart ? "view of a " : string.Empty)}leaf Variable that requires grad is being used in an in-place operation.", context.Span);
        }

        if (target.Root is { RequiresGrad: true, IsLeaf: true })
        {
            throw TensorValues.Error("a view of a leaf Variable that requires grad is being used in an in-place operation.", context.Span);
        }
    }

    /// <summary>Writes a value into a tensor.</summary>
    /// <param name="context">The call.</param>
    /// <param name="name">What the graph calls it; null where the value was computed for this place.</param>
    /// <param name="target">The tensor.</param>
    /// <param name="value">What is written.</param>
    /// <param name="from">What it comes from.</param>
    /// <param name="madeBy">The operation, as autograd calls it.</param>
    public static TorchTensor Into(CallContext context, string? name, TorchTensor target, NdArray value, Value from, string madeBy)
    {
        Writes.Into(context, name, Unrecorded(context, target), value);
        Told(context, target, from, madeBy);
        return target;
    }

    /// <summary>A leaf that is written under <c>no_grad</c> stays the leaf that it is: only its numbers change.</summary>
    public static TorchTensor Unrecorded(CallContext context, TorchTensor target)
    {
        var leaf = target.Root ?? target;
        return leaf is { RequiresGrad: true, IsLeaf: true } && !context.Session.State<TorchState>().IsRecording ? TensorValues.Detached(target) : target;
    }

    /// <summary>Tells autograd that a tensor was written.</summary>
    public static void Told(CallContext context, TorchTensor target, Value from, string madeBy)
    {
        var whole = target.Root ?? target;
        var sources = TensorValues.Among([from]);
        var state = context.Session.State<TorchState>();
        if (target.DType != DType.Float64)
        {
            return;
        }

        if (state.IsRecording && sources.Any(source => source.RequiresGrad))
        {
            whole.RequiresGrad = true;
            whole.HasHistory = true;
            whole.MadeBy = madeBy;
        }
        else if (!whole.RequiresGrad && sources.Any(source => source.IsCut || (source.RequiresGrad && !state.IsRecording)))
        {
            whole.IsCut = true;
        }
    }
}
