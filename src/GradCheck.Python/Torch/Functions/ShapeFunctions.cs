using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>The same elements under other axes.</summary>
internal static class ShapeFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        TorchFunction.Method("view", "input, *shape, size=None, dtype=None", "Another shape of the same memory; an error where that takes a copy.", View),
        TorchFunction.Method("view_as", "input, other", "As view, with the shape of another.", (context, arguments) => Viewing.View(context, arguments.Tensor(context, "input"), arguments.Tensor(context, "other").Shape)),
        TorchFunction.Method("reshape", "input, *shape, size=None", "Another shape of the same size; a copy where it must be.", (context, arguments) => Layouts.Reshape(context, arguments.Tensor(context, "input"), Spread(context, arguments, "size"))),
        TorchFunction.Method("reshape_as", "input, other", "As reshape, with the shape of another.", (context, arguments) => Layouts.Reshape(context, arguments.Tensor(context, "input"), arguments.Tensor(context, "other").Shape)),
        TorchFunction.Function("reshape", "input, shape", "Another shape of the same size; a copy where it must be.", (context, arguments) => Layouts.Reshape(context, arguments.Tensor(context, "input", "reshape"), Arguments.Ints(context, arguments["shape"]))),
        .. TorchFunction.Both("flatten", "input, start_dim=0, end_dim=-1", "Some axes as one.", Flatten),
        .. TorchFunction.Both("unflatten", "input, dim, sizes", "One axis as several.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var axis = arguments.Axis(context, tensor, "unflatten");
            var sizes = Arguments.Ints(context, arguments["sizes"]);
            var known = Shapes.Count(sizes.Where(size => size >= 0).ToArray());
            return Layouts.Reshape(context, tensor, [.. tensor.Shape[..axis], .. sizes.Select(size => size < 0 && known > 0 ? (int)(tensor.Shape[axis] / known) : size), .. tensor.Shape[(axis + 1)..]]);
        }),
        .. TorchFunction.Both("ravel", "input", "One axis.", (context, arguments) => Layouts.Reshape(context, arguments.Tensor(context, "input"), [-1])),
        TorchFunction.Method("permute", "input, *dims", "The axes in another order.", (context, arguments) => Viewing.Permute(context, arguments.Tensor(context, "input"), TensorArguments.Spread(context, arguments.Rest))),
        TorchFunction.Function("permute", "input, dims", "The axes in another order.", (context, arguments) => Viewing.Permute(context, arguments.Tensor(context, "input"), Arguments.Ints(context, arguments["dims"]))),
        .. Exchange("transpose", "dim0", "dim1"),
        .. Exchange("swapaxes", "axis0", "axis1"),
        .. Exchange("swapdims", "dim0", "dim1"),
        .. TorchFunction.Both("t", "input", "A matrix turned over.", (context, arguments) => arguments.Tensor(context, "input") is var tensor && tensor.Rank <= 2
            ? Layouts.Transpose(context, tensor, null)
            : throw TensorValues.Error($"t() expects a tensor with <= 2 dimensions, but self is {tensor.Rank}D", context.Span, ErrorCodes.ShapeMismatch)),
        TorchFunction.Function("adjoint", "input", "The last two axes exchanged.", (context, arguments) => Viewing.Exchange(context, arguments.Tensor(context, "input"), -2, -1)),
        .. Move("movedim"),
        .. Move("moveaxis"),
        .. TorchFunction.Both("squeeze", "input, dim=None", "Without axes of size 1.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var chosen = Array.ConvertAll(tensor.Shape, length => length == 1);
            if (arguments.Has("dim"))
            {
                var dims = TensorArguments.Dims(context, arguments["dim"], tensor.Rank);
                chosen = [.. chosen.Select((gone, axis) => gone && dims[axis])];
            }

            return Layouts.Squeeze(context, tensor, chosen);
        }),
        .. TorchFunction.Both("unsqueeze", "input, dim", "With a new axis of size 1.", (context, arguments) =>
            arguments.Tensor(context, "input") is var tensor ? Viewing.Unsqueeze(context, tensor, arguments.Dim(context, tensor.Rank + 1)) : tensor),
        TorchFunction.Method("expand", "input, *sizes, size=None", "Axes of size 1 repeated, without memory; -1 leaves an axis as it is.", (context, arguments) => Viewing.Expand(context, arguments.Tensor(context, "input"), Spread(context, arguments, "size"))),
        TorchFunction.Method("expand_as", "input, other", "As expand, to the shape of another.", (context, arguments) => Viewing.Expand(context, arguments.Tensor(context, "input"), arguments.Tensor(context, "other").Shape)),
        .. TorchFunction.Both("broadcast_to", "input, size|shape", "Axes of size 1 repeated, without memory.", (context, arguments) => Viewing.Expand(context, arguments.Tensor(context, "input"), Arguments.Ints(context, arguments["size"]))),
        TorchFunction.Function("broadcast_tensors", "*tensors", "All tensors under their common shape.", (context, arguments) =>
        {
            var all = TensorValues.Among(arguments.Rest);
            var shape = Shapes.Broadcast([.. all]);
            return new TupleValue([.. all.Select(tensor => Viewing.Expand(context, tensor, shape))]);
        }),
        TorchFunction.Method("size", "input, dim=None", "The sizes, or one of them.", (context, arguments) => arguments.Tensor(context, "input") is var tensor && arguments.Has("dim")
            ? IntegerValue.Of(tensor.Shape[tensor.Rank == 0 ? throw TorchWords.Axis(arguments.Long(context, "dim"), 0, context.Span) : arguments.Dim(context, tensor.Rank)])
            : new SizeValue(tensor.Shape)),
        TorchFunction.Method("stride", "input, dim=None", "How far apart neighbours are.", (context, arguments) => arguments.Tensor(context, "input") is var tensor && arguments.Has("dim")
            ? IntegerValue.Of(tensor.Strides[arguments.Axis(context, tensor, "stride")])
            : Shaping.Tuple(tensor.Strides)),
        TorchFunction.Method("dim", "input", "How many axes there are.", (context, arguments) => IntegerValue.Of(arguments.Tensor(context, "input").Rank)),
        TorchFunction.Method("ndimension", "input", "How many axes there are.", (context, arguments) => IntegerValue.Of(arguments.Tensor(context, "input").Rank)),
        .. TorchFunction.Both("numel", "input", "How many elements there are.", (context, arguments) => IntegerValue.Of(arguments.Tensor(context, "input").Size)),
        TorchFunction.Method("nelement", "input", "How many elements there are.", (context, arguments) => IntegerValue.Of(arguments.Tensor(context, "input").Size)),
        TorchFunction.Method("is_contiguous", "input", "Whether it lies in row-major order.", (context, arguments) => BooleanValue.Of(arguments.Tensor(context, "input").IsContiguous)),
        TorchFunction.Method("contiguous", "input", "In row-major order; a copy where it must be.", (context, arguments) =>
            arguments.Tensor(context, "input") is var tensor && tensor.IsContiguous ? tensor : Views.Record(context, "contiguous", tensor, Views.Copy(context, tensor))),
        TorchFunction.Method("storage_offset", "input", "Where it begins in its memory.", (context, arguments) => IntegerValue.Of(arguments.Tensor(context, "input").Offset)),
        .. TorchFunction.Both("atleast_1d", "input", "With at least one axis.", (context, arguments) => Layouts.AtLeast(context, arguments.Tensor(context, "input"), 1)),
        .. TorchFunction.Both("atleast_2d", "input", "With at least two axes.", (context, arguments) => Layouts.AtLeast(context, arguments.Tensor(context, "input"), 2)),
    ];

    private static int[] Spread(CallContext context, BoundArguments arguments, string name) => TensorArguments.Spread(context, arguments.Rest.Count == 0 && arguments.Has(name) ? [arguments[name]] : arguments.Rest);

    private static NdArray View(CallContext context, BoundArguments arguments)
    {
        var tensor = arguments.Tensor(context, "input");
        return arguments.Rest is [TensorType type] ? type == TensorTypes.Of(context, tensor) ? tensor : throw Errors.Unsupported("view(dtype) is outside of the subset", context.Span)
            : Viewing.View(context, tensor, Spread(context, arguments, "size"));
    }

    private static NdArray Flatten(CallContext context, BoundArguments arguments)
    {
        var tensor = arguments.Tensor(context, "input");
        int first = arguments.Dim(context, tensor.Rank, "start_dim"), last = arguments.Dim(context, tensor.Rank, "end_dim");
        if (first > last)
        {
            throw TensorValues.Error("flatten() has invalid args: start_dim cannot come after end_dim", context.Span);
        }

        return tensor.Rank == 0 ? Layouts.Reshape(context, tensor, [1])
            : first == last ? tensor
            : Layouts.Reshape(context, tensor, [.. tensor.Shape[..first], (int)Shapes.Count(tensor.Shape.AsSpan(first, last - first + 1)), .. tensor.Shape[(last + 1)..]]);
    }

    private static LibraryFunction[] Exchange(string name, string first, string second) => TorchFunction.Both(name, $"input, {first}, {second}", "Two axes exchanged.", (context, arguments) =>
        Viewing.Exchange(context, arguments.Tensor(context, "input", name), arguments.Long(context, first), arguments.Long(context, second)));

    private static LibraryFunction[] Move(string name) => TorchFunction.Both(name, "input, source, destination", "Axes moved to other places.", (context, arguments) =>
    {
        var tensor = arguments.Tensor(context, "input");
        var from = Arguments.Ints(context, arguments["source"]).Select(axis => TensorArguments.Dim(context, axis, tensor.Rank)).ToArray();
        var to = Arguments.Ints(context, arguments["destination"]).Select(axis => TensorArguments.Dim(context, axis, tensor.Rank)).ToArray();
        if (from.Length != to.Length || from.Distinct().Count() != from.Length || to.Distinct().Count() != to.Length)
        {
            throw TensorValues.Error($"{name}: Invalid source or destination dims: source ({TorchWords.Of(from)} dims) should contain the same number of dims as destination ({TorchWords.Of(to)} dims)", context.Span);
        }

        if (tensor.Rank == 0)
        {
            return tensor;
        }

        var order = Enumerable.Range(0, tensor.Rank).Except(from).ToList();
        foreach (var (destination, source) in to.Zip(from).OrderBy(pair => pair.First))
        {
            order.Insert(destination, source);
        }

        return Viewing.Permute(context, tensor, [.. order]);
    });
}
