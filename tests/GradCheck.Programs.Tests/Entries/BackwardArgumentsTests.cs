using GradCheck.Comparison;
using GradCheck.Tensors;
using static GradCheck.Programs.Tests.Entries.CustomPass;

namespace GradCheck.Programs.Tests.Entries;

/// <summary>What a backward function is given.</summary>
public class BackwardArgumentsTests
{
    [Theory]
    [InlineData("def forward(x, w, lambd):", "def backward(dout, cache):", "`forward` takes `lambd`, and nothing is given for it; there is `x`, `w`.")]
    [InlineData("def forward(x, w):", "def backward(dout, cache, lambd):", "`backward` takes `lambd`, and neither an argument of `forward` nor anything that it returns or makes has that name; let it take one `cache`, and let the forward function return that.")]
    [InlineData("def forward(x, w):", "def backward(cache):", "`backward` has no parameter for the gradient that comes in: call one `dout`.")]
    [InlineData("def forward(x, q=1):", "def backward(dout, cache):", "`w` is to be differentiated, but `forward` has no parameter for it.")]
    public void Parameters_ThatNothingIsGivenFor_AreInconclusive(string forward, string backward, string message)
    {
        var report = Custom($"{forward}\n    return x * 2, x\n{backward}\n    return dout, dout\n", ["x", "w"], Vector("x", 0.5, 2), Vector("w", 1, 0.25));

        Assert.Equal((Verdict.Inconclusive, "cannot_be_called"), (report.Verdict, report.FirstWrongLine!.Finding.Code));
        Assert.StartsWith(message, report.FirstWrongLine.Message, StringComparison.Ordinal);
        Assert.Equal(["dx", "dw"], report.Unchecked);
        Assert.All(report.Backward, gradient => Assert.Equal(Verdict.Inconclusive, gradient.Verdict));
    }

    [Theory]
    [InlineData("W = params['W']\n    b = params['b']", "params['W']", "{'W': dW, 'b': db}", Verdict.Match)]
    [InlineData("W, b = params", "params[0]", "dW, db", Verdict.Match)]
    [InlineData("l = 1\n    W = params['W' * l]\n    b = params['b']", "params['W']", "{'dW': dW, 'db': db}", Verdict.Match)]
    [InlineData("W = params['W']\n    b = params['b']", "params['W']", "{'W': 2 * dW, 'b': db}", Verdict.Mismatch)]
    [InlineData("W = params['W']\n    b = params['bias']", "params['W']", "{'W': dW, 'b': db}", Verdict.Inconclusive)]
    public void Inputs_TakenInOneDictionaryOrTuple_ArePacked(string unpack, string w, string returned, Verdict verdict)
    {
        var code = $"""
            import numpy as np
            def forward(X, params):
                {unpack}
                return X.dot(W) + b, (X, params)
            def backward(dout, cache):
                X, params = cache
                dX = np.outer(dout, {w})
                dW = X.T.dot(dout)
                db = dout.sum()
                return {returned}
            """;

        var report = Custom(code, ["W", "b"], new("X", new(new Shape(3, 2), [1, 2, 3, 4, 5, 7])), Vector("W", 0.5, -1), Vector("b", 0.25));

        Assert.True(report.Verdict == verdict, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Inputs_HandedOnInOneDictionary_ArePacked()
    {
        const string code = """
            def layer(x, parameters):
                return x * parameters['w'] + parameters['b']
            def net_forward(x, parameters):
                return layer(x, parameters), (x, parameters)
            def net_backward(dout, cache):
                x, parameters = cache
                return {'dx': dout * parameters['w'], 'dw': dout * x, 'db': dout}
            """;

        Assert.Equal(Verdict.Match, Custom(code, ["x", "w", "b"], Vector("x", 1, 2), Vector("w", 3, 5), Vector("b", 1, 4)).Verdict);
        Assert.Equal(Verdict.Mismatch, Custom(code.Replace("dout * x", "dout", StringComparison.Ordinal), ["x", "w", "b"], Vector("x", 1, 2), Vector("w", 3, 5), Vector("b", 1, 4)).Verdict);
    }

    [Theory]
    [InlineData("gb * b * (1 - b)", Verdict.Match)]
    [InlineData("gb * b * (1 + b)", Verdict.Mismatch)]
    public void Backward_OfAnOutputAndItsGradient_TakesBoth(string gradient, Verdict verdict)
    {
        var code = $"import numpy as np\ndef sigmoid_forward(a):\n    return 1 / (1 + np.exp(-a))\ndef sigmoid_backward(b, gb):\n    return {gradient}\n";

        Assert.Equal(verdict, Custom(code, ["a"], Vector("a", 0.5, -1)).Verdict);
    }

    [Theory]
    [InlineData("cache = {}\n", "cache['v'] = (x, y)", "x, y = cache['v']")]
    [InlineData("", "global saved\n    saved = (x, y)", "x, y = saved")]
    [InlineData("tape = []\n", "tape.append((x, y))", "x, y = tape.pop()")]
    public void Backward_OfWhatTheForwardPassLeftInTheFile_FindsIt(string top, string keep, string read)
    {
        var code = $"import numpy as np\n{top}def forward(x):\n    y = np.tanh(x)\n    {keep}\n    return y\ndef backward(dout):\n    {read}\n    return dout * (1 - y ** 2)\n";

        var report = Custom(code, ["x"], Vector("x", 0.5, -1));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(Verdict.Mismatch, Custom(code.Replace("1 - y", "1 + y", StringComparison.Ordinal), ["x"], Vector("x", 0.5, -1)).Verdict);
    }

    [Theory]
    [InlineData("return y", "dout, x, y", "dout")]
    [InlineData("return y", "dy, y", "dy")]
    [InlineData("return y", "x, out, dout", "dout")]
    [InlineData("return y, (x, y)", "dout, x, y", "dout")]
    [InlineData("return y, {'x': x, 'y': y}", "dout, x, y", "dout")]
    [InlineData("return y, (x, y)", "*, dout, cache", "dout")]
    public void Backward_OfTheOutputItself_GetsIt(string returned, string parameters, string taken)
    {
        var made = parameters.Contains("cache", StringComparison.Ordinal) ? "cache[1]" : parameters.Contains("out,", StringComparison.Ordinal) && parameters.Contains(" out", StringComparison.Ordinal) ? "out" : "y";
        var code = $"import numpy as np\ndef forward(x):\n    y = np.tanh(x)\n    {returned}\ndef backward({parameters}):\n    return {taken} * (1 - {made} ** 2)\n";

        var report = Custom(code, ["x"], Vector("x", 0.5, -1));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(Verdict.Mismatch, Custom(code.Replace("1 - ", "1 + ", StringComparison.Ordinal), ["x"], Vector("x", 0.5, -1)).Verdict);
    }

    [Fact]
    public void Backward_OfAGradientWithAWordAfterIt_TakesItForThatOutput()
    {
        const string code = """
            import numpy as np
            def forward(x):
                z = 3 * x
                y = np.tanh(z)
                return y, z, (x, y)
            def backward(dy, dz_in, cache):
                x, y = cache
                return 3 * (dy * (1 - y ** 2) + dz_in)
            """;

        Assert.Equal(Verdict.Match, Custom(code, ["x"], Vector("x", 0.5, -1)).Verdict);
        Assert.Equal(Verdict.Mismatch, Custom(code.Replace(" + dz_in", string.Empty, StringComparison.Ordinal), ["x"], Vector("x", 0.5, -1)).Verdict);
    }

    [Theory]
    [InlineData("douts", "douts[0] * (1 - y ** 2) + douts[1]")]
    [InlineData("grads", "grads[0] * (1 - y ** 2) + grads[1]")]
    [InlineData("d", "d1 * (1 - y ** 2) + d2")]
    public void Backward_OfAllGradientsInOneTuple_TakesThemApart(string name, string sum)
    {
        var unpack = name == "d" ? "d1, d2 = d" : "pass";
        var code = $"import numpy as np\ndef forward(x):\n    y = np.tanh(x)\n    return y, 1 * x, (x, y)\ndef backward({name}, cache):\n    x, y = cache\n    {unpack}\n    return {sum}\n";

        var report = Custom(code, ["x"], Vector("x", 0.5, -1));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(Verdict.Mismatch, Custom(code.Replace("1 - y", "1 + y", StringComparison.Ordinal), ["x"], Vector("x", 0.5, -1)).Verdict);
    }

    [Theory]
    [InlineData("backward(dc, cache, params)")]
    [InlineData("backward(dc, params, cache)")]
    [InlineData("backward(dc, alphas, cache, params)")]
    [InlineData("backward(dc, cache, params, K)")]
    public void Backward_OfNamedParts_TakesThemByTheirNames(string signature)
    {
        var code = $$"""
            K = 3
            def forward(h, params):
                alphas = h * params['w']
                context = K * alphas
                cache = {'h': h}
                return context, alphas, cache
            def {{signature}}:
                return {'dh': K * dc * params['w'], 'dw': K * dc * cache['h']}
            """;

        var report = Custom(code, ["h", "w"], Vector("h", 1, 2), Vector("w", 3, 5));

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }
}
