using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

/// <summary>The lines that the post on batch normalization misprints, typed in as they stand there: its boxed results are right.</summary>
public class MisprintTests
{
    [Fact]
    public void Check_TheInverseOfARootOfARoot_IsAWrongPower()
    {
        var first = First("printed_xhat");

        Assert.Equal(("batchnorm_forward", 8, "wrong_power"), (first.Function, first.Line, first.Finding.Code));
        Assert.Equal("xhat = (x - mu) * np.sqrt(sigma2 + eps) ** -0.5", first.Source);
    }

    [Fact]
    public void Check_TheVarianceOfARoot_IsAWrongPower()
    {
        var first = First("printed_dsigma2");

        Assert.Equal(("batchnorm_backward", 19, "wrong_power"), (first.Function, first.Line, first.Finding.Code));
    }

    [Fact]
    public void Check_TheMeanWithoutItsParentheses_IsMissingParentheses()
    {
        var first = First("printed_dmu");

        Assert.Equal(("batchnorm_backward", 20, "missing_parentheses"), (first.Function, first.Line, first.Finding.Code));
    }

    [Fact]
    public void Check_ThePlusOfTheLastTerm_IsTheSignOfTheVariancePath()
    {
        var first = First("printed_dx");

        Assert.Equal(("batchnorm_backward_alt", 32, "variance_path_sign"), (first.Function, first.Line, first.Finding.Code));
        Assert.Equal("dx = dxhat * s - s / m * np.sum(dxhat, axis=0) - s / m * xhat * np.sum(dxhat * xhat, axis=0)", first.Finding.Fix);
    }

    private static WrongLine First(string misprint) =>
        ProgramChecker.Check(ProgramCase.Wrong.First(program => program.Program == $"batchnorm_post-batchnorm-{misprint}.py").Request).FirstWrongLine!;
}
