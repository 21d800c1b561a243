using GradCheck.Python.Arrays;
using GradCheck.Python.NumPy;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Modules;

/// <summary><c>torch.nn.init</c>: the first values of parameters.</summary>
internal static class Initializers
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Written("zeros_", "tensor", "fill_", (_, _, _) => [IntegerValue.Of(0)]),
        Written("ones_", "tensor", "fill_", (_, _, _) => [IntegerValue.Of(1)]),
        Written("constant_", "tensor, val", "fill_", (_, a, _) => [a["val"]]),
        Written("uniform_", "tensor, a=0.0, b=1.0", "uniform_", (_, a, _) => [a["a"], a["b"]]),
        Written("normal_", "tensor, mean=0.0, std=1.0", "normal_", (_, a, _) => [a["mean"], a["std"]]),
        Written("xavier_uniform_", "tensor, gain=1.0", "uniform_", (context, a, fans) => Uniform(a.Double(context, "gain") * Math.Sqrt(6.0 / (fans.In + fans.Out)))),
        Written("xavier_normal_", "tensor, gain=1.0", "normal_", (context, a, fans) => Normal(a.Double(context, "gain") * Math.Sqrt(2.0 / (fans.In + fans.Out)))),
        Written("kaiming_uniform_", "tensor, a=0, mode='fan_in', nonlinearity='leaky_relu'", "uniform_", (context, a, fans) => Uniform(Gain(context, a) * Math.Sqrt(3.0 / Fan(a, fans)))),
        Written("kaiming_normal_", "tensor, a=0, mode='fan_in', nonlinearity='leaky_relu'", "normal_", (context, a, fans) => Normal(Gain(context, a) / Math.Sqrt(Fan(a, fans)))),
    ];

    private static LibraryFunction Written(string name, string signature, string method, Func<CallContext, BoundArguments, (int In, int Out), Value[]> values) => new("torch.nn.init." + name, signature, "In place.", (context, a) =>
    {
        var tensor = a.Tensor(context, "tensor", name);
        var field = tensor.Rank < 2 ? 1 : (int)Shapes.Count(tensor.Shape.AsSpan(2));
        var fans = tensor.Rank < 2 ? (1, 1) : (tensor.Shape[1] * field, tensor.Shape[0] * field);

        // Numbers alone change: what has the tensor holds on to it.
        context.Library.Method("Tensor", method)!.Call(context, [TensorValues.Detached(tensor), .. values(context, a, fans)]);
        return tensor;
    });

    private static Value[] Uniform(double bound) => [new FloatValue(-bound), new FloatValue(bound)];

    private static Value[] Normal(double deviation) => [new FloatValue(0), new FloatValue(deviation)];

    private static int Fan(BoundArguments a, (int In, int Out) fans) => a["mode"] is StringValue { Value: "fan_out" } ? fans.Out : fans.In;

    private static double Gain(CallContext context, BoundArguments a) => (a["nonlinearity"] as StringValue)?.Value switch
    {
        "relu" => Math.Sqrt(2),
        "tanh" => 5.0 / 3,
        "leaky_relu" => a.Double(context, "a") is var slope ? Math.Sqrt(2 / (1 + (slope * slope))) : 1,
        "selu" => 0.75,
        _ => 1,
    };
}
