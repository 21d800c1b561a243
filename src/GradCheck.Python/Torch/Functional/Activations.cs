using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;
using static GradCheck.Python.Torch.Functional.Calculation;

namespace GradCheck.Python.Torch.Functional;

/// <summary>Functions between layers.</summary>
internal static class Activations
{
    private const string Element = "Element by element.";

    private static readonly double Half = Math.Sqrt(0.5);
    private static readonly double Tanh = Math.Sqrt(2 / Math.PI);

    private static readonly UnaryUfunc Gelu = new("gelu") { Float = x => x * Cumulative(x), Partial = (x, _) => Cumulative(x) + (x * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI)) };

    private static readonly UnaryUfunc GeluOfTanh = new("gelu")
    {
        Float = x => 0.5 * x * (1 + Math.Tanh(Tanh * (x + (0.044715 * x * x * x)))),
        Partial = (x, _) => Math.Tanh(Tanh * (x + (0.044715 * x * x * x))) is var t ? (0.5 * (1 + t)) + (0.5 * x * (1 - (t * t)) * Tanh * (1 + (3 * 0.044715 * x * x))) : 0,
    };

    private static readonly UnaryUfunc Silu = new("silu") { Float = x => x * Logistic(x), Partial = (x, _) => Logistic(x) is var s ? s * (1 + (x * (1 - s))) : 0 };

    private static readonly UnaryUfunc Mish = new("mish")
    {
        Float = x => x * Math.Tanh(Soft(x)),
        Partial = (x, _) => Math.Tanh(Soft(x)) is var t ? t + (x * (1 - (t * t)) * Logistic(x)) : 0,
    };

    private static readonly UnaryUfunc LogSigmoid = new("logsigmoid") { Float = x => Math.Min(x, 0) - double.LogP1(Math.Exp(-Math.Abs(x))), Partial = (x, _) => Logistic(-x) };

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Of("relu", "input, inplace=False", (_, _) => TorchUfuncs.Relu),
        Of("sigmoid", "input", (_, _) => TorchUfuncs.Sigmoid),
        Of("tanh", "input", (_, _) => UnaryUfuncs.All.First(ufunc => ufunc.Name == "tanh")),
        Of("relu6", "input, inplace=False", (_, _) => Bounded(0, 6)),
        Of("hardtanh", "input, min_val=-1.0, max_val=1.0, inplace=False", (context, a) => Bounded(a.Double(context, "min_val"), a.Double(context, "max_val"))),
        Of("leaky_relu", "input, negative_slope=0.01, inplace=False", (context, a) => Bent(a.Double(context, "negative_slope"))),
        Of("elu", "input, alpha=1.0, inplace=False", (context, a) => Exponential("elu", a.Double(context, "alpha"), 1)),
        .. Both("selu", "input, inplace=False", (_, _) => Exponential("selu", 1.6732632423543772848170429916717, 1.0507009873554804934193349852946)),
        .. Both("celu", "input, alpha=1.0, inplace=False", (context, a) => Celu(a.Double(context, "alpha"))),
        Of("gelu", "input, *, approximate='none'", (_, a) => a["approximate"] is StringValue { Value: "tanh" } ? GeluOfTanh : Gelu),
        Of("silu", "input, inplace=False", (_, _) => Silu),
        Of("mish", "input, inplace=False", (_, _) => Mish),
        Of("softplus", "input, beta=1, threshold=20", (context, a) => Softplus(a.Double(context, "beta"), a.Double(context, "threshold"))),
        Of("softsign", "input", (_, _) => new("softsign") { Float = x => x / (1 + Math.Abs(x)), Partial = (x, _) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))) }),
        Of("tanhshrink", "input", (_, _) => new("tanhshrink") { Float = x => x - Math.Tanh(x), Partial = (x, _) => Math.Tanh(x) * Math.Tanh(x) }),
        Of("logsigmoid", "input", (_, _) => LogSigmoid),
        Of("hardsigmoid", "input, inplace=False", (_, _) => new("hardsigmoid") { Float = x => Math.Clamp((x / 6) + 0.5, 0, 1), Partial = (x, _) => x is > -3 and < 3 ? 1.0 / 6 : 0 }),
        Of("hardswish", "input, inplace=False", (_, _) => new("hardswish") { Float = x => x * Math.Clamp((x / 6) + 0.5, 0, 1), Partial = (x, _) => x <= -3 ? 0 : x >= 3 ? 1 : (x / 3) + 0.5 }),
        .. Both("threshold", "input, threshold, value, inplace=False", (context, a) => Threshold(a.Double(context, "threshold"), a.Double(context, "value"))),
        .. Spelled("prelu", "input, weight", "As leaky_relu, with a slope that is learned.", (context, a) =>
        {
            NdArray input = a.Tensor(context, "input"), weight = a.Tensor(context, "weight");
            var slope = weight.Size == 1 || input.Rank < 2 ? weight : Along(context, weight, input.Rank, 1);
            return Plus(context, TorchUfuncs.Relu.Apply(context, input), Times(context, slope, UnaryUfuncs.Negative.Apply(context, TorchUfuncs.Relu.Apply(context, UnaryUfuncs.Negative.Apply(context, input)))));
        }),
        Function("glu", "input, dim=-1", "One half times the sigmoid of the other.", (context, a) =>
        {
            var input = a.Tensor(context, "input");
            var axis = a.Axis(context, input, "glu");
            var half = input.Shape[axis] / 2;
            NdArray Part(int from) => Selection.Read(context, input, [.. Enumerable.Repeat(IndexItem.All, axis), IndexItem.Of(NdArray.Of([half], DType.Int64, [.. Enumerable.Range(from, half).Select(k => (long)k)]))]);
            return Times(context, Part(0), TorchUfuncs.Sigmoid.Apply(context, Part(half)));
        }),
        OfAxis("softmax", Softmaxes.Softmax),
        OfAxis("log_softmax", Softmaxes.LogSoftmax),
        OfAxis("softmin", (context, input, axis) => Softmaxes.Softmax(context, UnaryUfuncs.Negative.Apply(context, input), axis)),
    ];

    /// <summary><c>log(sigmoid(x))</c>, element by element.</summary>
    public static UnaryUfunc LogOfSigmoid => LogSigmoid;

    /// <summary>The axis that a softmax without <c>dim</c> takes.</summary>
    public static int Implicit(CallContext context, string name, int rank)
    {
        context.Session.Warn($"UserWarning: Implicit dimension choice for {name} has been deprecated. Change the call to include dim=X as an argument.", context.Span);
        return rank is 0 or 1 or 3 ? 0 : 1;
    }

    private static LibraryFunction Of(string name, string signature, Func<CallContext, BoundArguments, UnaryUfunc> ufunc) =>
        Function(name, signature, Element, (context, a) => Applied(context, a, name, ufunc(context, a)));

    private static LibraryFunction[] Both(string name, string signature, Func<CallContext, BoundArguments, UnaryUfunc> ufunc) =>
        Spelled(name, signature, Element, (context, a) => Applied(context, a, name, ufunc(context, a)));

    private static Value Applied(CallContext context, BoundArguments a, string name, UnaryUfunc ufunc)
    {
        var input = a.Tensor(context, "input", name);
        var made = ufunc.Apply(context, input);
        return a.Names.Contains("inplace") && a.Flag("inplace") ? context.Library.Method("Tensor", "copy_")!.Call(context, input, new TorchTensor(made)) : made;
    }

    private static LibraryFunction OfAxis(string name, Func<CallContext, NdArray, int, NdArray> apply) =>
        Function(name, "input, dim=None, _stacklevel=3, dtype=None", "Along an axis.", (context, a) =>
        {
            var input = a.Tensor(context, "input", name);
            var floats = Casts.To(context, input, DType.Float64);
            return input.DType != DType.Float64 && !a.Has("dtype")
                ? throw TensorValues.Error($"\"{(name == "log_softmax" ? "log_" : string.Empty)}softmax_lastdim_kernel_impl\" not implemented for '{TensorTypes.Of(context, input).Word}'", context.Span, ErrorCodes.WrongType)
                : apply(context, floats, a.Has("dim") ? a.Dim(context, input.Rank) : Implicit(context, name, input.Rank));
        });

    private static UnaryUfunc Bounded(double low, double high) => new("hardtanh") { Float = x => x < low ? low : x > high ? high : x, Partial = (x, _) => x > low && x < high ? 1 : 0 };

    private static UnaryUfunc Bent(double slope) => new("leaky_relu") { Float = x => x > 0 ? x : slope * x, Partial = (x, _) => x > 0 ? 1 : slope };

    private static UnaryUfunc Exponential(string name, double alpha, double scale) => new(name)
    {
        Float = x => scale * (x > 0 ? x : alpha * double.ExpM1(x)),
        Partial = (x, _) => scale * (x > 0 ? 1 : alpha * Math.Exp(x)),
    };

    private static UnaryUfunc Celu(double alpha) => new("celu") { Float = x => x > 0 ? x : alpha * double.ExpM1(x / alpha), Partial = (x, _) => x > 0 ? 1 : Math.Exp(x / alpha) };

    private static UnaryUfunc Softplus(double beta, double most) => new("softplus") { Float = x => x * beta > most ? x : Soft(x * beta) / beta, Partial = (x, _) => x * beta > most ? 1 : Logistic(x * beta) };

    private static UnaryUfunc Threshold(double least, double value) => new("threshold") { Float = x => x > least ? x : value, Partial = (x, _) => x > least ? 1 : 0 };

    private static double Soft(double x) => Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)));

    private static double Logistic(double x) => TorchUfuncs.Sigmoid.Float!(x);

    private static double Cumulative(double x) => 0.5 * ErrorFunction.Erfc(-x * Half);
}
