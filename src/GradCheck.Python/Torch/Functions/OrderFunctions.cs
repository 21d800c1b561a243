using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>The greatest, the smallest, and what is in order.</summary>
internal static class OrderFunctions
{
    private static readonly string[] Pair = ["values", "indices"];

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. Extreme("max", isMax: true),
        .. Extreme("min", isMax: false),
        .. Shared("amax", isMax: true),
        .. Shared("amin", isMax: false),
        .. TorchFunction.Both("aminmax", "input, *, dim|axis=None, keepdim|keepdims=False", "The smallest and the greatest; equals share the gradient.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            var axes = TensorArguments.Dims(context, arguments["dim"], tensor.Rank);
            return new NamedTuple("aminmax", ["min", "max"], SharedExtremes.Of(context, tensor, axes, arguments.Flag("keepdim"), false, "amin"), SharedExtremes.Of(context, tensor, axes, arguments.Flag("keepdim"), true, "amax"));
        }),
        .. Place("argmax", isMax: true),
        .. Place("argmin", isMax: false),
        .. TorchFunction.Both("sort", "input, dim|axis=-1, descending=False, stable=False, *, out=None", "In order along an axis: values and indices.", (context, arguments) =>
            Sorted(context, arguments.Tensor(context, "input"), arguments.Int(context, "dim"), arguments.Flag("descending"), null)),
        .. TorchFunction.Both("argsort", "input, dim|axis=-1, descending=False, stable=False", "The indices that put it in order.", (context, arguments) =>
            Sorted(context, arguments.Tensor(context, "input"), arguments.Int(context, "dim"), arguments.Flag("descending"), null).Items[1]),
        .. TorchFunction.Both("topk", "input, k, dim|axis=-1, largest=True, sorted=True, *, out=None", "The k greatest or smallest along an axis: values and indices.", (context, arguments) =>
            Sorted(context, arguments.Tensor(context, "input"), arguments.Int(context, "dim"), arguments.Flag("largest"), arguments.Int(context, "k"))),
        .. TorchFunction.Both("kthvalue", "input, k, dim|axis=-1, keepdim=False", "The k-th smallest along an axis: value and index.", (context, arguments) =>
            Picked(context, "kthvalue", arguments, _ => arguments.Int(context, "k") - 1)),
        .. TorchFunction.Both("median", "input, dim|axis=None, keepdim|keepdims=False", "The lower of the two in the middle; along an axis with its index.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            if (arguments.Has("dim"))
            {
                return Picked(context, "median", arguments, length => (length - 1) / 2);
            }

            if (tensor.Size == 0)
            {
                return NdArray.Scalar(double.NaN);
            }

            var sorted = Sorted(context, Views.Reshape(context, tensor, [tensor.Size]), 0, false, null);
            return Views.Record(context, "median", tensor, Gathering.Take(context, "median", (NdArray)sorted.Items[0], [], _ => (tensor.Size - 1) / 2));
        }),
        .. TorchFunction.Both("unique", "input, sorted=True, return_inverse=False, return_counts=False, dim=None", "The different elements in order.", Unique),
        .. TorchFunction.Both("bincount", "input, weights=None, minlength=0", "How often each whole number occurs.", (context, arguments) =>
        {
            var numbers = Arguments.Integral(context, arguments.Tensor(context, "input"));
            var length = Math.Max(arguments.Long(context, "minlength"), numbers.Length == 0 ? 0 : numbers.Max() + 1);
            context.Budget.Array(length, context.Span);
            var counts = new double[length];
            var weights = arguments.Has("weights") ? arguments.Operand(context, "weights").ToDoubles() : null;
            if (weights is not null && weights.Length != numbers.Length)
            {
                throw TensorValues.Error("weights should be 1-d and have the same length as input", context.Span, ErrorCodes.ShapeMismatch);
            }

            for (var k = 0; k < numbers.Length; k++)
            {
                counts[numbers[k] < 0 ? throw TensorValues.Error("bincount only supports 1-d non-negative integral inputs.", context.Span) : numbers[k]] += weights is null ? 1 : weights[k];
            }

            return weights is null ? NdArray.Of([counts.Length], DType.Int64, Array.ConvertAll(counts, count => (long)count)) : NdArray.Of([counts.Length], counts);
        }),
    ];

    private static LibraryFunction[] Extreme(string name, bool isMax) => TorchFunction.Both(name, "input|self|a, dim|axis|other=None, keepdim|keepdims=False, *, out=None", $"The {(isMax ? "greatest" : "smallest")}; along an axis with its index, of two tensors element by element.", (context, arguments) =>
    {
        var tensor = arguments.Tensor(context, "input", name);
        switch (arguments["dim"])
        {
            case NoneValue:
                return SharedExtremes.Of(context, tensor, TensorArguments.Dims(context, NoneValue.Instance, tensor.Rank), keep: false, isMax, name);
            case NdArray { DType: not DType.Int64 } or NdArray { Rank: > 0 }:
                return (isMax ? TorchUfuncs.Maximum : TorchUfuncs.Minimum).Apply(context, tensor, arguments.Operand(context, "dim"));
            default:
                var axis = arguments.Dim(context, tensor.Rank);
                var axes = TensorArguments.Dims(context, IntegerValue.Of(axis), tensor.Rank);
                if (tensor.Rank > 0 && tensor.Shape[axis] == 0)
                {
                    throw Errors.Index($"{name}(): Expected reduction dim {axis} to have non-zero size.", context.Span);
                }

                return new NamedTuple(name, Pair, Extremes.Of(context, tensor, axes, arguments.Flag("keepdim"), isMax, name), Extremes.Places(context, tensor, axes, arguments.Flag("keepdim"), isMax));
        }
    });

    private static LibraryFunction[] Shared(string name, bool isMax) => TorchFunction.Both(name, "input|self|a, dim|axis=None, keepdim|keepdims=False, *, out=None", $"The {(isMax ? "greatest" : "smallest")}, along axes; equals share the gradient.", (context, arguments) =>
    {
        var tensor = arguments.Tensor(context, "input", name);
        return SharedExtremes.Of(context, tensor, TensorArguments.Dims(context, arguments["dim"], tensor.Rank), arguments.Flag("keepdim"), isMax, name);
    });

    private static LibraryFunction[] Place(string name, bool isMax) => TorchFunction.Both(name, "input|self|a, dim|axis=None, keepdim|keepdims=False", $"The place of the {(isMax ? "greatest" : "smallest")}.", (context, arguments) =>
    {
        var tensor = arguments.Tensor(context, "input", name);
        var axes = TensorArguments.Dims(context, arguments.Has("dim") ? IntegerValue.Of(arguments.Dim(context, tensor.Rank)) : NoneValue.Instance, tensor.Rank);
        return Indices(Extremes.Places(context, tensor, axes, arguments.Flag("keepdim") && arguments.Has("dim"), isMax));
    });

    private static NamedTuple Sorted(CallContext context, NdArray tensor, int dim, bool descending, int? most)
    {
        var axis = TensorArguments.Dim(context, dim, tensor.Rank);
        if (tensor.Rank == 0)
        {
            return new("sort", Pair, Views.Copy(context, tensor), Indices(NdArray.Of([], DType.Int64, [0L])));
        }

        if (most is { } wanted && (wanted < 0 || wanted > tensor.Shape[axis]))
        {
            throw TensorValues.Error("selected index k out of range", context.Span);
        }

        // Equals keep their order either way: those of the negatives in order.
        var order = Orders.Of(context, descending ? UnaryUfuncs.Negative.Apply(context, Casts.To(context, tensor, DType.Float64)) : tensor, axis);
        var all = NdArray.Of(tensor.Shape, DType.Int64, order);
        if (most is { } count)
        {
            var shape = tensor.Shape.ToArray();
            shape[axis] = count;
            all = Views.Copy(context, Views.Of(all, all.Offset, shape, all.Strides));
        }

        var values = Orders.Along(context, "sort", tensor, axis, all.Shape, Arguments.Integral(context, all));
        return new(most is null ? "sort" : "topk", Pair, values, Indices(all));
    }

    private static NamedTuple Picked(CallContext context, string name, BoundArguments arguments, Func<int, int> place)
    {
        var tensor = arguments.Tensor(context, "input");
        var axis = arguments.Dim(context, tensor.Rank);
        var sorted = Sorted(context, tensor, axis, false, null);
        if (tensor.Rank == 0)
        {
            return new(name, Pair, sorted.Items[0], sorted.Items[1]);
        }

        IndexItem[] index = [.. Enumerable.Repeat(IndexItem.All, axis), arguments.Flag("keepdim") ? IndexItem.Between(place(tensor.Shape[axis]), place(tensor.Shape[axis]) + 1) : IndexItem.At(place(tensor.Shape[axis]))];
        return new(name, Pair, Selection.Read(context, (NdArray)sorted.Items[0], index), Indices(Selection.Read(context, (NdArray)sorted.Items[1], index)));
    }

    private static TorchTensor Indices(NdArray places) => new(places);

    private static Value Unique(CallContext context, BoundArguments arguments)
    {
        if (arguments.Has("dim"))
        {
            throw Errors.Unsupported("torch.unique(dim=...) is outside of the subset", context.Span);
        }

        var tensor = arguments.Tensor(context, "input");
        context.Budget.Work(16L * tensor.Size, context.Span);
        var values = tensor.ToDoubles();
        var distinct = values.Distinct().Order().ToArray();
        var places = distinct.Select((value, at) => (value, at)).ToDictionary(pair => pair.value, pair => (long)pair.at);
        NdArray made = tensor.DType == DType.Float64 ? NdArray.Of([distinct.Length], distinct) : NdArray.Of([distinct.Length], tensor.DType, Array.ConvertAll(distinct, value => (long)value));
        var all = new List<Value> { made };
        if (arguments.Flag("return_inverse"))
        {
            all.Add(Indices(NdArray.Of(tensor.Shape, DType.Int64, Array.ConvertAll(values, value => places[value]))));
        }

        if (arguments.Flag("return_counts"))
        {
            var counts = values.GroupBy(value => value).ToDictionary(group => group.Key, group => (long)group.Count());
            all.Add(Indices(NdArray.Of([distinct.Length], DType.Int64, Array.ConvertAll(distinct, value => counts[value]))));
        }

        return all.Count == 1 ? made : new TupleValue([.. all]);
    }
}
