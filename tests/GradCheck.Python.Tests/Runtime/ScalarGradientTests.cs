using GradCheck.Python.Arrays;
using GradCheck.Python.Values;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>Floats of Python keep their gradients: what reverse mode says of them, and what moving the input a little does.</summary>
public class ScalarGradientTests
{
    [Theory]
    [InlineData("x + 2.0", 0.7)]
    [InlineData("2 - x", 0.7)]
    [InlineData("x * x * 3", 0.7)]
    [InlineData("1 / x - x / 3", 0.7)]
    [InlineData("x ** 2.5 + x ** -1 + 2 ** x", 0.7)]
    [InlineData("x ** x", 1.7)]
    [InlineData("-x + +x * 2", 0.7)]
    [InlineData("abs(x) + abs(-x)", -0.7)]
    [InlineData("x % 0.3 + 7.3 % x", 0.7)]
    [InlineData("math.sqrt(x) + math.exp(x) + math.log(x) + math.log(x, 2)", 0.7)]
    [InlineData("math.sin(x) * math.cos(x) + math.tan(x) + math.tanh(x) + math.atan(x)", 0.7)]
    [InlineData("math.sinh(x) + math.cosh(x) + math.log1p(x) + math.expm1(x) + math.log2(x) + math.log10(x) + math.fabs(-x) + math.pow(x, 3)", 0.7)]
    [InlineData("sum([x, x * x, 1.0]) + max(x, 0.1) + min([x, 2.0])", 0.7)]
    [InlineData("float(np.sqrt(x)) * x + float(np.array([x, 1.0]).sum())", 0.7)]
    [InlineData("(lambda a, b=x: a * b)(x) + [x][0] + {'k': x}['k'] + (x if x > 0 else 0)", 0.7)]
    public void Derivative_OfAnExpression_IsThatOfReverseMode(string expression, double at)
    {
        var text = $"def f(v):\n    x = float(v[0])\n    return {expression}\n";
        var tape = GradientTape.Start();
        var file = ProgramRun.Load(text, tape: tape);
        var input = tape.Input("v", [1], [at]);
        var node = NodeOf(file.Call("f", [input]));
        var adjoint = tape.Adjoints([node], [1.0])[input.ToNodes()![0]];

        const double H = 1e-6;
        var slope = (Value(at + H) - Value(at - H)) / (2 * H);
        Assert.True(Math.Abs(adjoint - slope) <= 1e-7 * (1 + Math.Abs(slope)), $"{expression}: {adjoint} by the tape, {slope} by differences");

        double Value(double x) => ProgramRun.Load(text).Call("f", [NdArray.Of([1], [x])]) switch
        {
            FloatValue number => number.Value,
            var array => ((NdArray)array).ToDoubles()[0],
        };
    }

    private static int NodeOf(Value value) => value is FloatValue number ? number.Node : ((NdArray)value).ToNodes()![0];
}
