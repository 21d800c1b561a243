using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Torch.Autograd;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch;

/// <summary>A tensor as an object of torch: what operators, attributes, indices and texts of it are.</summary>
/// <param name="tensor">The tensor.</param>
internal sealed class TensorObject(TorchTensor tensor) : ObjectValue
{
    public override string TypeName => tensor.TypeName;

    public override Value Type => new TypeValue(tensor.IsParameter ? "torch.nn.Parameter" : "torch.Tensor");

    public override string Kind => "Tensor";

    public override bool IsIterable => tensor.Rank > 0;

    public override long? Length => tensor.Rank > 0 ? tensor.Shape[0] : null;

    public override Value? Attribute(CallContext context, string name) => name switch
    {
        "shape" => new SizeValue(tensor.Shape),
        "T" or "mT" or "H" or "mH" => TorchFunction.Run(context, "permute", [tensor], seen => Turned(context, (NdArray)seen[0], name)),
        "dtype" => TensorTypes.Of(context, tensor),
        "ndim" => IntegerValue.Of(tensor.Rank),
        "device" => DeviceValue.Cpu,
        "grad" => tensor.Grad ?? (Value)NoneValue.Instance,
        "requires_grad" => BooleanValue.Of(tensor.RequiresGrad),
        "is_leaf" => BooleanValue.Of(tensor.IsLeaf),
        "retains_grad" => BooleanValue.Of(tensor.RetainsGrad),
        "grad_fn" => tensor is { RequiresGrad: true, IsLeaf: false } ? new LibraryObject(TensorText.GradName(tensor.MadeBy), (_, _) => null) : NoneValue.Instance,
        "data" => GradientFunctions.Cut(tensor),
        "real" => tensor,
        "is_cuda" or "is_sparse" or "is_quantized" or "is_mps" or "is_meta" => BooleanValue.False,
        "itemsize" => TensorTypes.Of(context, tensor).Attribute(context, name),
        "nbytes" => IntegerValue.Of(tensor.Size * (long)((IntegerValue)TensorTypes.Of(context, tensor).Attribute(context, "itemsize")!).Value),
        "layout" => new LibraryObject("torch.layout", (_, _) => null),
        _ => null,
    };

    public override bool SetAttribute(CallContext context, string name, Value value)
    {
        switch (name)
        {
            case "requires_grad":
                Leaves.Require(context, tensor, value is BooleanValue { Value: true });
                return true;
            case "grad" when value is NoneValue or TorchTensor:
                if (value is TorchTensor other && !Shapes.Same(other.Shape, tensor.Shape))
                {
                    throw TensorValues.Error($"assigned grad has data of a different size: expected {TorchWords.Of(tensor.Shape)}, got {TorchWords.Of(other.Shape)}", context.Span, ErrorCodes.ShapeMismatch);
                }

                tensor.Grad = value as TorchTensor;
                return true;
            case "grad":
                throw Errors.Type($"assigned grad expected to be a Tensor or None but got grad of type {value.TypeName}", context.Span);
            case "data" when value is TorchTensor data:
                Show(context, data);
                return true;
            case "data":
                throw Errors.Type($"Variable data has to be a tensor, but got {value.TypeName}", context.Span);
            default:
                return false;
        }
    }

    public override Value? Item(CallContext context, Value index) => TensorIndexing.Get(context, tensor, index);

    public override bool SetItem(CallContext context, Value index, Value value)
    {
        TensorIndexing.Set(context, tensor, index, value);
        return true;
    }

    public override bool DeleteItem(CallContext context, Value index) => throw Errors.Type("'Tensor' object does not support item deletion", context.Span);

    public override Value? Binary(CallContext context, BinaryOperator op, Value other, bool isRight) =>
        isRight ? TensorOperators.Binary(Quiet(context), op, other, tensor) : TensorOperators.Binary(Quiet(context), op, tensor, other);

    public override Value? InPlace(CallContext context, BinaryOperator op, Value right) => TensorOperators.InPlace(Quiet(context), op, tensor, right);

    public override Value? Unary(CallContext context, UnaryOperator op) => TensorOperators.Unary(Quiet(context), op, tensor);

    public override Value? Absolute(CallContext context) => context.Library.Function("torch.abs")!.Call(context, tensor);

    public override Value? Compare(CallContext context, CompareOperator op, Value other, bool isRight) =>
        isRight ? TensorOperators.Compare(Quiet(context), op, other, tensor) : TensorOperators.Compare(Quiet(context), op, tensor, other);

    public override bool? Contains(CallContext context, Value item) =>
        TensorOperators.Compare(context, CompareOperator.Equal, tensor, item) is NdArray equal && equal.ToDoubles().Contains(1);

    public override IEnumerable<Value>? Items(CallContext context) => tensor.Rank > 0
        ? Enumerable.Range(0, tensor.Shape[0]).Select(k => TensorIndexing.Get(context, tensor, IntegerValue.Of(k)))
        : throw Errors.Type("iteration over a 0-d tensor", context.Span);

    public override bool Truth(CallContext context) => tensor.Size switch
    {
        1 => tensor.ToDoubles()[0] != 0,
        0 => false,
        _ => throw TensorValues.Error("Boolean value of Tensor with more than one value is ambiguous", context.Span),
    };

    public override string Repr(CallContext context) => (tensor.IsParameter ? "Parameter containing:\n" : string.Empty) + TensorText.Of(context, tensor);

    public override Value? Number(CallContext context) => context.Library.Method(Kind, "item")!.Call(context, tensor);

    public override Value? Copy(CallContext context) => context.Library.Method(Kind, "clone")!.Call(context, tensor);

    // Torch does not warn of what is not finite.
    private static CallContext Quiet(CallContext context) => context with { IsQuiet = true };

    private static NdArray Turned(CallContext context, NdArray array, string name)
    {
        if (name is "T" or "H" || array.Rank < 2)
        {
            return Layouts.Transpose(context, array, null);
        }

        int[] order = [.. Enumerable.Range(0, array.Rank - 2), array.Rank - 1, array.Rank - 2];
        return Layouts.Transpose(context, array, order);
    }

    // What is shown has the leaf's own nodes: that its numbers are changed is nothing that autograd sees.
    private void Show(CallContext context, TorchTensor data)
    {
        if (tensor.DType == DType.Float64 && ReferenceEquals(data.Storage.Floats, tensor.Storage.Floats))
        {
            return;
        }

        var required = tensor.RequiresGrad;
        tensor.Show(required ? TensorValues.Detached(data) : data);
        if (required)
        {
            tensor.RequiresGrad = false;
            Leaves.Require(context, tensor, required: true);
        }
    }
}
