using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Functions;

/// <summary>Sums, means, variances and norms.</summary>
internal static class ReductionFunctions
{
    private const string Plain = "input|self|a, dim|axis=None, keepdim|keepdims=False, *, dtype=None, out=None";

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        .. TorchFunction.Both("sum", Plain, "The sum.", (context, arguments) => Sum(context, arguments, Reductions.Sum)),
        .. TorchFunction.Both("nansum", Plain, "The sum without NaN.", (context, arguments) => Sum(context, arguments, (inner, array, axes, keep, name, _) =>
        {
            var floats = array.ToDoubles();
            return Reductions.Sum(inner, Gathering.Take(inner, name, array, array.Shape, k => double.IsNaN(floats[k]) ? -1 : k), axes, keep, name);
        })),
        .. TorchFunction.Both("mean", Plain, "The mean, of floats alone.", (context, arguments) => Mean(context, arguments)),
        .. TorchFunction.Both("prod", Plain, "The product.", (context, arguments) =>
        {
            var tensor = Typed(context, arguments);
            return Counted(Reductions.Prod(context, tensor, TensorArguments.Dims(context, arguments["dim"], tensor.Rank), arguments.Flag("keepdim"), "prod"));
        }),
        .. Spread("var", "The variance, over n - 1 unless unbiased=False or correction= says so.", (context, arguments) => Variance(context, arguments, isRoot: false)),
        .. Spread("std", "The standard deviation, over n - 1 unless unbiased=False or correction= says so.", (context, arguments) => Variance(context, arguments, isRoot: true)),
        .. Spread("var_mean", "The variance and the mean.", (context, arguments) => new TupleValue(Variance(context, arguments, isRoot: false), MeanOf(context, arguments))),
        .. Spread("std_mean", "The standard deviation and the mean.", (context, arguments) => new TupleValue(Variance(context, arguments, isRoot: true), MeanOf(context, arguments))),
        .. Truth("all", isAll: true),
        .. Truth("any", isAll: false),
        .. TorchFunction.Both("count_nonzero", "input, dim|axis=None", "How many elements are not 0.", (context, arguments) =>
        {
            var tensor = arguments.Tensor(context, "input");
            return Reductions.Sum(context, Casts.To(context, tensor, DType.Bool), TensorArguments.Dims(context, arguments["dim"], tensor.Rank), false, "count_nonzero");
        }),
        .. TorchFunction.Both("cumsum", "input, dim|axis, *, dtype=None, out=None", "The sums up to each element.", (context, arguments) => Cumulative(context, arguments, BinaryUfuncs.Add)),
        .. TorchFunction.Both("cumprod", "input, dim|axis, *, dtype=None, out=None", "The products up to each element.", (context, arguments) => Cumulative(context, arguments, BinaryUfuncs.Multiply)),
        .. TorchFunction.Both("norm", "input, p=2, dim|axis=None, keepdim|keepdims=False, dtype=None", "A norm of all elements, or along axes.", Norm),
        TorchFunction.Function("linalg.norm", "input|A|x, ord|p=None, dim|axis=None, keepdim|keepdims=False, *, dtype=None", "A norm of all elements, or along axes.", Norm),
        TorchFunction.Function("linalg.vector_norm", "input|x, ord|p=2, dim|axis=None, keepdim|keepdims=False, *, dtype=None", "A norm of all elements, or along axes.", Norm),
        .. TorchFunction.Both("dist", "input, other, p=2", "The norm of a difference.", (context, arguments) =>
            Norms.Of(context, BinaryUfuncs.Subtract.Apply(context, arguments.Operand(context, "input"), arguments.Operand(context, "other")), arguments.Double(context, "p"), NoneValue.Instance, keep: false)),
        .. TorchFunction.Both("logsumexp", "input, dim|axis, keepdim|keepdims=False", "log(sum(exp(x))), without overflow.", (context, arguments) =>
            Softmaxes.LogSumExp(context, arguments.Tensor(context, "input"), arguments["dim"], arguments.Flag("keepdim"))),
        .. TorchFunction.Both("softmax", "input, dim, *, dtype=None", "exp(x) over its sum along an axis.", (context, arguments) =>
            arguments.Tensor(context, "input") is var tensor ? Softmaxes.Softmax(context, tensor, arguments.Dim(context, tensor.Rank)) : tensor),
        .. TorchFunction.Both("log_softmax", "input, dim, *, dtype=None", "The logarithm of the softmax.", (context, arguments) =>
            arguments.Tensor(context, "input") is var tensor ? Softmaxes.LogSoftmax(context, tensor, arguments.Dim(context, tensor.Rank)) : tensor),
    ];

    /// <summary>A sum of booleans or of narrow whole numbers is of 64 bits.</summary>
    private static NdArray Counted(NdArray made) => made.DType == DType.Int64 ? new TorchTensor(made) : made;

    private static NdArray Typed(CallContext context, BoundArguments arguments)
    {
        var tensor = arguments.Tensor(context, "input", "sum");
        return arguments.Type(context) is { } type ? Casts.To(context, tensor, type.DType) : tensor;
    }

    private static NdArray Sum(CallContext context, BoundArguments arguments, Func<ArrayContext, NdArray, bool[], bool, string, DType?, NdArray> apply)
    {
        var tensor = Typed(context, arguments);
        return Counted(apply(context, tensor, TensorArguments.Dims(context, arguments["dim"], tensor.Rank), arguments.Flag("keepdim"), "sum", null));
    }

    private static NdArray Mean(CallContext context, BoundArguments arguments)
    {
        var tensor = Typed(context, arguments);
        return tensor.DType == DType.Float64
            ? Reductions.Mean(context, tensor, TensorArguments.Dims(context, arguments["dim"], tensor.Rank), arguments.Flag("keepdim"), "mean")
            : throw TensorValues.Error($"mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: {TensorTypes.Of(context, tensor).Word}", context.Span, ErrorCodes.WrongType);
    }

    private static LibraryFunction[] Spread(string name, string summary, Func<CallContext, BoundArguments, Value> apply) =>
        TorchFunction.Both(name, "input|self|a, dim|axis=None, unbiased=None, keepdim|keepdims=False, *, correction|ddof=None, out=None", summary, apply);

    // x.var(False) is x.var(unbiased=False).
    private static Value DimOf(BoundArguments arguments) => arguments["dim"] is BooleanValue ? NoneValue.Instance : arguments["dim"];

    private static NdArray Variance(CallContext context, BoundArguments arguments, bool isRoot)
    {
        var tensor = arguments.Tensor(context, "input", isRoot ? "std" : "var");
        if (tensor.DType != DType.Float64)
        {
            throw TensorValues.Error("std and var only support floating point and complex dtypes", context.Span, ErrorCodes.WrongType);
        }

        var unbiased = arguments["dim"] is BooleanValue ? arguments["dim"] : arguments["unbiased"];
        var correction = arguments.Has("correction") ? arguments.Double(context, "correction") : unbiased is BooleanValue { Value: false } ? 0 : 1;
        var variance = Reductions.Var(context, tensor, TensorArguments.Dims(context, DimOf(arguments), tensor.Rank), arguments.Flag("keepdim"), correction, false, "var");
        return isRoot ? TorchUfuncs.NormRoot.Apply(context, variance) : variance;
    }

    private static NdArray MeanOf(CallContext context, BoundArguments arguments)
    {
        var tensor = arguments.Tensor(context, "input");
        return Reductions.Mean(context, tensor, TensorArguments.Dims(context, DimOf(arguments), tensor.Rank), arguments.Flag("keepdim"), "mean");
    }

    private static LibraryFunction[] Truth(string name, bool isAll) => TorchFunction.Both(name, "input|self|a, dim|axis=None, keepdim|keepdims=False, *, out=None", isAll ? "Whether all elements are true." : "Whether any element is true.", (context, arguments) =>
    {
        var tensor = arguments.Tensor(context, "input", name);
        return Reductions.Truth(context, tensor, TensorArguments.Dims(context, arguments["dim"], tensor.Rank), arguments.Flag("keepdim"), isAll);
    });

    private static NdArray Cumulative(CallContext context, BoundArguments arguments, BinaryUfunc ufunc)
    {
        var tensor = arguments.Tensor(context, "input");
        var array = arguments.Type(context) is { } type ? Casts.To(context, tensor, type.DType) : tensor.DType == DType.Bool ? Casts.To(context, tensor, DType.Int64) : tensor;
        var axis = arguments.Dim(context, tensor.Rank);
        return array.Rank == 0 ? Views.Copy(context, array) : Counted(Reductions.Accumulate(context, ufunc, array, axis, ufunc == BinaryUfuncs.Add ? "cumsum" : "cumprod"));
    }

    private static NdArray Norm(CallContext context, BoundArguments arguments)
    {
        var order = arguments[arguments.Names.Contains("p") ? "p" : "ord"];
        var p = order switch
        {
            NoneValue or StringValue { Value: "fro" } => 2,
            StringValue { Value: "inf" } => double.PositiveInfinity,
            StringValue other => throw Errors.Unsupported($"the norm '{other.Value}' is outside of the subset", context.Span),
            _ => Arguments.Double(context, order),
        };
        return Norms.Of(context, arguments.Tensor(context, "input", "norm"), p, arguments["dim"], arguments.Flag("keepdim"));
    }
}
