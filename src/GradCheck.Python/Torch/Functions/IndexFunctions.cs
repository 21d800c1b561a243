using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>Elements by index and by mask; those that write have a method that ends in <c>_</c> as well.</summary>
internal static class IndexFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. TorchFunction.Both("gather", "input, dim, index, *, sparse_grad=False, out=None", "Elements by an index tensor of as many axes.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var axis = arguments.Dim(context, tensor.Rank);
            return Picking.Gather(context, "gather", tensor, axis, Index(context, arguments, "gather"));
        }),
        .. TorchFunction.Both("take_along_dim", "input, indices, dim=None", "Elements by an index tensor that broadcasts.", (context, arguments) =>
        {
            NdArray tensor = arguments.Tensor(context, "input"), indices = arguments.Tensor(context, "indices");
            if (!arguments.Has("dim"))
            {
                return Picking.Gather(context, "take_along_dim", Views.Reshape(context, tensor, [tensor.Size]), 0, Views.Reshape(context, indices, [indices.Size]));
            }

            var axis = arguments.Axis(context, tensor, "take_along_dim");
            if (indices.Rank != tensor.Rank || indices.DType != DType.Int64)
            {
                throw TensorValues.Error($"torch.take_along_dim(): input and indices should have the same number of dimensions, but got {tensor.Rank} dimensions for input, and {indices.Rank} dimensions for indices", context.Span, ErrorCodes.ShapeMismatch);
            }

            int[] Whole(NdArray array, int length) => [.. array.Shape.Select((size, at) => at == axis ? length : size)];
            var both = Shapes.Broadcast(Whole(tensor, 1), Whole(indices, 1)) ?? throw new ArrayFault(ArrayFaultKind.Broadcast) { Shapes = [tensor.Shape, indices.Shape] };
            int[] At(int length) => [.. both.Select((size, at) => at == axis ? length : size)];
            return Picking.Gather(context, "take_along_dim", Views.Broadcast(tensor, At(tensor.Shape[axis])), axis, Views.Broadcast(indices, At(indices.Shape[axis])));
        }),
        .. TorchFunction.Both("index_select", "input, dim, index", "Parts of an axis by their index.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var axis = arguments.Dim(context, tensor.Rank);
            return Selection.Read(context, tensor, [.. Enumerable.Repeat(IndexItem.All, axis), IndexItem.Of(Layouts.AtLeast(context, Index(context, arguments, "index_select"), 1))]);
        }),
        .. TorchFunction.Both("take", "input, index", "Elements by their place in row-major order.", (context, arguments) =>
        {
            NdArray tensor = arguments.Tensor(context, "input"), index = Index(context, arguments, "take");
            return Views.Reshape(context, Picking.Gather(context, "take", Views.Reshape(context, tensor, [tensor.Size]), 0, Views.Reshape(context, index, [index.Size])), index.Shape);
        }),
        .. TorchFunction.Both("masked_select", "input, mask", "The elements where a mask is true.", (context, arguments) =>
        {
            NdArray tensor = arguments.Tensor(context, "input"), mask = Mask(context, arguments, "masked_select");
            var shape = Shapes.Broadcast(tensor, mask);
            return Selection.Read(context, Views.Broadcast(tensor, shape), [IndexItem.Of(Views.Broadcast(mask, shape))]);
        }),
        .. TorchFunction.Both("nonzero", "input, *, as_tuple=False", "The indices of what is not 0: a row each, or a tuple.", (context, arguments) =>
        {
            var found = Searching.NonZero(context, arguments.Tensor(context, "input"));
            return arguments.Flag("as_tuple") ? new TupleValue([.. found]) : Rows(context, found);
        }),
        .. TorchFunction.Both("argwhere", "input", "The indices of what is not 0, a row each.", (context, arguments) => Rows(context, Searching.NonZero(context, arguments.Tensor(context, "input")))),
        .. Writing("masked_fill", "mask, value", "One value where a mask is true.", (context, tensor, arguments) =>
        {
            var mask = Mask(context, arguments, "masked_fill");
            var value = arguments.Operand(context, "value");
            return Gathering.Choose(context, "masked_fill", mask, tensor.DType == DType.Float64 ? value : Casts.To(context, value, tensor.DType), tensor);
        }),
        .. Writing("masked_scatter", "mask, source", "The next value of a source where a mask is true.", (context, tensor, arguments) =>
        {
            NdArray mask = Layouts.BroadcastTo(context, Mask(context, arguments, "masked_scatter"), tensor.Shape, "mask"), source = arguments.Tensor(context, "source"), made = Views.Copy(context, tensor);
            var count = (int)mask.ToDoubles().Sum();
            if (count > source.Size || tensor.Rank == 0)
            {
                throw TensorValues.Error("masked_scatter: expected source to have as many elements as the mask has that are true", context.Span, ErrorCodes.ShapeMismatch);
            }

            Selection.Write(context, made, IndexPlan.Of(context, made, [IndexItem.Of(mask)]), Gathering.Take(context, "masked_scatter", source, [count], k => k));
            return made;
        }),
        .. Writing("scatter", "dim, index, src|value, *, reduce=None", "Values written by an index tensor.", (context, tensor, arguments) => arguments["reduce"] switch
        {
            StringValue { Value: "add" } => Picking.Scatter(context, "scatter", tensor, arguments.Dim(context, tensor.Rank), Index(context, arguments, "scatter"), arguments.Operand(context, "src"), BinaryUfuncs.Add),
            StringValue { Value: "multiply" } => Picking.Scatter(context, "scatter", tensor, arguments.Dim(context, tensor.Rank), Index(context, arguments, "scatter"), arguments.Operand(context, "src"), BinaryUfuncs.Multiply),
            _ => Picking.Scatter(context, "scatter", tensor, arguments.Dim(context, tensor.Rank), Index(context, arguments, "scatter"), arguments.Operand(context, "src"), null),
        }),
        .. Writing("scatter_add", "dim, index, src", "Values added by an index tensor.", (context, tensor, arguments) =>
            Picking.Scatter(context, "scatter_add", tensor, arguments.Dim(context, tensor.Rank), Index(context, arguments, "scatter_add"), arguments.Operand(context, "src"), BinaryUfuncs.Add)),
        .. Writing("index_add", "dim, index, source, *, alpha=1", "Parts added to an axis by their index.", (context, tensor, arguments) =>
        {
            var source = arguments.Tensor(context, "source", "index_add");
            var scaled = arguments["alpha"] is IntegerValue { Value.IsOne: true } ? source : BinaryUfuncs.Multiply.Apply(context, source, arguments.Operand(context, "alpha"));
            return Picking.ByParts(context, "index_add", tensor, arguments.Dim(context, tensor.Rank), Index(context, arguments, "index_add"), scaled, BinaryUfuncs.Add);
        }),
        .. Writing("index_copy", "dim, index, source", "Parts written to an axis by their index.", (context, tensor, arguments) =>
            Picking.ByParts(context, "index_copy", tensor, arguments.Dim(context, tensor.Rank), Index(context, arguments, "index_copy"), arguments.Operand(context, "source"), null)),
        .. Writing("index_fill", "dim, index, value", "One value in parts of an axis.", (context, tensor, arguments) =>
            Picking.ByParts(context, "index_fill", tensor, arguments.Dim(context, tensor.Rank), Index(context, arguments, "index_fill"), arguments.Operand(context, "value"), null)),
        .. Writing("index_put", "indices, values, accumulate=False", "Values written, or added, by index.", (context, tensor, arguments) =>
        {
            var made = Views.Copy(context, tensor);
            var plan = IndexPlan.Of(context, made, TensorIndexing.Parts(context, made, new TupleValue([.. ArrayConversion.Items(arguments["indices"]) ?? []])));
            var values = arguments.Operand(context, "values");
            if (!arguments.Flag("accumulate"))
            {
                Selection.Write(context, made, plan, values);
                return made;
            }

            var shape = plan.View.Shape;
            var places = plan.IsAdvanced ? plan.Places(out shape) : plan.View.Places();
            if (Writes.Fit(values, shape) is null)
            {
                throw new ArrayFault(ArrayFaultKind.PickedShape) { Shapes = [values.Shape, shape] };
            }

            BinaryUfuncs.Add.At(context, "index_put", made, places, Views.Copy(context, Views.Broadcast(Views.Reshape(context, values, values.Rank > shape.Length ? [.. values.Shape.Skip(values.Rank - shape.Length)] : values.Shape), shape)));
            return made;
        }),
    ];

    private static TorchTensor Index(CallContext context, BoundArguments arguments, string name) => arguments.Tensor(context, "index", name) is var index && index.DType == DType.Int64
        ? index
        : throw TensorValues.Error($"{name}(): Expected dtype int64 for index", context.Span, ErrorCodes.WrongType);

    private static TorchTensor Mask(CallContext context, BoundArguments arguments, string name) => arguments.Tensor(context, "mask", name) is var mask && mask.DType == DType.Bool
        ? mask
        : throw TensorValues.Error($"{name} only supports boolean masks, but got mask with dtype {TensorTypes.Of(context, mask).Word.ToLowerInvariant()}", context.Span, ErrorCodes.WrongType);

    private static NdArray Rows(CallContext context, NdArray[] found) => found.Length == 0
        ? NdArray.Of([0, 0], DType.Int64, [])
        : Gathering.Concatenate(context, "nonzero", [.. found.Select(numbers => Views.Reshape(context, numbers, [numbers.Size, 1]))], 1);

    private static LibraryFunction[] Writing(string name, string signature, string summary, Func<CallContext, TorchTensor, BoundArguments, NdArray> apply) =>
        TorchFunction.Both(name, "input|self, " + signature, summary, (context, arguments) => apply(context, arguments.Tensor(context, "input", name), arguments));
}
