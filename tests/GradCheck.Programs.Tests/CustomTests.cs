using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests;

/// <summary>Functions that are no known layer, on the client's own inputs.</summary>
public class CustomTests
{
    private const string Gate = """
        import numpy as np

        def gate_forward(a, b, power):
            s = 1 / (1 + np.exp(-a))
            out = s * b ** power
            return out, (s, b, power)

        def gate_backward(dout, cache):
            s, b, power = cache
            ds = dout * b ** power
            da = ds * s * (1 - s)
            db = dout * s * power * b ** (power - 1)
            return da, db
        """;

    [Fact]
    public void Check_ARightFunction_IsAMatchWithoutALayer()
    {
        var report = Check(Gate);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Null(report.Forward.Verdict);
        Assert.Equal([("da", Verdict.Match), ("db", Verdict.Match)], report.Backward.Select(gradient => (gradient.Name, gradient.Verdict)));
        Assert.All(report.Backward, gradient => Assert.Null(gradient.LayerVerdict));
    }

    [Theory]
    [InlineData("da = ds * s * (1 - s)", "da = ds * s * (1 + s)", 11, "sign_flipped")]
    [InlineData("da = ds * s * (1 - s)", "da = ds * (1 - s)", 11, "missing_factor")]
    [InlineData("b ** (power - 1)", "b ** power", 12, null)]
    public void Check_AWrongLine_IsBlamed(string old, string made, int line, string? code)
    {
        var report = Check(Gate.Replace(old, made, StringComparison.Ordinal));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal(("gate_backward", line), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line));
        Assert.True(code is null || report.FirstWrongLine.Finding.Code == code, report.FirstWrongLine.Finding.Code);
    }

    [Fact]
    public void Check_OneInputToDifferentiate_IsOneGradient()
    {
        var report = Check(Gate.Replace("return da, db", "return db", StringComparison.Ordinal), ["b"]);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.Equal(["db"], report.Backward.Select(gradient => gradient.Name));
    }

    [Fact]
    public void Check_WithDout_UsesIt()
    {
        var dout = new Tensor(new Shape(2, 2), [0, 0, 0, 0]);
        var report = ProgramChecker.Check(RequestOf(Gate.Replace("da = ds * s * (1 - s)", "da = ds * s", StringComparison.Ordinal), ["a", "b"]) with { Dout = dout });

        Assert.Equal(Verdict.Match, report.Verdict);
    }

    [Fact]
    public void Check_WithDoutOfAnotherShapeThanTheOutput_IsNoMatch()
    {
        var report = ProgramChecker.Check(RequestOf(Gate, ["a", "b"]) with { Dout = new(new Shape(3), [1, 2, 3]) });

        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Equal("dout has shape (3,), but the output has (2, 2)", report.Forward.Note);
        Assert.Equal(["dout_shape"], report.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Check_WithDoutAsOneNumberInAList_TakesItForANumber()
    {
        const string code = "import numpy as np\ndef forward(a, b, power):\n    return np.sum(a), 0\ndef backward(dout, cache):\n    return dout * np.ones((2, 2))\n";

        Assert.Equal(Verdict.Match, ProgramChecker.Check(RequestOf(code, ["a"]) with { Dout = new(new Shape(1), [2]) }).Verdict);
    }

    [Fact]
    public void Check_ALossOfOneNumber_TakesOneNumber()
    {
        const string code = """
            import numpy as np
            def loss_forward(a, b, power):
                return np.sum(a * b) / power, (a, b, power)
            def loss_backward(dout, cache):
                a, b, power = cache
                return dout * b / power, dout * a / power
            """;

        var report = Check(code);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Check_AForwardThatFails_NamesItsLine()
    {
        var report = Check(Gate.Replace("out = s * b ** power", "out = s * c ** power", StringComparison.Ordinal));

        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.Equal(("gate_forward", 5, "undefined_name"), (report.FirstWrongLine!.Function, report.FirstWrongLine.Line, report.FirstWrongLine.Finding.Code));
    }

    private static ProgramReport Check(string code, string[]? differentiate = null) => ProgramChecker.Check(RequestOf(code, differentiate ?? ["a", "b"]));

    private static ProgramRequest RequestOf(string code, string[] differentiate) => new()
    {
        Layer = "custom",
        Code = code,
        Inputs =
        [
            new("a", new(new Shape(2, 2), [0.3, -1.2, 2, 0.7])),
            new("b", new(new Shape(2, 2), [1.1, 0.4, 2.5, 0.9])),
            new("power", new(new Shape(), [3])),
        ],
        Differentiate = differentiate,
    };
}
