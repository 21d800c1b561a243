using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.SciPy;

/// <summary><c>scipy.special</c> and <c>torch.special</c>: the functions of both that stand in layers.</summary>
internal static class SpecialFunctions
{
    private const string Element = "Element by element.";

    private static readonly UnaryUfunc Exp = Known("exp");
    private static readonly UnaryUfunc Log = Known("log");

    private static readonly (string Name, UnaryUfunc Ufunc)[] Unary =
    [
        ("erf", TorchUfuncs.Erf), ("erfc", Named("erfc")), ("expit", TorchUfuncs.Sigmoid),
        ("logit", new("logit") { Float = x => Math.Log(x / (1 - x)), Partial = (x, _) => 1 / (x * (1 - x)) }),
        ("expm1", Known("expm1")), ("log1p", Known("log1p")), ("exp2", Known("exp2")),
    ];

    private static readonly BinaryUfunc ByLog = TorchUfuncs.Binary.First(pair => pair.Name == "xlogy").Ufunc;

    /// <summary>Those of SciPy, of arrays.</summary>
    public static readonly IReadOnlyList<LibraryFunction> OfArrays =
    [
        .. Unary.Select(unary => Array(unary.Name, "x", Element, (context, a) => unary.Ufunc.Apply(context, Operand(context, a, "x")))),
        Array("xlogy", "x, y", "x * log(y), and 0 where x is 0.", (context, a) => ByLog.Apply(context, Operand(context, a, "x"), Operand(context, a, "y"))),
        Array("softmax", "x, axis=None", "exp(x) over its sum.", (context, a) => Softmax(context, Operand(context, a, "x"), a["axis"])),
        Array("log_softmax", "x, axis=None", "The logarithm of the softmax.", (context, a) =>
        {
            var x = Operand(context, a, "x");
            return BinaryUfuncs.Subtract.Apply(context, x, LogSumExp(context, x, a["axis"], keep: true));
        }),
        Array("logsumexp", "a, axis=None, b=None, keepdims=False, return_sign=False", "log(sum(exp(a))), without overflow; b= and return_sign= are outside of the subset.", (context, a) => a["b"] is NoneValue && !a.Flag("return_sign")
            ? LogSumExp(context, Operand(context, a, "a"), a["axis"], a.Flag("keepdims"))
            : throw Source.Errors.Unsupported("logsumexp() with b= or return_sign= is outside of the subset", context.Span)),
    ];

    /// <summary>Those of torch, of tensors.</summary>
    public static readonly IReadOnlyList<LibraryFunction> OfTensors =
    [
        .. Unary.Select(unary => TorchFunction.Function("special." + unary.Name, "input, *, out=None", Element, (context, a) => unary.Ufunc.Apply(context, a.Tensor(context, "input", unary.Name)))),
        .. new[] { "xlogy", "softmax", "log_softmax", "logsumexp" }.Select(name => new LibraryFunction("torch.special." + name, "*args, **kwargs", $"As torch.{name}.", (context, a) =>
            context.Call(context.Library.Find("torch", name)!, a.Rest, [.. a.Keywords]))),
    ];

    private static LibraryFunction Array(string name, Signature signature, string summary, Func<CallContext, BoundArguments, NdArray> apply) =>
        NumPyWords.Spoken(new("scipy.special." + name, signature, summary, (context, a) => apply(context, a)));

    private static NdArray Operand(CallContext context, BoundArguments a, string name) => Casts.To(context, a.Array(context, name), DType.Float64);

    private static NdArray Softmax(CallContext context, NdArray x, Value axis)
    {
        var terms = Exp.Apply(context, BinaryUfuncs.Subtract.Apply(context, x, Greatest(context, x, axis)));
        return BinaryUfuncs.Divide.Apply(context, terms, Reductions.Sum(context, terms, Arguments.Axes(context, axis, x.Rank), keep: true, "sum"));
    }

    private static NdArray LogSumExp(CallContext context, NdArray x, Value axis, bool keep)
    {
        var greatest = Greatest(context, x, axis);
        var sum = Reductions.Sum(context, Exp.Apply(context, BinaryUfuncs.Subtract.Apply(context, x, greatest)), Arguments.Axes(context, axis, x.Rank), keep, "sum");
        return BinaryUfuncs.Add.Apply(context, Log.Apply(context, sum), keep ? greatest : Views.Reshape(context, greatest, sum.Shape));
    }

    // The greatest is taken off as a constant: it changes nothing of the result.
    private static NdArray Greatest(CallContext context, NdArray x, Value axis)
    {
        var greatest = Extremes.Of(context, x, Arguments.Axes(context, axis, x.Rank), keep: true, isMax: true, "max");
        return NdArray.Of(greatest.Shape, System.Array.ConvertAll(greatest.ToDoubles(), value => double.IsFinite(value) ? value : 0));
    }

    private static UnaryUfunc Known(string name) => UnaryUfuncs.All.First(ufunc => ufunc.Name == name);

    private static UnaryUfunc Named(string name) => TorchUfuncs.Unary.First(pair => pair.Name == name).Ufunc;
}
