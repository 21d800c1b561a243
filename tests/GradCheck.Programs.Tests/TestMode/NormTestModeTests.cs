using GradCheck.Comparison;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests.TestMode;

/// <summary>Every mistake in running averages and test mode that published solutions make, under its own code; the verdict on training stands.</summary>
public class NormTestModeTests
{
    private const string Test = "out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta";
    private const string Mean = "running_mean = momentum * running_mean + (1 - momentum) * mu";
    private const string Var = "running_var = momentum * running_var + (1 - momentum) * var";
    private const string StoreMean = "bn_param['running_mean'] = running_mean";
    private const string StoreVar = "bn_param['running_var'] = running_var";

    [Fact]
    public void Check_ARightTestMode_IsAMatch()
    {
        var report = RightProgram.CheckStaged();

        Assert.Equal(Verdict.Match, report.TestMode!.Verdict);
        Assert.Empty(report.TestMode.Findings);
    }

    [Theory]
    [InlineData("eps outside the root", Test, "out = gamma * (x - running_mean) / (np.sqrt(running_var) + eps) + beta", "eps_outside_root")]
    [InlineData("eps missing", Test, "out = gamma * (x - running_mean) / np.sqrt(running_var) + beta", "eps_omitted")]
    [InlineData("divided by the variance", Test, "out = gamma * (x - running_mean) / (running_var + eps) + beta", "divided_by_variance")]
    [InlineData("divided by the variance, without eps", Test, "out = gamma * (x - running_mean) / running_var + beta", "divided_by_variance")]
    [InlineData("gamma and beta missing", Test, "out = (x - running_mean) / np.sqrt(running_var + eps)", "missing_gamma_and_beta")]
    [InlineData("gamma missing", Test, "out = (x - running_mean) / np.sqrt(running_var + eps) + beta", "missing_gamma")]
    [InlineData("beta missing", Test, "out = gamma * (x - running_mean) / np.sqrt(running_var + eps)", "missing_beta")]
    [InlineData("the batch's own statistics", Test, "out = gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta", "batch_statistics_in_eval")]
    [InlineData("something else", Test, "out = gamma * x + beta * 3", "unknown")]
    [InlineData("nothing is returned", Test, "pass", "unknown")]
    [InlineData("an undefined name", Test, "out = gamma * x_normalised + beta", "undefined_name")]
    [InlineData("a stale local", Test, "out = gamma * xmu / np.sqrt(running_var + eps) + beta", "undefined_name")]
    [InlineData("std in running_var", Var, "running_var = momentum * running_var + (1 - momentum) * sqrtvar", "std_in_running_variance")]
    [InlineData("std without eps in running_var", Var, "running_var = momentum * running_var + (1 - momentum) * np.sqrt(var)", "std_in_running_variance")]
    [InlineData("eps in running_var", Var, "running_var = momentum * running_var + (1 - momentum) * (var + eps)", "eps_in_running_variance")]
    [InlineData("unbiased running_var", Var, "running_var = momentum * running_var + (1 - momentum) * var * N / (N - 1)", "unbiased_running_variance")]
    [InlineData("momentum swapped for the mean", Mean, "running_mean = (1 - momentum) * running_mean + momentum * mu", "momentum_swapped")]
    [InlineData("momentum swapped for the variance", Var, "running_var = (1 - momentum) * running_var + momentum * var", "momentum_swapped")]
    [InlineData("mean replaced", Mean, "running_mean = mu", "running_replaced")]
    [InlineData("variance replaced", Var, "running_var = var", "running_replaced")]
    [InlineData("mean not stored", StoreMean, "pass", "running_not_updated")]
    [InlineData("variance not stored", StoreVar, "pass", "running_not_updated")]
    [InlineData("a sum in place of an average", Mean, "running_mean = running_mean + mu", "unknown")]
    public void Check_AMistakeInOneLine_IsTheOnlyFinding(string what, string old, string made, string code)
    {
        var report = RightProgram.CheckStaged((old, made));

        Assert.True(report.TestMode!.Verdict == Verdict.Mismatch, what);
        Assert.Equal([code], report.TestMode.Findings.Select(finding => finding.Code));
        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
    }

    [Fact]
    public void Check_SeveralMistakes_AreAllFound()
    {
        var report = RightProgram.CheckStaged((Mean, "running_mean = (1 - momentum) * running_mean + momentum * mu"), (Var, "running_var = momentum * running_var + (1 - momentum) * sqrtvar"), (Test, "out = gamma * (x - running_mean) / np.sqrt(running_var) + beta"));

        Assert.Equal(["momentum_swapped", "std_in_running_variance", "eps_omitted"], report.TestMode!.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Check_NeitherStored_IsNotUpdatedTwice()
    {
        var report = RightProgram.CheckStaged((StoreMean, "pass"), (StoreVar, "pass"));

        Assert.Equal(["running_not_updated", "running_not_updated"], report.TestMode!.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Check_RunningStatisticsOfShapeOneByD_AreAccepted()
    {
        var report = RightProgram.CheckStaged((Mean, "running_mean = momentum * running_mean + (1 - momentum) * mu.reshape(1, -1)"), (Var, "running_var = momentum * running_var + (1 - momentum) * var[None]"));

        Assert.Equal(Verdict.Match, report.TestMode!.Verdict);
    }

    [Fact]
    public void Check_ALayerWithoutATestMode_SaysNothing()
    {
        Assert.Null(RightProgram.Check("batchnorm", RightProgram.Code("batchnorm_paper")).TestMode!.Verdict);
        Assert.Null(RightProgram.Check("layernorm", RightProgram.Code("layernorm")).TestMode);
        Assert.Null(RightProgram.Check("relu", RightProgram.Code("affine_relu_softmax")).TestMode);
    }

    [Fact]
    public void Check_AnErrorInTestMode_NamesItsLine()
    {
        var finding = RightProgram.CheckStaged((Test, "out = gamma * x_normalised + beta")).TestMode!.Findings.Single();

        Assert.Equal("test mode ends with NameError, line 25", finding.Title);
        Assert.Contains("`out = gamma * x_normalised + beta`", finding.Explanation, StringComparison.Ordinal);
    }
}
