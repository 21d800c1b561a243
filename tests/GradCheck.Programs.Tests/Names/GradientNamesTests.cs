using GradCheck.Programs.Names;

namespace GradCheck.Programs.Tests.Names;

public class GradientNamesTests
{
    [Theory]
    [InlineData("dx", "x")]
    [InlineData("dx_hat", "xhat")]
    [InlineData("dXhat", "xhat")]
    [InlineData("d_var", "var")]
    [InlineData("grad_var", "var")]
    [InlineData("var_grad", "var")]
    [InlineData("dxmu1", "xmu1", "xmu part")]
    [InlineData("dx_12", "x12", "x part")]
    [InlineData("dx_2_a", "x2a", "x part")]
    [InlineData("dLdx", "x", "dx", "ldx")]
    [InlineData("dloss_dx", "dx", "ossdx", "lossdx")]
    [InlineData("dxhat_dvar")]
    [InlineData("dvar_dout_gamma")]
    [InlineData("dL_dvar", "var", "dvar", "ldvar")]
    [InlineData("dx_denominator", "xdenominator")]
    [InlineData("d")]
    [InlineData("grad")]
    [InlineData("out")]
    [InlineData("x_hat")]
    [InlineData("N")]
    public void Subjects_OfAName_AreWhatItMayBeTheGradientOf(string name, params string[] subjects)
    {
        Assert.Equal(subjects, GradientNames.Subjects(name).Select(subject => subject.Plain + (subject.IsPart ? " part" : string.Empty)));
    }
}
