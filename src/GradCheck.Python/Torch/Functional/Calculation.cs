using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functional;

/// <summary>The steps that losses and layers are made of.</summary>
internal static class Calculation
{
    /// <summary>Makes an entry of <c>torch.nn.functional</c>.</summary>
    public static LibraryFunction Function(string name, Signature signature, string summary, Func<CallContext, BoundArguments, Value> apply) =>
        TorchFunction.Function("nn.functional." + name, signature, summary, apply);

    /// <summary>Makes an entry of <c>torch.nn.functional</c> that <c>torch</c> has as well.</summary>
    public static LibraryFunction[] Spelled(string name, Signature signature, string summary, Func<CallContext, BoundArguments, Value> apply) =>
        [Function(name, signature, summary, apply), TorchFunction.Function(name, signature, summary, apply)];

    public static NdArray Plus(ArrayContext context, NdArray a, NdArray b) => BinaryUfuncs.Add.Apply(context, a, b);

    public static NdArray Less(ArrayContext context, NdArray a, NdArray b) => BinaryUfuncs.Subtract.Apply(context, a, b);

    public static NdArray Times(ArrayContext context, NdArray a, NdArray b) => BinaryUfuncs.Multiply.Apply(context, a, b);

    public static NdArray Times(ArrayContext context, NdArray a, double b) => b == 1 ? a : Times(context, a, NdArray.Scalar(b));

    public static NdArray Over(ArrayContext context, NdArray a, NdArray b) => BinaryUfuncs.Divide.Apply(context, a, b);

    public static NdArray Over(ArrayContext context, NdArray a, double b) => Over(context, a, NdArray.Scalar(b));

    public static NdArray Root(ArrayContext context, NdArray a) => UnaryUfuncs.Sqrt.Apply(context, a);

    public static NdArray Sum(ArrayContext context, NdArray a, bool[] axes, bool keep = false) => Reductions.Sum(context, a, axes, keep, "sum");

    /// <summary>The sum of all.</summary>
    public static NdArray Total(ArrayContext context, NdArray a) => Sum(context, a, All(a.Rank));

    /// <summary>Every axis.</summary>
    public static bool[] All(int rank) => [.. Enumerable.Repeat(true, rank)];

    /// <summary>One axis.</summary>
    public static bool[] One(int rank, int axis) => [.. Enumerable.Range(0, rank).Select(at => at == axis)];

    /// <summary>The argument as a tensor; null where it is none.</summary>
    public static NdArray? Optional(this BoundArguments arguments, string name) => arguments[name] as NdArray;

    /// <summary>One number for each axis of some: a number stands for all.</summary>
    public static int[] Each(this BoundArguments arguments, CallContext context, string name, int count)
    {
        var given = Arguments.Ints(context, arguments[name]);
        return given.Length == 1 ? [.. Enumerable.Repeat(given[0], count)]
            : given.Length == count ? given
            : throw TensorValues.Error($"expected {name} to be a single integer value or a list of {count} values to match the convolution dimensions, but got {name}={TorchWords.Of(given)}", context.Span);
    }

    /// <summary>The mean, the sum, or each: as <c>reduction=</c> says.</summary>
    public static NdArray Reduced(CallContext context, BoundArguments arguments, NdArray losses) => Reduction(context, arguments) switch
    {
        "none" => losses,
        "sum" => Total(context, losses),
        _ => Reductions.Mean(context, losses, All(losses.Rank), keep: false, "mean"),
    };

    /// <summary>The word that <c>reduction=</c> says; the old <c>size_average</c> and <c>reduce</c> count as well.</summary>
    public static string Reduction(CallContext context, BoundArguments arguments)
    {
        if (arguments["reduce"] is BooleanValue { Value: false })
        {
            return "none";
        }

        var word = arguments["size_average"] is BooleanValue average ? average.Value ? "mean" : "sum" : (arguments["reduction"] as StringValue)?.Value ?? "none";
        return word is "mean" or "sum" or "none" ? word : throw Errors.Value($"{word} is not a valid value for reduction", context.Span);
    }

    /// <summary>The product of a matrix and a weight whose rows are the outputs.</summary>
    public static NdArray Linear(CallContext context, NdArray input, NdArray weight, NdArray? bias)
    {
        var made = MatrixProducts.MatMul(context, input, weight.Rank == 2 ? Layouts.Transpose(context, weight, null) : weight);
        return bias is null ? made : Plus(context, made, bias);
    }

    /// <summary>A vector of channels, as it broadcasts against what has its channels at an axis.</summary>
    public static NdArray Along(ArrayContext context, NdArray vector, int rank, int axis)
    {
        if (rank <= axis)
        {
            throw TensorValues.Error($"expected 2D or 3D input (got {rank}D input)", context.Span, ErrorCodes.ShapeMismatch);
        }

        var shape = new int[rank];
        Array.Fill(shape, 1);
        shape[axis] = vector.Size;
        return Views.Reshape(context, vector, shape);
    }
}
