using GradCheck.Comparison;
using GradCheck.Programs.Checking;
using GradCheck.Tensors;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Programs.Checking.Entries;

/// <summary>How passes are called, kind by kind.</summary>
public class CallingTests
{
    private const string LstmLike = """
        import numpy as np

        def step_forward(x, prev_h, prev_c):
            next_c = prev_c * x + prev_h
            next_h = np.tanh(next_c)
            return next_h, next_c, (x, prev_c, next_h)

        def step_backward(dnext_h, dnext_c, cache):
            x, prev_c, next_h = cache
            dc = dnext_c + dnext_h * (1 - next_h ** 2)
            return dc * prev_c, dc, dc * x
        """;

    private const string Affine = """
        import numpy as np
        def affine_forward(x, w, b):
            return x.reshape(x.shape[0], -1).dot(w) + b, (x, w)
        def affine_backward(dout, cache):
            x, w = cache
            dx = dout.dot(w.T).reshape(x.shape)
            dw = x.reshape(x.shape[0], -1).T.dot(dout)
            db = dout.sum(axis=0)
            return dx, dw, db
        """;

    [Fact]
    public void Outputs_TwoWithAGradientEach_AreBothChecked()
    {
        Assert.Equal(Verdict.Match, Lstm(LstmLike).Verdict);
        Assert.Equal(Verdict.Mismatch, Lstm(LstmLike.Replace("dc = dnext_c + dnext_h", "dc = dnext_h", StringComparison.Ordinal)).Verdict);
    }

    [Fact]
    public void Dout_ByTheNamesOfTheOutputs_IsTaken()
    {
        // With no gradient of next_c, to forget it is no mistake.
        var zero = new Tensor(new Shape(2), [0, 0]);
        var code = LstmLike.Replace("dc = dnext_c + dnext_h", "dc = dnext_h", StringComparison.Ordinal);

        Assert.Equal(Verdict.Match, Lstm(code, [new("next_c", zero)]).Verdict);
        Assert.Equal(Verdict.Match, Lstm(code, [new("dnext_c", zero)]).Verdict);
        Assert.Equal(Verdict.Match, Lstm(code, [new(string.Empty, new(new Shape(2), [1, 2])), new(string.Empty, zero)]).Verdict);
        Assert.Equal(Verdict.Mismatch, Lstm(code, [new("next_h", zero)]).Verdict);
    }

    [Theory]
    [InlineData("next_x", "dout has `next_x`, but the outputs that the backward function takes a gradient for are `next_h`, `next_c`")]
    [InlineData("", "dout is a list of 1, but the function has 2 outputs (`next_h`, `next_c`)")]
    public void Dout_OfNoOutput_IsInconclusive(string name, string note)
    {
        var report = Lstm(LstmLike, [new(name, new(new Shape(2), [1, 2]))]);

        Assert.Equal((Verdict.Inconclusive, note), (report.Verdict, report.Forward.Note));
        Assert.Equal(["dx", "dprev_h", "dprev_c"], report.Unchecked);
    }

    [Fact]
    public void Dout_OneTensorForTwoOutputs_IsSplitAlongItsFirstAxis()
    {
        var request = LstmRequest(LstmLike);

        Assert.Equal(Verdict.Match, ProgramChecker.Check(request with { Dout = new(new Shape(2, 2), [1, 2, 3, 4]) }).Verdict);
        Assert.Equal(Verdict.Inconclusive, ProgramChecker.Check(request with { Dout = new(new Shape(2), [1, 2]) }).Verdict);
    }

    [Fact]
    public void Loss_OfOneNumber_GoesBackFromOne()
    {
        const string code = "import numpy as np\ndef forward(x, y):\n    return ((x - y) ** 2).sum(), (x, y)\ndef backward(dout, cache):\n    x, y = cache\n    return 2 * (x - y)\n";

        Assert.Equal(Verdict.Match, Custom(code, ["x"], Vector("x", 0.5, 2), Vector("y", 1, 0.25)).Verdict);
    }

    [Theory]
    [InlineData("loss, dw", Verdict.Match)]
    [InlineData("loss, {'w': dw}", Verdict.Match)]
    [InlineData("loss, {'dw': dw}", Verdict.Match)]
    [InlineData("{'loss': loss, 'grads': {'w': dw}}", Verdict.Match)]
    [InlineData("loss, [dw]", Verdict.Match)]
    [InlineData("loss, -dw", Verdict.Mismatch)]
    [InlineData("loss, {'w': 2 * dw}", Verdict.Mismatch)]
    [InlineData("loss, (x, w)", Verdict.Inconclusive)]
    [InlineData("loss, {'x': x, 'w': w}", Verdict.Inconclusive)]
    [InlineData("loss", Verdict.Inconclusive)]
    public void Loss_AndGradientsFromOneFunction_AreTakenAsThat(string returned, Verdict verdict)
    {
        var report = Custom($"import numpy as np\ndef f(x, w):\n    s = x * w\n    loss = (s ** 2).sum()\n    dw = 2 * s * x\n    return {returned}\n", ["w"], Vector("x", 0.5, 2), Vector("w", 1, 0.25));

        Assert.Equal(verdict, report.Verdict);
        Assert.Equal(verdict == Verdict.Inconclusive ? ["dw"] : [], report.Unchecked);
    }

    [Fact]
    public void WholeNumbers_ThatIndex_AreIntegers()
    {
        const string code = "import numpy as np\ndef forward(i, w):\n    return w[i], (i, w)\ndef backward(dout, cache):\n    i, w = cache\n    dw = np.zeros_like(w)\n    np.add.at(dw, i, dout)\n    return dw\n";

        Assert.Equal(Verdict.Match, Custom(code, ["w"], Vector("i", 0, 1, 1), Vector("w", 1, 0.25)).Verdict);
    }

    [Fact]
    public void WholeNumbers_ThatHaveToBeFloats_AreFloats()
    {
        const string code = "import numpy as np\ndef forward(x, y):\n    return x * y ** -1, y\ndef backward(dout, y):\n    return dout * y ** -1\n";

        Assert.Equal(Verdict.Match, Custom(code, ["x"], Vector("x", 0.5, 2), Vector("y", 1, 2)).Verdict);
    }

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

    [Fact]
    public void Gradients_OfAnotherNumberWithoutNames_AreInconclusive()
    {
        var report = Custom("def forward(x, w):\n    return x * w, (x, w)\ndef backward(dout, cache):\n    x, w = cache\n    return dout * x\n", ["x", "w"], Vector("x", 0.5, 2), Vector("w", 1, 0.25));

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.StartsWith("`backward` returns 1 value where `dx`, `dw` are asked for, and no name says which is which", report.FirstWrongLine!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_MoreThanAreAskedFor_GoByTheirNames()
    {
        const string code = "def forward(x, w, b):\n    return x * w + b, (x, w)\ndef backward(dout, cache):\n    x, w = cache\n    dx, dw, db = dout * w, dout * x, dout\n    return dx, dw, db\n";

        Assert.Equal(Verdict.Match, Custom(code, ["w", "b"], Vector("x", 0.5, 2), Vector("w", 1, 0.25), Vector("b", 1, 3)).Verdict);
    }

    [Theory]
    [InlineData("return {'dx': dx, 'dw': dw, 'db': db}", Verdict.Match)]
    [InlineData("return [dx, dw, db]", Verdict.Match)]
    [InlineData("return dx, {'db': db, 'dw': dw}", Verdict.Match)]
    [InlineData("return {'x': dx, 'w': dw, 'b': db}", Verdict.Match)]
    [InlineData("return {'dx': dx, 'dw': dw, 'db': 2 * db}", Verdict.Mismatch)]
    [InlineData("return [dx, dw, 2 * db]", Verdict.Mismatch)]
    [InlineData("return {'dx': dx, 'dw': dw}", Verdict.Mismatch)]
    public void Gradients_OfALayerInAnyContainer_AreFound(string returned, Verdict verdict)
    {
        var report = RightProgram.Check("affine", Affine.Replace("return dx, dw, db", returned, StringComparison.Ordinal));

        Assert.Equal(verdict, report.Verdict);
        Assert.Equal(verdict == Verdict.Match ? null : 9, report.FirstWrongLine?.Line);
    }

    [Fact]
    public void Classes_AreInconclusiveByTheirName()
    {
        var report = RightProgram.Check("layernorm", "import numpy as np\n\nclass LayerNorm:\n    def forward(self, x):\n        return x\n");

        Assert.Equal((Verdict.Inconclusive, 3), (report.Verdict, report.FirstWrongLine!.Line));
        Assert.StartsWith("`class LayerNorm`, line 3: classes are not read yet; write forward and backward as functions.", report.FirstWrongLine.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Torch_IsInconclusiveByItsName()
    {
        var report = RightProgram.Check("layernorm", "import torch\ndef layernorm_forward(x, gamma, beta, ln_param):\n    mu = x.mean(dim=1, keepdim=True)\n    return x - mu, None\n");

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.StartsWith("The code is written for torch, which is not read yet", report.FirstWrongLine!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_ThatMayBothBeMeant_AreNamed()
    {
        var report = Custom("def a(x):\n    return x\ndef b(x):\n    return x\n", ["x"], Vector("x", 1, 2));

        Assert.Equal((Verdict.Inconclusive, "function_ambiguous"), (report.Verdict, report.FirstWrongLine!.Finding.Code));
        Assert.Equal("Several functions may be the forward pass: `a`, `b`. Set `forward_name` and `backward_name`.", report.FirstWrongLine.Message);
    }

    [Fact]
    public void PrintOfPython2_WhereNobodyAsked_DecidesNothing()
    {
        var report = RightProgram.Check("affine", Affine + "\ndef train():\n    print \"loss\"\n");

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal(["syntax_elsewhere"], report.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void PrintOfPython2_InAFunctionThatIsCalled_Decides()
    {
        var report = RightProgram.Check("affine", Affine.Replace("    x, w = cache\n", "    x, w = cache\n    show(x)\n", StringComparison.Ordinal) + "\ndef show(a):\n    print a\n");

        Assert.Equal((Verdict.Mismatch, "python_2"), (report.Verdict, report.FirstWrongLine!.Finding.Code));
    }

    [Fact]
    public void AForwardFunctionAlone_IsNoMatch()
    {
        var report = RightProgram.Check("affine", Affine[..Affine.IndexOf("def affine_backward", StringComparison.Ordinal)]);

        Assert.Equal((Verdict.Inconclusive, Verdict.Match), (report.Verdict, report.Forward.Verdict));
        Assert.Equal(["dx", "dw", "db"], report.Unchecked);
    }

    [Fact]
    public void AStarImport_MayHaveBroughtAName()
    {
        var report = RightProgram.Check("conv", "import numpy as np\nfrom fast_layers import *\n\ndef conv_forward_naive(x, w, b, conv_param):\n    return conv_forward_fast(x, w, b, conv_param)\n\ndef conv_backward_naive(dout, cache):\n    return conv_backward_fast(dout, cache)\n");

        Assert.Equal((Verdict.Inconclusive, "unsupported", 5), (report.Verdict, report.FirstWrongLine!.Finding.Code, report.FirstWrongLine.Line));
    }

    [Theory]
    [InlineData("layernorm_forward(x, gamma, ln_param)", "gamma * xhat", "xhat, s, gamma", "dxhat = dout * gamma", "dx, (dout * xhat).sum(axis=0)", 2)]
    [InlineData("layernorm_forward(x, eps=1e-5)", "xhat", "xhat, s", "dxhat = dout", "dx", 1)]
    public void ALayerNormWithoutParameters_IsHeldAgainstOneWithout(string forward, string output, string kept, string line, string returned, int gradients)
    {
        var code = $"""
            import numpy as np
            def {forward}:
                mu = x.mean(axis=1, keepdims=True)
                s = np.sqrt(x.var(axis=1, keepdims=True) + {(forward.Contains("eps", StringComparison.Ordinal) ? "eps" : "ln_param['eps']")})
                xhat = (x - mu) / s
                return {output}, ({kept})
            def layernorm_backward(dout, cache):
                {kept} = cache
                {line}
                dx = (dxhat - dxhat.mean(axis=1, keepdims=True) - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / s
                return {returned}
            """;

        var report = RightProgram.Check("layernorm", code);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(gradients, report.Backward.Count);
    }

    [Theory]
    [InlineData("return da, db", Verdict.Match)]
    [InlineData("return db, da", Verdict.Match)]
    [InlineData("return db, 2 * da", Verdict.Mismatch)]
    [InlineData("return [db, da]", Verdict.Match)]
    [InlineData("return 1 * db, 1 * da", Verdict.Mismatch)]
    public void Gradients_GoByTheirNames_AndByTheirOrderWhereNamesSayNothing(string line, Verdict verdict)
    {
        var code = $"def forward(a, b):\n    return a * b, (a, b)\ndef backward(dout, cache):\n    a, b = cache\n    da = dout * b\n    db = dout * a\n    {line}\n";

        Assert.Equal(verdict, Custom(code, ["a", "b"], Vector("a", 1, 2), Vector("b", 3, 5)).Verdict);
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
    [InlineData("dlogits / N", Verdict.Match)]
    [InlineData("dlogits", Verdict.Mismatch)]
    public void ALossWithItsGradients_AmongPairsOfOtherNames_StandsAlone(string gradient, Verdict verdict)
    {
        var code = $"""
            import numpy as np
            def relu_forward(x):
                return np.maximum(0, x), x
            def relu_backward(dout, cache):
                return dout * (cache > 0)
            def linear_forward(x, w):
                return x * w, (x, w)
            def linear_backward(dout, cache):
                return dout * cache[1], dout * cache[0]
            def mse(logits, y):
                N = logits.shape[0]
                dlogits = 2 * (logits - y)
                return np.mean((logits - y) ** 2), {gradient}
            """;

        foreach (var text in new[] { code, code[..code.IndexOf("def linear_forward", StringComparison.Ordinal)] + code[code.IndexOf("def mse", StringComparison.Ordinal)..] })
        {
            var report = ProgramChecker.Check(RequestOf(text, ["logits"], Vector("logits", 1, 2.5), Vector("y", 0, 1)) with { ForwardName = "mse" });

            Assert.Equal(verdict, report.Verdict);
        }
    }

    [Fact]
    public void PrintOfPythonTwo_OutsideOfWhatIsAsked_DoesNotDecide()
    {
        var report = RightProgram.Check("affine", Affine + "\nprint \"loaded\"\ndef train():\n    print \"loss\"\ntrain()\n");

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal(["syntax_elsewhere", "syntax_elsewhere"], report.Warnings.Select(warning => warning.Code));
        Assert.Equal(Verdict.Mismatch, RightProgram.Check("affine", Affine.Replace("    x, w = cache\n", "    x, w = cache\n    print x\n", StringComparison.Ordinal)).Verdict);
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
    [InlineData("(db, dw)")]
    [InlineData("[db, dw]")]
    public void Gradients_InATupleBesideTheLoss_GoByTheirNames(string gradients)
    {
        var code = $"def loss(w, b):\n    dw = 2 * w\n    db = 4 * b ** 3\n    return (w ** 2).sum() + (b ** 4).sum(), {gradients}\n";

        Assert.Equal(Verdict.Match, Custom(code, ["w", "b"], Vector("w", 0.5, -1), Vector("b", 2, 3)).Verdict);
        Assert.Equal(Verdict.Mismatch, Custom(code.Replace("4 * b", "b", StringComparison.Ordinal), ["w", "b"], Vector("w", 0.5, -1), Vector("b", 2, 3)).Verdict);
    }

    [Theory]
    [InlineData("from collections import namedtuple\nPair = namedtuple('Pair', 'x y')\n", "def forward(x):\n    return 2 * x, Pair(x, x)\n")]
    [InlineData("", "forward = lambda x: (2 * x, (x, x))\n")]
    public void WhatALineOutsideOfTheSubsetMakes_IsNoNameErrorOfTheCode(string top, string forward)
    {
        var report = Custom($"{top}{forward}def backward(dout, cache):\n    return 2 * dout\n", ["x"], Vector("x", 0.5, -1));

        Assert.Equal((Verdict.Inconclusive, "unsupported"), (report.Verdict, report.FirstWrongLine?.Finding.Code));
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

    [Theory]
    [InlineData("return hs", "backward(douts, x)", Verdict.Match)]
    [InlineData("return hs, x", "backward(douts, x)", Verdict.Match)]
    [InlineData("return hs", "backward(grads, x)", Verdict.Match)]
    [InlineData("return hs, x", "backward(douts, cache)", Verdict.Match)]
    public void AListOfArrays_IsOneOutput_WhoseGradientIsAListToo(string returned, string signature, Verdict verdict)
    {
        var taken = signature[9..signature.IndexOf(',', StringComparison.Ordinal)];
        var code = $"""
            import numpy as np
            def forward(x):
                h, hs = np.zeros(2), []
                for t in range(len(x)):
                    h = np.tanh(h + x[t])
                    hs.append(h)
                {returned}
            def {signature}:
                x = {signature[(signature.IndexOf(", ", StringComparison.Ordinal) + 2)..^1]}
                h, hs = np.zeros(2), []
                for t in range(len(x)):
                    h = np.tanh(h + x[t])
                    hs.append(h)
                dx = np.zeros_like(x)
                dh = np.zeros(2)
                for t in reversed(range(len(x))):
                    dh = dh + {taken}[t]
                    dh = dh * (1 - hs[t] ** 2)
                    dx[t] = dh
                return dx
            """;
        var x = new KeyValuePair<string, Tensor>("x", new(new Shape(3, 2), [0.5, -1, 0.25, 1, -0.5, 0.75]));

        var report = Custom(code, ["x"], x);

        Assert.True(report.Verdict == verdict, report.FirstWrongLine?.Message);
        Assert.Equal(Verdict.Mismatch, Custom(code.Replace("dh = dh + ", "dh = ", StringComparison.Ordinal), ["x"], x).Verdict);
    }

    [Fact]
    public void AnOutputThatNothingIsTakenFor_IsTold()
    {
        var report = Custom("def forward(x):\n    a = x * 2\n    return a * 3, a, (x,)\ndef backward(dout, cache):\n    return 6 * dout\n", ["x"], Vector("x", 1, 2));

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal(["output_without_gradient"], report.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void ConstantsAndGenerators_OfTheFile_AreThere()
    {
        const string code = """
            import numpy as np
            rng = np.random.default_rng(0)
            CONFIG = {'scale': 3.0, 'noise': rng.normal(size=2)}
            def forward(x):
                return CONFIG['scale'] * x + CONFIG['noise'] + rng.integers(0, 5), None
            def backward(dout, cache):
                return CONFIG['scale'] * dout
            """;

        Assert.Equal(Verdict.Match, Custom(code, ["x"], Vector("x", 1, 2)).Verdict);
    }

    private static ProgramReport Lstm(string code, IReadOnlyList<KeyValuePair<string, Tensor>>? douts = null) => ProgramChecker.Check(LstmRequest(code) with { Douts = douts ?? [] });

    private static ProgramRequest LstmRequest(string code) => RequestOf(code, ["x", "prev_h", "prev_c"], Vector("x", 0.5, -1), Vector("prev_h", 0.2, 0.7), Vector("prev_c", 1.5, 0.3));

    private static ProgramReport Custom(string code, string[] differentiate, params KeyValuePair<string, Tensor>[] inputs) => ProgramChecker.Check(RequestOf(code, differentiate, inputs));

    private static ProgramRequest RequestOf(string code, string[] differentiate, params KeyValuePair<string, Tensor>[] inputs) => new()
    {
        Layer = "custom",
        Code = code,
        Inputs = inputs,
        Differentiate = differentiate,
    };

    private static KeyValuePair<string, Tensor> Vector(string name, params double[] values) => new(name, new(new Shape(values.Length), values));
}
