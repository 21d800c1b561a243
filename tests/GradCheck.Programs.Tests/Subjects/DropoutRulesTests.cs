using GradCheck.Programs.Numbers;
using GradCheck.Programs.Subjects;

namespace GradCheck.Programs.Tests.Subjects;

/// <summary>What an inverted dropout may give, whatever it draws.</summary>
public class DropoutRulesTests
{
    private const double P = 0.3;

    private static readonly double[] X = [.. Enumerable.Range(1, 600).Select(k => (k % 7) + 0.5)];

    [Theory]
    [InlineData("kept with p, divided by p", 0.3, 1 / 0.3, null)]
    [InlineData("dropped with p, divided by 1 - p", 0.7, 1 / 0.7, null)]
    [InlineData("not scaled", 0.3, 1.0, "dropout_not_scaled")]
    [InlineData("dropped with p, not scaled", 0.7, 1.0, "dropout_not_scaled")]
    [InlineData("divided by the other probability", 0.3, 1 / 0.7, "dropout_wrong_scale")]
    [InlineData("multiplied", 0.7, 0.7, "dropout_wrong_scale")]
    [InlineData("half is kept", 0.5, 2.0, "dropout_wrong_rate")]
    [InlineData("all is kept", 1.0, 1.0, "dropout_wrong_rate")]
    [InlineData("nothing is kept", 0.0, 1.0, "dropout_wrong_rate")]
    public void CodeOf_AShareAndAScale_NamesWhatIsWrong(string what, double share, double scale, string? code)
    {
        var kept = (int)(share * X.Length);
        var output = new Snapshot([600], [.. X.Select((value, k) => k < kept ? value * scale : 0)]);

        Assert.True(DropoutRules.CodeOf(new([600], X), output, P) == code, what);
    }

    [Fact]
    public void CodeOf_ValuesThatAreNotAMultiple_AreUnknown()
    {
        var output = new Snapshot([600], [.. X.Select((value, k) => k % 3 == 0 ? value + k : 0)]);

        Assert.Equal("unknown", DropoutRules.CodeOf(new([600], X), output, P));
        Assert.Equal("unknown", DropoutRules.CodeOf(new([600], X), new([600], Array.ConvertAll(X, _ => double.NaN)), P));
        Assert.Equal("unknown", DropoutRules.CodeOf(new([600], X), new([2], [1, 2]), P));
        Assert.Equal("unknown", DropoutRules.CodeOf(new([600], X), null, P));
    }

    [Fact]
    public void CodeOf_OneMaskForAllRows_IsNamed()
    {
        var x = new Snapshot([20, 30], X);

        Assert.Equal("dropout_shared_mask", DropoutRules.CodeOf(x, new([20, 30], [.. X.Select((value, k) => k % 30 % 3 == 0 ? value / P : 0)]), P));
        Assert.Equal("dropout_shared_mask", DropoutRules.CodeOf(x, new([20, 30], [.. X.Select((value, k) => k / 30 % 3 == 0 ? value / P : 0)]), P));
    }

    [Fact]
    public void CodeOf_NothingNegativeComesThrough_IsNamed()
    {
        double[] x = [.. X.Select((value, k) => k % 2 == 0 ? value : -value)];
        var output = new Snapshot([600], [.. x.Select((value, k) => value > 0 && k % 6 < 2 ? value / P : 0)]);

        Assert.Equal("dropout_depends_on_x", DropoutRules.CodeOf(new([600], x), output, P));
    }
}
