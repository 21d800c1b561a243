using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Operations;

/// <summary><c>x[...]</c>, read and written.</summary>
internal static class TensorIndexing
{
    /// <summary>Reads: a view for whole numbers, slices, <c>None</c> and <c>...</c>, a copy for masks and tensors of indices.</summary>
    public static Value Get(CallContext context, TorchTensor tensor, Value index) => TorchFunction.Run(context, "index", [tensor], seen =>
    {
        var array = (NdArray)seen[0];
        var plan = IndexPlan.Of(context, array, Parts(context, array, index));
        return plan.IsAdvanced
            ? Views.Record(context, "index", array, Gathering.At(array.Storage, plan.Places(out var shape), shape, array.Operation))
            : Views.Record(context, "index", array, plan.View);
    });

    /// <summary>Writes a value, broadcast, to the elements that an index names.</summary>
    public static void Set(CallContext context, TorchTensor tensor, Value index, Value value)
    {
        if (value is not (NdArray or FloatValue or IntegerValue or BooleanValue))
        {
            throw Errors.Type($"can't assign a {value.TypeName} to a torch.{TensorTypes.Of(context, tensor).Word}Tensor", context.Span);
        }

        try
        {
            var target = Writing.Unrecorded(context, tensor);
            var plan = IndexPlan.Of(context, target, Parts(context, target, index));
            Writing.Check(context, tensor, isPart: !plan.IsAdvanced);
            var source = TensorValues.Seen(context, TensorValues.Operand(context, value), TensorValues.Among([tensor, value]));
            Check(context, plan, source);
            Selection.Write(context, target, plan, source);
            Writing.Told(context, tensor, value, "copy_");
        }
        catch (ArrayFault fault)
        {
            throw TorchWords.Error(fault, context.Span);
        }
    }

    /// <summary>The parts of an index, as torch reads them.</summary>
    public static IndexItem[] Parts(CallContext context, NdArray tensor, Value index)
    {
        var items = index is TupleValue tuple ? tuple.Items : index is ListValue { Items: var list } && list.Exists(item => item is SliceValue or TorchTensor { Rank: > 0 } or ListValue or NoneValue or EllipsisValue) ? list : [index];
        foreach (var item in items)
        {
            switch (item)
            {
                case SliceValue { Step: { } step } when step is not NoneValue && Arguments.Long(context, step) <= 0:
                    throw Errors.Value("step must be greater than zero", context.Span);
                case NdArray { DType: DType.Float64 }:
                    throw Errors.Index("tensors used as indices must be long, byte or bool tensors", context.Span);
                case IntegerValue when tensor.Rank == 0 && items.Count == 1:
                    throw Errors.Index("invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number", context.Span);
                case StringValue:
                    throw Errors.Type("new(): invalid data type 'str'", context.Span);
                case FloatValue:
                    throw Errors.Index($"only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got {item.TypeName})", context.Span);
            }
        }

        var parts = IndexReader.Of(context, items.Count == 1 && index is not TupleValue ? items[0] : new TupleValue([.. items]));
        CheckMasks(context, tensor, parts);
        return parts;
    }

    private static void CheckMasks(CallContext context, NdArray tensor, IndexItem[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            if (part.Kind == IndexKind.Ellipsis)
            {
                return;
            }

            if (part is { IsMask: true, Indices: { Rank: > 0 } mask })
            {
                for (var k = 0; k < mask.Rank && at + k < tensor.Rank; k++)
                {
                    if (mask.Shape[k] != tensor.Shape[at + k])
                    {
                        throw Errors.Python("IndexError", ErrorCodes.ShapeMismatch, $"The shape of the mask {TorchWords.Of(mask.Shape)} at index {k} does not match the shape of the indexed tensor {TorchWords.Of(tensor.Shape)} at index {at + k}", context.Span);
                    }
                }
            }

            at += part.Kind == IndexKind.NewAxis ? 0 : part.IsMask ? part.Indices!.Rank : 1;
        }
    }

    private static void Check(CallContext context, IndexPlan plan, NdArray source)
    {
        if (plan.IsAdvanced)
        {
            return;
        }

        var view = plan.View;
        if (Writes.Fit(source, view.Shape) is null || (source.Size == 1 && source.Rank > 0 && view.Rank == 0 && source.Shape.Any(length => length != 1)))
        {
            throw new ArrayFault(ArrayFaultKind.WrittenShape) { Shapes = [source.Shape, view.Shape] };
        }
    }
}
