using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Classes;

/// <summary>Classes: how they are found, made and called, and where their gradients lie.</summary>
public class ClassTests
{
    private const string Dense = """
        import numpy as np

        class Dense:
            def __init__(self, in_features, out_features):
                self.W = np.random.randn(in_features, out_features)
                self.b = np.zeros((1, out_features))

            def forward(self, x):
                self.x = x
                return x @ self.W + self.b

            def backward(self, dout):
                self.dW = self.x.T @ dout
                self.db = dout.sum(axis=0, keepdims=True)
                return dout @ self.W.T

        """;

    private const string Norm = """
        import numpy as np

        class BatchNorm:
            def __init__(self, num_features, eps=1e-8):
                self.eps = eps
                self.gamma = np.ones((1, num_features))
                self.beta = np.zeros((1, num_features))

            def forward(self, x, train=True):
                self.mean = x.mean(axis=0)
                self.std = np.sqrt(x.var(axis=0) + self.eps)
                self.xhat = (x - self.mean) / self.std
                return self.gamma * self.xhat + self.beta

            def backward(self, dout):
                self.dgamma = (dout * self.xhat).sum(axis=0, keepdims=True)
                self.dbeta = dout.sum(axis=0, keepdims=True)
                g = dout * self.gamma
                return (g - g.mean(axis=0) - self.xhat * (g * self.xhat).mean(axis=0)) / self.std

        """;

    [Theory]
    [InlineData("affine", Dense)]
    [InlineData("batchnorm", Norm)]
    public void Check_ARightClassOfALayer_IsAMatch(string layer, string code)
    {
        var report = ProgramChecker.Check(new() { Layer = layer, Code = code });

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.All(report.Backward, gradient => Assert.Equal(Verdict.Match, gradient.Verdict));
    }

    [Theory]
    [InlineData("self.gamma * self.xhat + self.beta", "self.gamma * self.xhat")]
    [InlineData("self.gamma * self.xhat + self.beta", "self.xhat + self.beta")]
    public void Check_AParameterThatTheForwardMethodForgets_IsAMismatch(string right, string wrong)
    {
        var report = ProgramChecker.Check(new() { Layer = "batchnorm", Code = Norm.Replace(right, wrong, StringComparison.Ordinal) });

        Assert.Equal((Verdict.Mismatch, Verdict.Mismatch), (report.Verdict, report.Forward.Verdict));
        Assert.Equal("BatchNorm.forward", report.FirstWrongLine!.Function);
    }

    [Fact]
    public void Check_AClassBesideAFunctionOfTheLayersName_IsWhatIsMeant()
    {
        const string Code = """
            import numpy as np

            def softmax_loss(x, y):
                p = np.exp(x - x.max(axis=1, keepdims=True))
                p = p / p.sum(axis=1, keepdims=True)
                return -np.log(p[np.arange(len(y)), y]).mean()

            class SoftmaxWithLoss:
                def forward(self, x, t):
                    p = np.exp(x - x.max(axis=1, keepdims=True))
                    self.y, self.t = p / p.sum(axis=1, keepdims=True), t
                    return -np.log(self.y[np.arange(len(t)), t]).mean()

                def backward(self, dout=1):
                    dx = self.y.copy()
                    dx[np.arange(len(self.t)), self.t] -= 1
                    return dx * dout / len(self.t)

            """;

        Assert.Equal(Verdict.Match, ProgramChecker.Check(new() { Layer = "softmax_loss", Code = Code }).Verdict);
    }

    [Theory]
    [InlineData("self.db = dout.sum(axis=0, keepdims=True)", "self.db = dout.mean(axis=0, keepdims=True)", "mean_instead_of_sum")]
    [InlineData("self.dW = self.x.T @ dout", "dW = self.x.T @ dout", "attribute_not_updated")]
    [InlineData("        self.db = dout.sum(", "        self.W -= 0.1 * self.dW\n        self.db = dout.sum(", "changed_in_place")]
    public void Check_AMistakeInAMethod_IsNamedWithItsClassAndLine(string right, string wrong, string code)
    {
        var text = Dense.Replace(right, wrong, StringComparison.Ordinal);
        var report = Custom(text, new() { ["in_features"] = Whole(4), ["out_features"] = Whole(3) });

        var line = report.FirstWrongLine!;
        Assert.Equal((Verdict.Mismatch, "Dense.backward", code), (report.Verdict, line.Function, line.Finding.Code));
        Assert.Contains(text.Split('\n')[line.Line!.Value - 1].Trim(), wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ParametersOfAConstructor_AreJudgedToo()
    {
        var report = Custom(Dense, new() { ["in_features"] = Whole(4), ["out_features"] = Whole(3) });

        Assert.Equal(Verdict.Match, report.Verdict);
        Assert.Equal(["dx", "dW", "db"], report.Backward.Select(gradient => gradient.Name));
    }

    [Fact]
    public void Check_AConstructorThatTakesWhatNobodyKnows_IsInconclusiveAndSaysWhat()
    {
        var report = Custom(Dense.Replace("in_features, out_features", "how_many, out_features", StringComparison.Ordinal), []);

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Contains("the constructor of `Dense` takes `how_many`, and nothing is known for it: give it as `init`", report.FirstWrongLine!.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Check_SeveralClasses_AreNamed()
    {
        var report = Custom(Dense + Norm[Norm.IndexOf("class", StringComparison.Ordinal)..], []);

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Equal("Several classes may be meant: `Dense`, `BatchNorm`. Set `class_name`.", report.FirstWrongLine!.Message);
    }

    [Fact]
    public void Check_AClassThatIsNotThere_IsInconclusive()
    {
        var report = ProgramChecker.Check(new() { Layer = "affine", Code = Dense, ClassName = "Linear" });

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.StartsWith("There is no class `Linear`; the code defines `Dense`.", report.FirstWrongLine!.Message, StringComparison.Ordinal);
    }

    private static ProgramReport Custom(string code, Dictionary<string, InitValue> init)
    {
        double[] values = [0.3, -1.2, 0.7, 2.1, -0.4, 1.1, 0.2, -0.9, 1.6, 0.5, -1.4, 0.8, -0.2, 0.9, 1.3, -0.6, 0.1, -1.7, 0.4, 2.2];
        return ProgramChecker.Check(new()
        {
            Layer = "custom",
            Code = code,
            Init = init,
            Inputs = [new("x", new(new Shape(5, 4), values))],
            Differentiate = ["x"],
        });
    }

    private static InitValue Whole(double value) => new() { Numbers = new(new Shape(), [value]), IsWhole = true };
}
