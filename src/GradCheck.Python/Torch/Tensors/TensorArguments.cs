using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Tensors;

/// <summary>Reads the arguments of a call as torch reads them.</summary>
internal static class TensorArguments
{
    /// <summary>The argument that must be a tensor.</summary>
    public static TorchTensor Tensor(this BoundArguments arguments, CallContext context, string name, string function = "") => arguments[name] switch
    {
        TorchTensor tensor => tensor,
        var other => throw Errors.Type($"{function}(): argument '{name}' (position 1) must be Tensor, not {other.TypeName}", context.Span),
    };

    /// <summary>The argument as an operand: a tensor, or a number.</summary>
    public static NdArray Operand(this BoundArguments arguments, CallContext context, string name) => TensorValues.Operand(context, arguments[name]);

    /// <summary>The axes that <c>dim=</c> names: all for <c>None</c> and for an empty tuple.</summary>
    public static bool[] Dims(CallContext context, Value dim, int rank)
    {
        var chosen = new bool[rank];
        int[] axes = dim is NoneValue ? [] : Arguments.Ints(context, dim);
        if (axes.Length == 0)
        {
            Array.Fill(chosen, true);
        }

        foreach (var axis in axes)
        {
            var place = Dim(context, axis, rank);
            if (rank > 0)
            {
                chosen[place] = chosen[place] ? throw TensorValues.Error($"dim {place} appears multiple times in the list of dims", context.Span) : true;
            }
        }

        return chosen;
    }

    /// <summary>One axis counted from the front; a tensor without axes takes 0 and -1.</summary>
    public static int Dim(CallContext context, long axis, int rank)
    {
        var most = Math.Max(rank, 1);
        return axis >= -most && axis < most ? (int)(axis < 0 ? axis + most : axis) : throw TorchWords.Axis(axis, rank, context.Span);
    }

    public static int Dim(this BoundArguments arguments, CallContext context, int rank, string name = "dim") => Dim(context, Arguments.Long(context, arguments[name]), rank);

    /// <summary>One axis of a tensor that has axes.</summary>
    public static int Axis(this BoundArguments arguments, CallContext context, NdArray tensor, string function, string name = "dim") => tensor.Rank > 0
        ? arguments.Dim(context, tensor.Rank, name)
        : throw TensorValues.Error($"{function} expects at least a 1-dimensional tensor", context.Span, ErrorCodes.ShapeMismatch);

    /// <summary>Sizes or axes that are given one by one, or as one tuple or list.</summary>
    public static int[] Spread(CallContext context, IReadOnlyList<Value> given) => given switch
    {
        [TupleValue or ListValue] => Arguments.Ints(context, given[0]),
        _ => [.. given.Select(one => One(context, one))],
    };

    /// <summary>Sizes given as <c>*size</c>, or by a name.</summary>
    public static int[] Sizes(this BoundArguments arguments, CallContext context, string name = "size")
    {
        var sizes = Spread(context, arguments.Rest.Count == 0 && arguments.Names.Contains(name) && arguments.Has(name) ? [arguments[name]] : arguments.Rest);
        return Array.Find(sizes, size => size < 0) is var wrong and < 0
            ? throw TensorValues.Error($"Trying to create tensor with negative dimension {wrong}: {TorchWords.Of(sizes)}", context.Span)
            : sizes;
    }

    /// <summary>The type that <c>dtype=</c> asks for.</summary>
    public static TensorType? Type(this BoundArguments arguments, CallContext context, string name = "dtype") => TensorTypes.Read(context, arguments[name]);

    private static int One(CallContext context, Value value) => value is FloatValue or NoneValue or StringValue
        ? throw Errors.Python("TypeError", value is FloatValue ? ErrorCodes.PythonTwoDivision : ErrorCodes.WrongType, $"'{value.TypeName}' object cannot be interpreted as an integer", context.Span)
        : Arguments.Int(context, value);
}
