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
