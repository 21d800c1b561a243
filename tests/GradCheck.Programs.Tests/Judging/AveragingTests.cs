using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Judging;

/// <summary>Gradients of parameters that are means over the samples: right where all of them are, wrong where one alone is.</summary>
public class AveragingTests
{
    private const string Columns = """
        import numpy as np

        def linear_forward(A, W, b):
            Z = np.dot(W, A) + b
            return Z, (A, W, b)

        def linear_backward(dZ, cache):
            A, W, b = cache
            m = A.shape[1]
            dA = np.dot(W.T, dZ)
            dW = np.dot(dZ, A.T) / m
            db = np.sum(dZ, axis=1, keepdims=True) / m
            return dA, dW, db
        """;

    [Fact]
    public void Check_AllParametersAveraged_AreRightByTheirConvention()
    {
        var report = Check(Columns);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(
            "`dW` and `db` are the gradients divided by 5, the number of samples: right by the convention of courses that take the mean here, where what comes in is not averaged before",
            Assert.Single(report.Warnings, warning => warning.Code == "averaged_gradients").Message);
    }

    [Theory]
    [InlineData("np.dot(dZ, A.T) / m", "np.dot(dZ, A.T)", 12, "divided_by_m")]
    [InlineData("keepdims=True) / m", "keepdims=True)", 11, "divided_by_m")]
    [InlineData("np.sum(dZ, axis=1, keepdims=True) / m", "np.sum(dZ) / m", 12, "summed_over_everything")]
    [InlineData("np.dot(W.T, dZ)", "2 * np.dot(W.T, dZ)", 10, "extra_factor_two")]
    public void Check_AMistakeBesideTheConvention_IsAMistake(string right, string wrong, int line, string code)
    {
        var report = Check(Columns.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal((Verdict.Mismatch, line, code), (report.Verdict, report.FirstWrongLine!.Line, report.FirstWrongLine.Finding.Code));
        Assert.DoesNotContain(report.Warnings, warning => warning.Code == "averaged_gradients");
    }

    [Fact]
    public void Check_AScaleThatIsAppliedTwice_IsNoMean()
    {
        const string Attention = """
            import numpy as np

            def forward(q, k, v):
                s = q @ k.T / np.sqrt(q.shape[1])
                e = np.exp(s)
                a = e / e.sum(axis=1, keepdims=True)
                return a @ v, (q, k, v, a)

            def backward(dout, cache):
                q, k, v, a = cache
                da = dout @ v.T
                ds = a * (da - (da * a).sum(axis=1, keepdims=True)) / q.shape[1]
                return ds @ k, ds.T @ q, a.T @ dout
            """;

        var report = ProgramChecker.Check(new()
        {
            Layer = "custom",
            Code = Attention,
            Inputs = [Input("q", 3, 4), Input("k", 5, 4), Input("v", 5, 2)],
            Differentiate = ["q", "k", "v"],
        });

        Assert.Equal((Verdict.Mismatch, 12, "missing_root"), (report.Verdict, report.FirstWrongLine!.Line, report.FirstWrongLine.Finding.Code));
    }

    private static ProgramReport Check(string code) => ProgramChecker.Check(new()
    {
        Layer = "custom",
        Code = code,
        ForwardName = "linear_forward",
        BackwardName = "linear_backward",
        Inputs = [Input("A", 3, 5), Input("W", 4, 3), Input("b", 4, 1)],
        Differentiate = ["A", "W", "b"],
    });

    private static KeyValuePair<string, Tensor> Input(string name, params int[] sizes)
    {
        var shape = new Shape(sizes);
        return KeyValuePair.Create(name, new Tensor(shape, [.. Enumerable.Range(1, shape.Count).Select(k => Math.Sin(k * k) + (0.1 * k))]));
    }
}
