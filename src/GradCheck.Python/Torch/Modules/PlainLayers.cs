using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Modules;

/// <summary>Layers and losses without parameters.</summary>
internal static class PlainLayers
{
    private const string Old = "size_average=None, reduce=None, reduction='mean'";
    private static readonly string[] OldNames = ["size_average", "reduce", "reduction"];

    public static readonly IReadOnlyList<Layer> All =
    [
        Layer.Of("ReLU", "inplace=False", "relu", "inplace"),
        Layer.Of("ReLU6", "inplace=False", "relu6", "inplace"),
        Layer.Of("LeakyReLU", "negative_slope=0.01, inplace=False", "leaky_relu", "negative_slope", "inplace"),
        Layer.Of("ELU", "alpha=1.0, inplace=False", "elu", "alpha", "inplace"),
        Layer.Of("SELU", "inplace=False", "selu", "inplace"),
        Layer.Of("CELU", "alpha=1.0, inplace=False", "celu", "alpha", "inplace"),
        Layer.Of("GELU", "approximate='none'", "gelu", "approximate"),
        Layer.Of("SiLU", "inplace=False", "silu", "inplace"),
        Layer.Of("Mish", "inplace=False", "mish", "inplace"),
        Layer.Of("Softplus", "beta=1, threshold=20", "softplus", "beta", "threshold"),
        Layer.Of("Softsign", string.Empty, "softsign"),
        Layer.Of("Tanh", string.Empty, "tanh"),
        Layer.Of("Sigmoid", string.Empty, "sigmoid"),
        Layer.Of("Tanhshrink", string.Empty, "tanhshrink"),
        Layer.Of("LogSigmoid", string.Empty, "logsigmoid"),
        Layer.Of("Hardtanh", "min_val=-1.0, max_val=1.0, inplace=False", "hardtanh", "min_val", "max_val", "inplace"),
        Layer.Of("Hardsigmoid", "inplace=False", "hardsigmoid", "inplace"),
        Layer.Of("Hardswish", "inplace=False", "hardswish", "inplace"),
        Layer.Of("Threshold", "threshold, value, inplace=False", "threshold", "threshold", "value", "inplace"),
        Layer.Of("GLU", "dim=-1", "glu", "dim"),
        Layer.Of("Softmax", "dim=None", "softmax", "dim"),
        Layer.Of("LogSoftmax", "dim=None", "log_softmax", "dim"),
        Layer.Of("Softmin", "dim=None", "softmin", "dim"),
        new Layer("Dropout", "p=0.5, inplace=False", (context, self, inputs) => Layer.Call(context, "dropout", inputs, Layer.Given(self, "p"), new("training", BooleanValue.Of(ModuleMethods.IsTraining(self))))),
        Layer.Of("MaxPool1d", "kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False", "max_pool1d", "kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"),
        Layer.Of("MaxPool2d", "kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False", "max_pool2d", "kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"),
        Layer.Of("AvgPool1d", "kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True", "avg_pool1d", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad"),
        Layer.Of("AvgPool2d", "kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None", "avg_pool2d", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"),
        Layer.Of("AdaptiveAvgPool1d", "output_size", "adaptive_avg_pool1d", "output_size"),
        Layer.Of("AdaptiveAvgPool2d", "output_size", "adaptive_avg_pool2d", "output_size"),
        Layer.Of("Unfold", "kernel_size, dilation=1, padding=0, stride=1", "unfold", "kernel_size", "dilation", "padding", "stride"),
        Layer.Of("Fold", "output_size, kernel_size, dilation=1, padding=0, stride=1", "fold", "output_size", "kernel_size", "dilation", "padding", "stride"),
        Layer.Of("CosineSimilarity", "dim=1, eps=1e-08", "cosine_similarity", "dim", "eps"),
        new Layer("Flatten", "start_dim=1, end_dim=-1", (context, self, inputs) => context.Library.Method("Tensor", "flatten")!.Call(context, inputs[0], self.Own("start_dim")!, self.Own("end_dim")!)),
        new Layer("Identity", "*args, **kwargs", (_, _, inputs) => inputs[0]),
        Layer.Of("MSELoss", Old, "mse_loss", OldNames),
        Layer.Of("L1Loss", Old, "l1_loss", OldNames),
        Layer.Of("SmoothL1Loss", Old + ", beta=1.0", "smooth_l1_loss", [.. OldNames, "beta"]),
        Layer.Of("HuberLoss", "reduction='mean', delta=1.0", "huber_loss", "reduction", "delta"),
        Layer.Of("KLDivLoss", Old + ", log_target=False", "kl_div", [.. OldNames, "log_target"]),
        Layer.Of("BCELoss", "weight=None, " + Old, "binary_cross_entropy", ["weight", .. OldNames]),
        Layer.Of("BCEWithLogitsLoss", "weight=None, " + Old + ", pos_weight=None", "binary_cross_entropy_with_logits", ["weight", .. OldNames, "pos_weight"]),
        Layer.Of("CrossEntropyLoss", "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0", "cross_entropy", ["weight", "ignore_index", .. OldNames, "label_smoothing"]),
        Layer.Of("NLLLoss", "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'", "nll_loss", ["weight", "ignore_index", .. OldNames]),
        .. new[] { ("ConstantPad1d", 2), ("ConstantPad2d", 4) }.Select(pair => new Layer(pair.Item1, "padding, value", (context, self, inputs) => Padded(context, self, inputs, pair.Item2, self.Own("value")!))),
        new Layer("ZeroPad2d", "padding", (context, self, inputs) => Padded(context, self, inputs, 4, IntegerValue.Of(0))),
    ];

    private static Value Padded(CallContext context, Classes.InstanceValue self, IReadOnlyList<Value> inputs, int count, Value value)
    {
        var widths = NumPy.Arguments.Ints(context, self.Own("padding")!);
        var all = new SizeValue(widths.Length == count ? widths : Enumerable.Repeat(widths[0], count));
        return Layer.Call(context, "pad", [inputs[0], new TupleValue([.. all.Items])], new KeyValuePair<string, Value>("value", value));
    }
}
