using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>Tensors joined, and taken apart.</summary>
internal static class JoinFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. Named(["cat", "concat", "concatenate"], "tensors, dim|axis=0, *, out=None", "Joined along an axis that they have.", (context, arguments) => Cat(context, All(context, arguments), arguments["dim"])),
        TorchFunction.Function("stack", "tensors, dim|axis=0, *, out=None", "Joined along a new axis.", (context, arguments) =>
        {
            var all = All(context, arguments);
            if (all.FindIndex(tensor => !Shapes.Same(tensor.Shape, all[0].Shape)) is var at and > 0)
            {
                throw TensorValues.Error($"stack expects each tensor to be equal size, but got {TorchWords.Of(all[0].Shape)} at entry 0 and {TorchWords.Of(all[at].Shape)} at entry {at}", context.Span, ErrorCodes.ShapeMismatch);
            }

            var axis = TensorArguments.Dim(context, arguments.Long(context, "dim"), (all.Count == 0 ? throw TensorValues.Error("stack expects a non-empty TensorList", context.Span) : all[0].Rank) + 1);
            return Gathering.Concatenate(context, "stack", [.. all.Select(tensor => Viewing.Unsqueeze(context, tensor, axis))], axis);
        }),
        .. Named(["vstack", "row_stack"], "tensors", "Joined below each other.", (context, arguments) => Gathering.Concatenate(context, "cat", [.. All(context, arguments).Select(tensor => Layouts.AtLeast(context, tensor, 2))], 0)),
        TorchFunction.Function("hstack", "tensors", "Joined beside each other.", (context, arguments) =>
            All(context, arguments) is var all && all.TrueForAll(tensor => tensor.Rank <= 1)
                ? Gathering.Concatenate(context, "cat", [.. all.Select(tensor => Layouts.AtLeast(context, tensor, 1))], 0)
                : Gathering.Concatenate(context, "cat", all, 1)),
        TorchFunction.Function("column_stack", "tensors", "Vectors as columns.", (context, arguments) =>
            Gathering.Concatenate(context, "cat", [.. All(context, arguments).Select(tensor => tensor.Rank < 2 ? Views.Reshape(context, tensor, [tensor.Size, 1]) : tensor)], 1)),
        .. TorchFunction.Both("chunk", "input, chunks, dim|axis=0", "So many parts along an axis: views.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var axis = arguments.Axis(context, tensor, "chunk");
            long chunks = arguments.Int(context, "chunks");
            return chunks > 0
                ? Parts(context, tensor, axis, Steps(tensor.Shape[axis], (int)Math.Max(1, (tensor.Shape[axis] + chunks - 1) / chunks)))
                : throw TensorValues.Error($"chunk expects `chunks` to be greater than 0, got: {chunks}", context.Span);
        }),
        .. TorchFunction.Both("split", "input, split_size|split_size_or_sections, dim|axis=0", "Parts of a size, or of several sizes, along an axis: views.", Split),
        .. TorchFunction.Both("tensor_split", "input, indices_or_sections|sections|indices, dim|axis=0", "Parts up to places along an axis: views.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var axis = arguments.Axis(context, tensor, "tensor_split");
            var length = tensor.Shape[axis];
            var sections = arguments["indices_or_sections"] is IntegerValue ? arguments.Int(context, "indices_or_sections") : 0;
            context.Budget.Array(Math.Max(sections, 0), context.Span);
            int[] ends = arguments["indices_or_sections"] is IntegerValue
                ? [.. Enumerable.Range(1, sections > 0 ? sections : throw TensorValues.Error($"number of sections must be larger than 0, got {sections}", context.Span)).Select(k => (k * (length / sections)) + Math.Min(k, length % sections))]
                : [.. Arguments.Ints(context, arguments["indices_or_sections"]).Select(end => Math.Min(end, length)), length];
            return Parts(context, tensor, axis, ends.Select((end, k) => end - (k == 0 ? 0 : ends[k - 1])));
        }),
        .. TorchFunction.Both("unbind", "input, dim=0", "The parts along an axis, without it: views.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var axis = arguments.Axis(context, tensor, "unbind");
            return new TupleValue([.. Enumerable.Range(0, tensor.Shape[axis]).Select(k => Selected(context, tensor, axis, IndexItem.At(k)))]);
        }),
        .. TorchFunction.Both("select", "input, dim, index", "One of an axis: a view.", (context, arguments) =>
            arguments.Tensor(context, "input") is var tensor ? Selected(context, tensor, arguments.Axis(context, tensor, "select"), IndexItem.At(arguments.Long(context, "index"))) : tensor),
        .. TorchFunction.Both("narrow", "input, dim, start, length", "A part of an axis: a view.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var axis = arguments.Axis(context, tensor, "narrow");
            long start = arguments.Long(context, "start"), length = arguments.Long(context, "length");
            return start + length <= tensor.Shape[axis]
                ? Selected(context, tensor, axis, IndexItem.Between(start, start + length))
                : throw TensorValues.Error($"start ({start}) + length ({length}) exceeds dimension size ({tensor.Shape[axis]}).", context.Span, ErrorCodes.IndexOutOfRange);
        }),
        TorchFunction.Method("repeat", "input, *sizes", "Repeated so often along each axis.", (context, arguments) => Tiling.Repeat(context, arguments.Tensor(context, "input"), TensorArguments.Spread(context, arguments.Rest))),
        TorchFunction.Method("tile", "input, *dims", "Repeated so often along each axis.", (context, arguments) => Tile(context, arguments.Tensor(context, "input"), TensorArguments.Spread(context, arguments.Rest))),
        TorchFunction.Function("tile", "input, dims", "Repeated so often along each axis.", (context, arguments) => Tile(context, arguments.Tensor(context, "input"), Arguments.Ints(context, arguments["dims"]))),
        .. TorchFunction.Both("repeat_interleave", "input, repeats, dim=None", "Each element so often.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var array = arguments.Has("dim") ? tensor : Views.Reshape(context, tensor, [tensor.Size]);
            return Tiling.Interleave(context, array, arguments.Has("dim") ? arguments.Dim(context, tensor.Rank) : 0, Arguments.Ints(context, arguments["repeats"]));
        }),
        .. TorchFunction.Both("flip", "input, *dims", "Axes reversed: a copy.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var chosen = new bool[tensor.Rank];
            Array.ForEach(TensorArguments.Spread(context, arguments.Rest), axis => chosen[TensorArguments.Dim(context, axis, tensor.Rank)] = true);
            return Views.Copy(context, Layouts.Flip(context, tensor, chosen, "flip"));
        }),
        .. TorchFunction.Both("roll", "input, shifts, dims=None", "Elements moved round.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var shifts = Arguments.Ints(context, arguments["shifts"]) is { Length: > 0 } all ? all : throw TensorValues.Error("`shifts` required", context.Span);
            return arguments.Has("dims")
                ? shifts.Zip(Arguments.Ints(context, arguments["dims"])).Aggregate((NdArray)tensor, (made, pair) => Tiling.Roll(context, made, TensorArguments.Dim(context, pair.Second, made.Rank), pair.First))
                : Views.Reshape(context, Tiling.Roll(context, Views.Reshape(context, tensor, [tensor.Size]), 0, shifts[0]), tensor.Shape);
        }),
        TorchFunction.Function("meshgrid", "*tensors, indexing='ij'", "Vectors as the axes of grids.", (context, arguments) =>
        {
            var all = TensorValues.Among(arguments.Rest);
            var isSwapped = arguments["indexing"] is StringValue { Value: "xy" } && all.Count > 1;
            var order = isSwapped ? [all[1], all[0], .. all.Skip(2)] : all;
            int[] shape = [.. order.Select(tensor => tensor.Size)];
            var grids = order.Select((tensor, axis) => (Value)Viewing.Expand(context, Views.Reshape(context, tensor, [.. shape.Select((length, at) => at == axis ? length : 1)]), shape)).ToList();
            return new TupleValue(isSwapped ? [grids[1], grids[0], .. grids.Skip(2)] : [.. grids]);
        }),
    ];

    private static LibraryFunction[] Named(string[] names, string signature, string summary, Func<CallContext, BoundArguments, Value> apply) =>
        Array.ConvertAll(names, name => TorchFunction.Function(name, signature, summary, apply));

    private static List<NdArray> All(CallContext context, BoundArguments arguments) => ArrayConversion.Items(arguments["tensors"]) is { } items
        ? [.. items.Select((item, at) => item as TorchTensor ?? throw Errors.Type($"expected Tensor as element {at} in argument 0, but got {item.TypeName}", context.Span))]
        : throw Errors.Type($"cat(): argument 'tensors' (position 1) must be tuple of Tensors, not {arguments["tensors"].TypeName}", context.Span);

    // Empty vectors join whatever there is.
    private static NdArray Cat(CallContext context, List<NdArray> all, Value dim)
    {
        var parts = all.Exists(tensor => tensor.Size > 0) ? all.FindAll(tensor => tensor is not { Rank: 1, Size: 0 }) : all;
        if (parts.FindIndex(part => part.Rank == 0) is var scalar and >= 0)
        {
            throw TensorValues.Error($"zero-dimensional tensor (at position {scalar}) cannot be concatenated", context.Span, ErrorCodes.ShapeMismatch);
        }

        var axis = parts.Count == 0 ? 0 : TensorArguments.Dim(context, Arguments.Long(context, dim), parts[0].Rank);
        try
        {
            return Gathering.Concatenate(context, "cat", parts, axis);
        }
        catch (ArrayFault fault) when (fault.Kind == ArrayFaultKind.JoinLength)
        {
            throw TensorValues.Error($"Sizes of tensors must match except in dimension {axis}. Expected size {fault.Numbers[1]} but got size {fault.Numbers[3]} for tensor number {fault.Numbers[2]} in the list.", context.Span, ErrorCodes.ShapeMismatch);
        }
    }

    private static TupleValue Split(CallContext context, BoundArguments arguments)
    {
        var tensor = arguments.Tensor(context, "input");
        var axis = arguments.Axis(context, tensor, "split");
        if (ArrayConversion.Items(arguments["split_size"]) is null)
        {
            return Parts(context, tensor, axis, Steps(tensor.Shape[axis], arguments.Int(context, "split_size")));
        }

        var sizes = Arguments.Ints(context, arguments["split_size"]);
        return sizes.Sum() == tensor.Shape[axis]
            ? Parts(context, tensor, axis, sizes)
            : throw TensorValues.Error($"split_with_sizes expects split_sizes to sum exactly to {tensor.Shape[axis]} (input tensor's size at dimension {axis}), but got split_sizes={TorchWords.Of(sizes)}", context.Span, ErrorCodes.ShapeMismatch);
    }

    private static IEnumerable<int> Steps(int length, int size)
    {
        for (var at = 0; at < length || at == 0; at += Math.Max(size, 1))
        {
            yield return Math.Min(size, length - at);
        }
    }

    private static TupleValue Parts(CallContext context, NdArray tensor, int axis, IEnumerable<int> sizes)
    {
        var at = 0;
        var parts = new List<Value>();
        foreach (var size in sizes)
        {
            parts.Add(Selected(context, tensor, axis, IndexItem.Between(at, at + size)));
            at += size;
        }

        return new([.. parts]);
    }

    private static NdArray Selected(CallContext context, NdArray tensor, int axis, IndexItem item) =>
        Views.Record(context, "index", tensor, IndexPlan.Of(context, tensor, [.. Enumerable.Repeat(IndexItem.All, axis), item]).View);

    private static NdArray Tile(CallContext context, NdArray tensor, int[] dims) => Tiling.Repeat(context, tensor, [.. Enumerable.Repeat(1, Math.Max(0, tensor.Rank - dims.Length)), .. dims]);
}
