using GradCheck.Python.Arrays;
using GradCheck.Python.Source;
using GradCheck.Python.Torch.Tensors;
using GradCheck.Python.Values;

namespace GradCheck.Python.Torch.Autograd;

/// <summary><c>torch.autograd.gradcheck</c>: what a backward pass gives against differences of the forward pass.</summary>
internal static class GradientCheck
{
    public static readonly IReadOnlyList<LibraryFunction> Functions =
    [
        Function("torch.autograd.gradcheck"),
        Function("torch.autograd.gradcheck.gradcheck"),
    ];

    private static LibraryFunction Function(string name) =>
        new(name, "func, inputs, eps=1e-06, atol=1e-05, rtol=0.001, raise_exception=True, **options", "Whether the gradients of a function are those that differences give.", (context, a) =>
        {
            Value[] inputs = a["inputs"] is TupleValue or ListValue ? [.. NumPy.ArrayConversion.Items(a["inputs"])!] : [a["inputs"]];
            if (inputs.OfType<TorchTensor>().All(input => !input.RequiresGrad))
            {
                throw Errors.Value("gradcheck expects at least one input tensor to require gradient, but none of the them have requires_grad=True.", context.Span);
            }

            var failure = Failure(context, a["func"], inputs, NumPy.Arguments.Double(context, a["eps"]), NumPy.Arguments.Double(context, a["atol"]), NumPy.Arguments.Double(context, a["rtol"]));
            return failure is null ? BooleanValue.True
                : a["raise_exception"] is BooleanValue { Value: false } ? BooleanValue.False
                : throw TensorValues.Error(failure, context.Span);
        });

    private static string? Failure(CallContext context, Value function, Value[] inputs, double step, double absolute, double relative)
    {
        for (var at = 0; at < inputs.Length; at++)
        {
            if (inputs[at] is not TorchTensor { RequiresGrad: true } input)
            {
                continue;
            }

            var numerical = Differences(context, function, inputs, input, step);
            var outputs = Outputs(context, function, inputs);
            for (var k = 0; k < outputs.Count; k++)
            {
                if (!Agrees(context, outputs[k], input, [.. numerical.Select(column => column[k])], absolute, relative))
                {
                    return $"Jacobian mismatch for output {k} with respect to input {at},";
                }
            }
        }

        return null;
    }

    private static bool Agrees(CallContext context, TorchTensor output, TorchTensor input, double[][] numerical, double absolute, double relative)
    {
        for (var element = 0; output.RequiresGrad && element < output.Size; element++)
        {
            var seed = new double[output.Size];
            seed[element] = 1;
            var gradient = BackwardPass.Of(context, [output], [NdArray.Of(output.Shape, seed)], keep: true).Of(input)?.ToDoubles() ?? new double[input.Size];
            for (var k = 0; k < gradient.Length; k++)
            {
                if (!(Math.Abs(gradient[k] - numerical[k][element]) <= absolute + (relative * Math.Abs(numerical[k][element]))))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // For each element of the input, how much each element of each output changes.
    private static List<double[][]> Differences(CallContext context, Value function, Value[] inputs, TorchTensor input, double step)
    {
        var made = new List<double[][]>();
        foreach (var place in input.Places())
        {
            var before = input.Storage.Floats[place];
            try
            {
                input.Storage.Floats[place] = before + step;
                var above = Outputs(context, function, inputs).ConvertAll(output => output.ToDoubles());
                input.Storage.Floats[place] = before - step;
                var below = Outputs(context, function, inputs).ConvertAll(output => output.ToDoubles());
                made.Add([.. above.Zip(below, (up, down) => up.Zip(down, (a, b) => (a - b) / (2 * step)).ToArray())]);
            }
            finally
            {
                input.Storage.Floats[place] = before;
            }
        }

        return made;
    }

    private static List<TorchTensor> Outputs(CallContext context, Value function, Value[] inputs) =>
        [.. TensorValues.Among([context.Call(function, inputs)]).Where(output => output.DType == DType.Float64)];
}
