using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;
using static GradCheck.Python.Torch.Functional.Calculation;

namespace GradCheck.Python.Torch.Functional;

/// <summary>Linear layers, dropout and attention.</summary>
internal static class LayerFunctions
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Function("linear", "input, weight, bias=None", "input @ weight.T + bias.", (context, a) => Linear(context, a.Tensor(context, "input", "linear"), a.Tensor(context, "weight", "linear"), a.Optional("bias"))),
        Function("dropout", "input, p=0.5, training=True, inplace=False", "Each element 0 by chance, or else larger.", Drop),
        TorchFunction.Function("dropout", "input, p, train", "Each element 0 by chance, or else larger.", Drop),
        Function("scaled_dot_product_attention", "query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None", "softmax(q @ k.T * scale) @ v.", Attention),
    ];

    private static NdArray Drop(CallContext context, BoundArguments a)
    {
        var input = a.Tensor(context, "input", "dropout");
        var p = a.Double(context, "p");
        if (p is not (>= 0 and <= 1))
        {
            throw Errors.Value($"dropout probability has to be between 0 and 1, but got {p}", context.Span);
        }

        if (p == 0 || !a.Flag(a.Names.Contains("train") ? "train" : "training"))
        {
            return input;
        }

        var state = context.Session.State<TorchState>();
        if (state.Told.Add("random"))
        {
            context.Session.Warn("the random numbers of torch here are not those that torch draws: what depends on them has other values", context.Span);
        }

        var mask = RandomNumbers.Draw(context, state.Generator, input.Shape, numbers => numbers.NextDouble() < p ? 0 : 1 / (1 - p));
        return Times(context, input, mask);
    }

    private static NdArray Attention(CallContext context, BoundArguments a)
    {
        NdArray query = a.Tensor(context, "query"), key = a.Tensor(context, "key"), value = a.Tensor(context, "value");
        if (query.Rank < 2 || key.Rank < 2 || value.Rank < 2)
        {
            throw TensorValues.Error("query, key and value need at least two axes", context.Span, ErrorCodes.ShapeMismatch);
        }

        int[] order = [.. Enumerable.Range(0, key.Rank - 2), key.Rank - 1, key.Rank - 2];
        var scale = a.Has("scale") ? a.Double(context, "scale") : 1 / Math.Sqrt(query.Shape[^1]);
        var scores = Times(context, MatrixProducts.MatMul(context, query, Layouts.Transpose(context, key, order)), scale);
        int rows = query.Shape[^2], columns = key.Shape[^2];
        if (a.Flag("is_causal"))
        {
            scores = Plus(context, scores, NdArray.Of([rows, columns], [.. Enumerable.Range(0, rows * columns).Select(k => k % columns > k / columns ? double.NegativeInfinity : 0)]));
        }

        if (a.Optional("attn_mask") is { } mask)
        {
            scores = mask.DType == DType.Bool ? Gathering.Choose(context, "where", mask, scores, NdArray.Scalar(double.NegativeInfinity)) : Plus(context, scores, mask);
        }

        return a.Double(context, "dropout_p") > 0
            ? throw Errors.Unsupported("attention with dropout_p is outside of the subset", context.Span)
            : MatrixProducts.MatMul(context, Softmaxes.Softmax(context, scores, scores.Rank - 1), value);
    }
}
