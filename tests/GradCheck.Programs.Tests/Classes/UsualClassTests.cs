using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Classes;

/// <summary>Constructors as courses write them, averages that they take, and functions that layers borrow.</summary>
public class UsualClassTests
{
    private static readonly Tensor X = new(new Shape(2, 3), [0.4, -1.2, 0.9, 1.7, 0.3, -0.6]);

    [Fact]
    public void Check_ANormThatSumsOverTheFirstTwoOfThreeAxes_IsJudgedOnSuch()
    {
        const string Norm = """
            import numpy as np

            class LayerNorm:
                def __init__(self, hidden_dim, eps=1e-5):
                    self.eps, self.gamma, self.beta = eps, np.ones(hidden_dim), np.zeros(hidden_dim)

                def forward(self, x):
                    self.std = np.sqrt(x.var(axis=-1, keepdims=True) + self.eps)
                    self.xhat = (x - x.mean(axis=-1, keepdims=True)) / self.std
                    return self.gamma * self.xhat + self.beta

                def backward(self, dout):
                    self.dgamma = np.sum(dout * self.xhat, axis=(0, 1))
                    self.dbeta = np.sum(dout, axis=(0, 1))
                    g = dout * self.gamma
                    return (g - g.mean(axis=-1, keepdims=True) - self.xhat * (g * self.xhat).mean(axis=-1, keepdims=True)) / self.std
            """;

        Assert.Equal(Verdict.Match, ProgramChecker.Check(new() { Layer = "layernorm", Code = Norm }).Verdict);
        Assert.Equal(Verdict.Mismatch, ProgramChecker.Check(new() { Layer = "layernorm", Code = Norm.Replace("np.sum(dout, axis=(0, 1))", "np.sum(dout, axis=0)", StringComparison.Ordinal) }).Verdict);
    }

    [Theory]
    [InlineData("import scipy.special\n", "scipy.special.erf")]
    [InlineData("from scipy import special\n", "special.erf")]
    [InlineData("from scipy.special import erf\n", "erf")]
    public void Check_GeluWithTheErrorFunctionOfSciPy_IsJudged(string import, string erf)
    {
        var code = import + $$"""
            import numpy as np

            class Gelu:
                def forward(self, x):
                    self.x = x
                    return 0.5 * x * (1 + {{erf}}(x / np.sqrt(2)))

                def backward(self, dout):
                    x = self.x
                    return dout * (0.5 * (1 + {{erf}}(x / np.sqrt(2))) + x / np.sqrt(2 * np.pi) * np.exp(-x ** 2 / 2))
            """;

        Assert.Equal(Verdict.Match, ProgramChecker.Check(Custom(code, [])).Verdict);
        Assert.Equal(Verdict.Mismatch, ProgramChecker.Check(Custom(code.Replace("np.exp(-x ** 2 / 2)", "np.exp(-x ** 2)", StringComparison.Ordinal), [])).Verdict);
    }

    [Fact]
    public void Check_AConstructorThatAsksWhetherThereIsABias_IsGivenNone()
    {
        const string Asked = """
            import numpy as np

            class Linear:
                def __init__(self, in_features, out_features, bias=True):
                    self.W = np.random.randn(in_features, out_features)
                    self.b = np.zeros(out_features) if bias else None

                def forward(self, x):
                    self.x = x
                    return x @ self.W + self.b

                def backward(self, dout):
                    self.dW = self.x.T @ dout
                    self.db = dout.sum(axis=0)
                    return dout @ self.W.T
            """;

        Assert.Equal(Verdict.Match, ProgramChecker.Check(new() { Layer = "affine", Code = Asked }).Verdict);
    }

    [Fact]
    public void Check_ParametersAveragedOverTheSamplesAsACourseDoes_AreAMatchAndTold()
    {
        const string Averaged = """
            import numpy as np

            class Linear:
                def __init__(self, in_feature, out_feature, weight_init_fn, bias_init_fn):
                    self.W = weight_init_fn(in_feature, out_feature)
                    self.b = bias_init_fn(out_feature)

                def forward(self, x):
                    self.x = x
                    return x @ self.W + self.b

                def backward(self, delta):
                    batch_size = delta.shape[0]
                    self.dW = self.x.T @ delta / batch_size
                    self.db = np.mean(delta, axis=0)
                    return delta @ self.W.T
            """;
        var report = ProgramChecker.Check(new() { Layer = "affine", Code = Averaged });

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Contains(report.Warnings, warning => warning.Code == "averaged_gradients");
        Assert.Equal(Verdict.Mismatch, ProgramChecker.Check(new() { Layer = "affine", Code = Averaged.Replace("np.mean(", "np.sum(", StringComparison.Ordinal) }).Verdict);
    }

    [Theory]
    [InlineData("size", "np.zeros(size[0])", "the constructor of `Scale` does not take what it was given for `size`")]
    [InlineData("size", "None", "finds None in `self.w`")]
    public void Check_AnObjectThatIsNotSetUp_IsNoMistakeOfTheProgram(string parameter, string value, string words)
    {
        var code = $$"""
            import numpy as np

            class Scale:
                def __init__(self, {{parameter}}):
                    self.w = {{value}}

                def set_weights(self, w):
                    self.w = w

                def forward(self, x):
                    self.x = x
                    return x * self.w

                def backward(self, dout):
                    return dout * self.w
            """;
        var report = ProgramChecker.Check(Custom(code, []));

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Contains(words, report.FirstWrongLine!.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static ProgramRequest Custom(string code, Dictionary<string, InitValue> init) =>
        new() { Layer = "custom", Code = code, Inputs = [new("x", X)], Differentiate = ["x"], Init = init };
}
