using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Normalization;

/// <summary>Every tensor of every golden case, within 4 units of 2^-52 of its largest value.</summary>
public class GoldenTests
{
    private const double Bound = 4;

    public static TheoryData<string> Cases() => [.. GoldenCase.All().Select(golden => golden.Path)];

    [Fact]
    public void Cases_OfTheFolder_AreRead() => Assert.InRange(GoldenCase.All().Count(), 76 + GoldenCase.Extra, int.MaxValue);

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardAndBackward_OnAGoldenCase_AreWithinTheBound(string path)
    {
        var golden = GoldenCase.Read(path);
        foreach (var (tensor, actual) in Compute(golden.ToInput()))
        {
            var expected = golden.ExpectedTensor(tensor.Split('/')[0]);
            var error = Ulps.Of(actual, expected);
            Assert.True(error <= Bound, $"{tensor} of {golden.Name} is off by {error:g3} units");
        }
    }

    private static IEnumerable<(string Name, Tensor Value)> Compute(LayerInput input)
    {
        var forward = Pass.Of(input);
        var closed = forward.Closed;
        var staged = forward.Staged;
        yield return ("out", forward.Out);
        yield return ("xhat", forward.Xhat);
        yield return ("mean", forward.Mean);
        yield return ("var", forward.Var);
        yield return ("dx", closed.Dx);
        yield return ("dgamma", closed.Dgamma);
        yield return ("dbeta", closed.Dbeta);
        yield return ("dx/staged", staged.Total.Dx);
        yield return ("dxhat", staged.Dxhat);
        if (staged.Dvar is { } dvar)
        {
            yield return ("dvar", dvar);
        }

        if (staged.Dmean is { } dmean)
        {
            yield return ("dmean", dmean);
        }

        if (forward.Running is { } running)
        {
            yield return ("running_mean", running.Mean);
            yield return ("running_var", running.Var);
        }
    }
}
