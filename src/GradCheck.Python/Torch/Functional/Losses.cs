using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Operations;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;
using static GradCheck.Python.Torch.Functional.Calculation;

namespace GradCheck.Python.Torch.Functional;

/// <summary>Losses of numbers against numbers.</summary>
internal static class Losses
{
    private const string Old = "size_average=None, reduce=None, reduction='mean'";

    private static readonly UnaryUfunc Log = UnaryUfuncs.All.First(ufunc => ufunc.Name == "log");

    /// <summary>The logarithm, no smaller than -100, as torch has it in the binary cross entropy.</summary>
    private static readonly UnaryUfunc Limited = new("log") { Float = x => Math.Max(Math.Log(x), -100), Partial = (x, _) => 1 / Math.Max(x, 1e-12) };

    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Pointwise("mse_loss", "input, target, " + Old, "The squares of the differences.", (context, _, d) => UnaryUfuncs.Square.Apply(context, d)),
        Pointwise("l1_loss", "input, target, " + Old, "The differences.", (context, _, d) => UnaryUfuncs.Absolute.Apply(context, d)),
        Pointwise("smooth_l1_loss", "input, target, " + Old + ", beta=1.0", "Squares near 0, differences elsewhere.", (context, a, d) => Smooth(a.Double(context, "beta"), 1 / a.Double(context, "beta")).Apply(context, d)),
        Pointwise("huber_loss", "input, target, reduction='mean', delta=1.0", "Squares near 0, differences elsewhere.", (context, a, d) => Smooth(a.Double(context, "delta"), 1).Apply(context, d)),
        Function("binary_cross_entropy", "input, target, weight=None, " + Old, "Of probabilities.", (context, a) =>
        {
            NdArray p = a.Tensor(context, "input"), y = a.Tensor(context, "target");
            if (!Shapes.Same(p.Shape, y.Shape))
            {
                throw Errors.Value($"Using a target size (torch.Size({TorchWords.Of(y.Shape)})) that is different to the input size (torch.Size({TorchWords.Of(p.Shape)})) is deprecated. Please ensure they have the same size.", context.Span);
            }

            if (Array.Exists(p.ToDoubles(), value => value is not (>= 0 and <= 1)))
            {
                throw TensorValues.Error("all elements of input should be between 0 and 1", context.Span);
            }

            NdArray one = NdArray.Scalar(1), others = Less(context, one, p);
            var terms = Plus(context, Times(context, y, Limited.Apply(context, p)), Times(context, Less(context, one, y), Limited.Apply(context, others)));
            return Reduced(context, a, Weighed(context, a, UnaryUfuncs.Negative.Apply(context, terms)));
        }),
        Function("binary_cross_entropy_with_logits", "input, target, weight=None, " + Old + ", pos_weight=None", "Of logits.", (context, a) =>
        {
            NdArray x = a.Tensor(context, "input"), y = a.Tensor(context, "target");
            if (!Shapes.Same(x.Shape, y.Shape))
            {
                throw Errors.Value($"Target size (torch.Size({TorchWords.Of(y.Shape)})) must be the same as input size (torch.Size({TorchWords.Of(x.Shape)}))", context.Span);
            }

            // -(w y log s(x) + (1 - y) log s(-x)), and log s(-x) = log s(x) - x.
            var log = Activations.LogOfSigmoid.Apply(context, x);
            var positive = a.Optional("pos_weight") is { } weight ? Times(context, y, weight) : y;
            var terms = Plus(context, Times(context, positive, log), Times(context, Less(context, NdArray.Scalar(1), y), Less(context, log, x)));
            return Reduced(context, a, Weighed(context, a, UnaryUfuncs.Negative.Apply(context, terms)));
        }),
        Function("kl_div", "input, target, " + Old + ", log_target=False", "target * (log(target) - input).", (context, a) =>
        {
            NdArray x = a.Tensor(context, "input"), y = a.Tensor(context, "target");
            var isLog = a.Flag("log_target");
            var terms = isLog
                ? Times(context, UnaryUfuncs.All.First(ufunc => ufunc.Name == "exp").Apply(context, y), Less(context, y, x))
                : Less(context, TorchUfuncs.Binary.First(pair => pair.Name == "xlogy").Ufunc.Apply(context, y, y), Times(context, y, x));
            return a["reduction"] is StringValue { Value: "batchmean" } ? Over(context, Total(context, terms), terms.Shape.FirstOrDefault(1)) : Reduced(context, a, terms);
        }),
        Function("gaussian_nll_loss", "input, target, var, full=False, eps=1e-06, reduction='mean'", "Of a normal distribution.", (context, a) =>
        {
            if (Array.Exists(a.Tensor(context, "var").ToDoubles(), value => value < 0))
            {
                throw Errors.Value("var has negative entry/entries", context.Span);
            }

            var spread = TorchUfuncs.AtLeast.Apply(context, a.Tensor(context, "var"), NdArray.Scalar(a.Double(context, "eps")));
            var squares = UnaryUfuncs.Square.Apply(context, Less(context, a.Tensor(context, "input"), a.Tensor(context, "target")));
            var terms = Times(context, Plus(context, Log.Apply(context, spread), Over(context, squares, spread)), 0.5);
            return Averaged(context, a, a.Flag("full") ? Plus(context, terms, NdArray.Scalar(0.5 * Math.Log(2 * Math.PI))) : terms);
        }),
    ];

    /// <summary>The mean, the sum, or each, of a loss that has no old names for it.</summary>
    public static NdArray Averaged(CallContext context, BoundArguments a, NdArray losses) => a["reduction"] switch
    {
        StringValue { Value: "none" } => losses,
        StringValue { Value: "sum" } => Total(context, losses),
        StringValue { Value: "mean" } => Reductions.Mean(context, losses, All(losses.Rank), keep: false, "mean"),
        var word => throw Errors.Value($"{(word as StringValue)?.Value} is not a valid value for reduction", context.Span),
    };

    private static LibraryFunction Pointwise(string name, string signature, string summary, Func<CallContext, BoundArguments, NdArray, NdArray> apply) => Function(name, signature, summary, (context, a) =>
    {
        NdArray input = a.Tensor(context, "input", name), target = a.Tensor(context, "target", name);
        if (!Shapes.Same(input.Shape, target.Shape))
        {
            context.Session.Warn($"UserWarning: Using a target size (torch.Size({TorchWords.Of(target.Shape)})) that is different to the input size (torch.Size({TorchWords.Of(input.Shape)})). This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.", context.Span);
        }

        var losses = apply(context, a, Less(context, Casts.To(context, input, DType.Float64), Casts.To(context, target, DType.Float64)));
        return a.Names.Contains("reduce") ? Reduced(context, a, losses) : Averaged(context, a, losses);
    });

    private static NdArray Weighed(CallContext context, BoundArguments a, NdArray losses) => a.Optional("weight") is { } weight ? Times(context, losses, weight) : losses;

    private static UnaryUfunc Smooth(double edge, double scale) => new("smooth")
    {
        Float = d => Math.Abs(d) < edge ? 0.5 * d * d * scale : scale * edge * (Math.Abs(d) - (0.5 * edge)),
        Partial = (d, _) => Math.Abs(d) < edge ? d * scale : scale * edge * Math.Sign(d),
    };
}
