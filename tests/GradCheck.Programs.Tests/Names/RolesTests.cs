using GradCheck.Programs.Names;

namespace GradCheck.Programs.Tests.Names;

public class RolesTests
{
    [Theory]
    [InlineData("x", "X")]
    [InlineData("sample_mean", "Mean")]
    [InlineData("mu", "Mean")]
    [InlineData("mini_batch_mean", "Mean")]
    [InlineData("var", "Var")]
    [InlineData("sigma2", "Var")]
    [InlineData("my_variance", "Var")]
    [InlineData("std", "Std")]
    [InlineData("sqrtvar", "Std")]
    [InlineData("batch_std", "Std")]
    [InlineData("ivar", "Istd")]
    [InlineData("inv_std", "Istd")]
    [InlineData("the_inv_var", "Istd")]
    [InlineData("xmu", "Xmu")]
    [InlineData("x_centered", "Xmu")]
    [InlineData("x_norm", "Xhat")]
    [InlineData("xHat", "Xhat")]
    [InlineData("out", "Out")]
    [InlineData("gamma", "Gamma")]
    [InlineData("beta", "Beta")]
    [InlineData("epsilon", "Eps")]
    [InlineData("running_mean", "None")]
    [InlineData("running_var", "None")]
    [InlineData("bn_param", "None")]
    [InlineData("dvar", "None")]
    [InlineData("dmean", "None")]
    [InlineData("N", "None")]
    [InlineData("q", "None")]
    public void Of_AName_IsWhatItStandsFor(string name, string role)
    {
        Assert.Equal(role, Roles.Of(name).ToString());
    }

    [Fact]
    public void Plain_AName_HasNoUnderscoresAndNoCapitals()
    {
        Assert.Equal("xhat", Roles.Plain("_X_Hat"));
    }
}
