using GradCheck.Comparison;
using GradCheck.Programs.Tests.Support;
using static GradCheck.Programs.Tests.Entries.CustomPass;

namespace GradCheck.Programs.Tests.Entries;

/// <summary>How the functions of a file are found, and what the file brings.</summary>
public class CallingTests
{
    [Fact]
    public void Check_AClassBesideHelpersOfNoLayer_SaysHowItsMethodsAreMeant()
    {
        var report = ProgramChecker.Check(new() { Layer = "relu", Code = "class A:\n    pass\n\ndef relu(a):\n    return a\n\ndef other(a):\n    return a\n" });

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Contains("set `class_name`", report.FirstWrongLine!.Message, StringComparison.Ordinal);
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

    [Fact]
    public void Classes_AreInconclusiveByTheirName()
    {
        var report = RightProgram.Check("layernorm", "import numpy as np\n\nclass LayerNorm:\n    def forward(self, x):\n        return x\n");

        Assert.Equal((Verdict.Inconclusive, 3), (report.Verdict, report.FirstWrongLine!.Line));
        Assert.StartsWith("No class has a method that goes forward and one that goes back; the code defines `LayerNorm`.", report.FirstWrongLine.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Torch_TakesTensors()
    {
        var report = RightProgram.Check("relu", "import torch\ndef relu_forward(x):\n    return x.clamp(min=0), x\ndef relu_backward(dout, x):\n    return dout.masked_fill(x <= 0, 0.0)\n");

        Assert.Equal(Verdict.Match, report.Verdict);
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
    [InlineData("from collections import deque\nPair = deque\n", "def forward(x):\n    return 2 * x, Pair([x, x])\n")]
    [InlineData("", "forward = lambda x: (2 * x, (x, x))\n")]
    public void WhatALineOutsideOfTheSubsetMakes_IsNoNameErrorOfTheCode(string top, string forward)
    {
        var report = Custom($"{top}{forward}def backward(dout, cache):\n    return 2 * dout\n", ["x"], Vector("x", 0.5, -1));

        Assert.Equal((Verdict.Inconclusive, "unsupported"), (report.Verdict, report.FirstWrongLine?.Finding.Code));
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
}
