using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>What is made of other functions.</summary>
internal static class ComposedFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. TorchFunction.Both("diff", "input, n=1, dim|axis=-1", "Differences of neighbours.", (context, arguments) =>
        {
            NdArray array = arguments.Tensor(context, "input");
            var axis = arguments.Axis(context, array, "diff");
            for (var times = arguments.Int(context, "n"); times > 0 && array.Shape[axis] > 0; times--)
            {
                NdArray Part(long from, long to) => Views.Record(context, "index", array, IndexPlan.Of(context, array, [.. Enumerable.Repeat(IndexItem.All, axis), IndexItem.Between(from, to)]).View);
                array = BinaryUfuncs.Subtract.Apply(context, Part(1, array.Shape[axis]), Part(0, array.Shape[axis] - 1));
            }

            return array;
        }),
        .. TorchFunction.Both("kron", "input, other", "All products of blocks.", (context, arguments) =>
        {
            NdArray left = arguments.Tensor(context, "input"), right = arguments.Tensor(context, "other");
            var rank = Math.Max(left.Rank, right.Rank);
            int[] Whole(NdArray array) => [.. Enumerable.Repeat(1, rank - array.Rank), .. array.Shape];
            int[] a = Whole(left), b = Whole(right);
            var wide = Views.Reshape(context, left, [.. a.SelectMany(length => new[] { length, 1 })]);
            var deep = Views.Reshape(context, right, [.. b.SelectMany(length => new[] { 1, length })]);
            return Views.Reshape(context, BinaryUfuncs.Multiply.Apply(context, wide, deep), [.. a.Zip(b).Select(pair => pair.First * pair.Second)]);
        }),
        .. TorchFunction.Both("heaviside", "input, values", "0 below 0, 1 above, a value of one's own at 0.", (context, arguments) =>
            new BinaryUfunc("heaviside") { Float = (x, value) => x == 0 ? value : x > 0 ? 1 : 0, Left = (_, _, _) => 0, Right = (_, _, _) => 0 }.Apply(context, arguments.Tensor(context, "input"), arguments.Tensor(context, "values"))),
        .. TorchFunction.Both("logit", "input, eps=None", "The inverse of the sigmoid.", (context, arguments) =>
        {
            var eps = arguments.Has("eps") ? arguments.Double(context, "eps") : 0;
            return new UnaryUfunc("logit") { Float = x => Math.Min(Math.Max(x, eps), 1 - eps) is var inside ? Math.Log(inside / (1 - inside)) : x, Partial = (x, _) => x < eps || x > 1 - eps ? 0 : 1 / (x * (1 - x)) }.Apply(context, arguments.Tensor(context, "input"));
        }),
        TorchFunction.Method("sum_to_size", "input, *size", "Summed over the axes that broadcasting would have made.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var shape = TensorArguments.Spread(context, arguments.Rest);
            if (Shapes.Broadcast(shape, tensor.Shape) is not { } both || !Shapes.Same(both, tensor.Shape))
            {
                throw TensorValues.Error($"size {{{TorchWords.Of(shape)}}} is not expandable to size {{{TorchWords.Of(tensor.Shape)}}}.", context.Span, ErrorCodes.ShapeMismatch);
            }

            var added = tensor.Rank - shape.Length;
            bool[] axes = [.. tensor.Shape.Select((length, axis) => axis < added || (shape[axis - added] == 1 && length != 1))];
            return Views.Reshape(context, Reductions.Sum(context, tensor, axes, keep: true, "sum"), shape);
        }),
        .. Flipped("fliplr", 1),
        .. Flipped("flipud", 0),
        TorchFunction.Method("conj", "input", "Itself, since it is real.", (context, arguments) => arguments.Tensor(context, "input")),
        TorchFunction.Method("data_ptr", "input", "A number for its memory.", (context, arguments) => IntegerValue.Of(arguments.Tensor(context, "input").Offset)),
        .. TorchFunction.Both("is_nonzero", "input", "Whether its only element is not 0.", (context, arguments) => arguments.Tensor(context, "input") is { Size: 1 } tensor
            ? BooleanValue.Of(tensor.ToDoubles()[0] != 0)
            : throw TensorValues.Error("Boolean value of Tensor with more than one value is ambiguous", context.Span)),
    ];

    private static LibraryFunction[] Flipped(string name, int axis) => TorchFunction.Both(name, "input", "An axis reversed: a copy.", (context, arguments) =>
    {
        var tensor = arguments.Tensor(context, "input");
        return tensor.Rank > axis
            ? Views.Copy(context, Layouts.Flip(context, tensor, [.. Enumerable.Range(0, tensor.Rank).Select(at => at == axis)], "flip"))
            : throw TensorValues.Error($"Input must be >= {axis + 1}-d.", context.Span, ErrorCodes.ShapeMismatch);
    });
}
