using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests.Judging;

/// <summary>Values of a backward pass held against what the forward pass makes true.</summary>
public class JudgeTests
{
    [Theory]
    [InlineData("dbeta", "the gradient of `beta`")]
    [InlineData("dgamma", "the gradient of `gamma`")]
    [InlineData("dxhat", "the gradient of `xhat`, line 19")]
    [InlineData("divar", "the gradient of `ivar`, line 18")]
    [InlineData("dsqrtvar", "the gradient of `sqrtvar`, line 17")]
    [InlineData("dvar", "the gradient of `var`, line 16")]
    [InlineData("dsq", "the gradient of `sq`, line 15")]
    [InlineData("dxmu", "the gradient of `xmu`, line 14")]
    [InlineData("dmu", "the gradient of `mu`, line 13")]
    [InlineData("dx", "the gradient of `x`")]
    public void Of_AGradientByItsName_IsAMatch(string name, string against)
    {
        var judgement = Judged(RightProgram.Code("batchnorm_staged"), name);

        Assert.Equal((LineVerdict.Match, against, false), (judgement.Verdict, judgement.Against, judgement.IsAnother));
    }

    [Theory]
    [InlineData("dxmu1", "the part of the gradient of `xmu`, line 14 that comes through line 19")]
    [InlineData("dxmu2", "the part of the gradient of `xmu`, line 14 that comes through line 15")]
    public void Of_APartialSumOfPaths_IsAMatch(string name, string against)
    {
        var judgement = Judged(RightProgram.Code("batchnorm_staged"), name);

        Assert.Equal((LineVerdict.Match, against), (judgement.Verdict, judgement.Against));
    }

    [Theory]
    [InlineData("s", "the result of power in line 8")]
    [InlineData("sigma2", "the forward value of `sigma2`, line 7")]
    public void Of_AForwardValue_IsAMatch(string name, string against)
    {
        var examined = RightProgram.Examine("batchnorm", RightProgram.Code("batchnorm_post", ("def batchnorm_backward(", "def other(")));
        var judgement = examined.Of(examined.Backward!.Events.Last(made => made.Name == name));

        Assert.Equal(LineVerdict.Match, judgement.Verdict);
        Assert.Contains(against[^7..], judgement.Against, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AWrongValueUnderAGradientsName_IsAMismatch()
    {
        var judgement = Judged(RightProgram.Code("batchnorm_staged", ("dvar = 0.5 /", "dvar = 0.25 /")), "dvar");

        Assert.Equal((LineVerdict.Mismatch, "the gradient of `var`, line 16"), (judgement.Verdict, judgement.Against));
        Assert.NotNull(judgement.Truth);
        Assert.Equal("var", judgement.Pair!.Name);
    }

    [Fact]
    public void Of_AnotherGradientThanTheNameSays_IsAMatchOfAnother()
    {
        var judgement = Judged(RightProgram.Code("batchnorm_staged", ("dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar", "dvar = dsqrtvar")), "dvar");

        Assert.Equal((LineVerdict.Match, true), (judgement.Verdict, judgement.IsAnother));
        Assert.Equal("var", judgement.Pair!.Name);
    }

    [Fact]
    public void Of_AValueOfNoKnownName_IsUnchecked()
    {
        var judgement = Judged(RightProgram.Code("batchnorm_staged", ("dbeta = np", "q = dout * 3.7 + xhat\n    dbeta = np")), "q");

        Assert.Equal(LineVerdict.Unchecked, judgement.Verdict);
        Assert.Null(judgement.Against);
    }

    [Fact]
    public void Of_ACount_IsUnchecked()
    {
        Assert.Equal(LineVerdict.Unchecked, Judged(RightProgram.Code("batchnorm_staged"), "D").Verdict);
    }

    [Fact]
    public void MissingPaths_WithoutTheMeanPath_NamesWhatTheMeanWentThrough()
    {
        var code = RightProgram.Code("batchnorm_staged", ("dx = dxmu + 1.0 / N * np.ones((N, D)) * dmu", "dx = dxmu"));
        var examined = RightProgram.Examine("batchnorm", code);
        var dx = examined.Backward!.Events.Last(made => made.Name == "dx");

        var missing = examined.Judge!.MissingPaths(dx.Value!, examined.Judge.ParameterOf("x")!);

        var operation = examined.Forward.Session.Tape.Operations[Assert.Single(missing!) - 1];
        Assert.Equal("mu = 1.0 / N * np.sum(x, axis=0)", code.Split('\n')[code[..operation.Span.Start].Count(character => character == '\n')].Trim());
    }

    [Fact]
    public void MissingPaths_OfTheWholeGradient_AreNone()
    {
        var examined = RightProgram.Examine("batchnorm", RightProgram.Code("batchnorm_staged"));
        var dx = examined.Backward!.Events.Last(made => made.Name == "dx");

        Assert.Null(examined.Judge!.MissingPaths(dx.Value!, examined.Judge.ParameterOf("x")!));
    }

    [Theory]
    [InlineData("sqrtvar", "ivar")]
    [InlineData("ivar", "sqrtvar")]
    [InlineData("xmu", null)]
    [InlineData("var", null)]
    public void MistakenFor_ACacheInAnotherOrder_NamesWhatCameInstead(string name, string? other)
    {
        var examined = RightProgram.Examine("batchnorm", RightProgram.Code("batchnorm_staged", ("xhat, gamma, xmu, ivar, sqrtvar, var, eps = cache", "xhat, gamma, xmu, sqrtvar, ivar, var, eps = cache")));
        var unpacked = examined.Backward!.Events.First(made => made.Name == name && made.Statement is not null);

        Assert.Equal(other, examined.Judge!.MistakenFor(unpacked));
    }

    [Fact]
    public void OfInput_AnInput_IsTheGradientThatBelongsToIt()
    {
        var examined = RightProgram.Examine("batchnorm", RightProgram.Code("batchnorm_paper"));

        Assert.True(Near.Holds(examined.Judge!.OfInput("x")!, examined.Trial.Truth!.Gradients["x"]));
        Assert.Null(examined.Judge.OfInput("eps"));
    }

    private static Judgement Judged(string code, string name)
    {
        var examined = RightProgram.Examine("batchnorm", code);
        Assert.Null(examined.Backward!.Error);
        return examined.Of(examined.Backward.Events.Last(made => made.Name == name));
    }
}
