using GradCheck.Comparison;
using GradCheck.Normalization;
using GradCheck.Numeric;
using GradCheck.Tests.Support;
using Xunit.Abstractions;

namespace GradCheck.Tests.Numeric;

/// <summary>Numeric gradients against the golden values: the bound holds everywhere, and means something.</summary>
public class GoldenBoundTests(ITestOutputHelper output)
{
    /// <summary>How many times the typical true error the typical bound may be.</summary>
    private const double LoosestBound = 1000;

    public static TheoryData<string> Methods() => [.. NumericMethod.All.Select(method => method.Id)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Bound_OnEveryGoldenCase_HoldsTheTrueError(string method)
    {
        foreach (var golden in GoldenCase.All())
        {
            foreach (var (name, numeric, _) in Differentiate(golden, method))
            {
                var truth = golden.ExpectedTensor(name);
                for (var k = 0; k < truth.Shape.Count; k++)
                {
                    var bound = numeric.ErrorBound[k];
                    var error = Math.Abs(numeric.Value[k] - truth[k]);
                    Assert.True(
                        double.IsPositiveInfinity(bound) || error <= bound,
                        $"{golden.Name}: {method} {name}{truth.Shape.PlaceOf(k)} is off by {error:g3}, beyond its bound {bound:g3}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Bound_OnOrdinaryCases_IsNotMuchLargerThanTheError(string method)
    {
        foreach (var tensor in new[] { "dx", "dgamma", "dbeta" })
        {
            var bounds = new List<double>();
            var errors = new List<double>();
            double largestPath = 0;
            foreach (var golden in GoldenCase.All().Where(golden => golden.Ordinary && golden.ExpectedTensor("dx").Values.ContainsAnyExcept(0)))
            {
                var (_, numeric, scale) = Differentiate(golden, method).Single(entry => entry.Name == tensor);
                var truth = golden.ExpectedTensor(tensor);
                largestPath = Math.Max(largestPath, scale.Largest);
                for (var k = 0; k < truth.Shape.Count; k++)
                {
                    bounds.Add(numeric.ErrorBound[k]);
                    errors.Add(Math.Abs(numeric.Value[k] - truth[k]));
                }
            }

            var median = bounds.Order().ElementAt(bounds.Count / 2);
            var typical = errors.Order().ElementAt(errors.Count * 95 / 100);
            output.WriteLine($"{method} {tensor}: median bound {median:g3}, 95th percentile of the error {typical:g3}, ratio {median / typical:g3}");
            Assert.True(median <= LoosestBound * typical, $"{method} {tensor}: the median bound {median:g3} is more than {LoosestBound} times the error {typical:g3}");
        }
    }

    [Fact]
    public void ComplexStep_OnOrdinaryCases_AgreesWithTheClosedFormTo1e12OfTheLargestPath()
    {
        foreach (var golden in GoldenCase.All().Where(golden => golden.Ordinary))
        {
            var closed = Pass.Of(golden.ToInput()).Closed;
            foreach (var (name, numeric, scale) in Differentiate(golden, "complex_step"))
            {
                var analytic = name == "dx" ? closed.Dx : name == "dgamma" ? closed.Dgamma : closed.Dbeta;
                for (var k = 0; k < analytic.Shape.Count; k++)
                {
                    Assert.True(Math.Abs(numeric.Value[k] - analytic[k]) <= 1e-12 * scale.Largest, $"{golden.Name}: {name}{analytic.Shape.PlaceOf(k)}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Verdict_OfTheClosedForm_IsNeverMismatch_AndMatchOnOrdinaryCases(string method)
    {
        foreach (var golden in GoldenCase.All())
        {
            var closed = Pass.Of(golden.ToInput()).Closed;
            foreach (var (name, numeric, scale) in Differentiate(golden, method))
            {
                var analytic = name == "dx" ? closed.Dx : name == "dgamma" ? closed.Dgamma : closed.Dbeta;
                var verdict = NumericComparison.Of(analytic, numeric, scale, Tolerance.Default).Verdict;
                Assert.NotEqual(Verdict.Mismatch, verdict);
                Assert.True(!golden.Ordinary || verdict == Verdict.Match, $"{golden.Name}: {method} {name} is {verdict}");
            }
        }
    }

    private static IEnumerable<(string Name, NumericTensor Numeric, ErrorScale Scale)> Differentiate(GoldenCase golden, string method)
    {
        var forward = Pass.Of(golden.ToInput());
        var numeric = GroupGradient.Run(forward, NumericMethod.Find(method)!);
        yield return ("dx", numeric.Dx, forward.ScaleOf(TensorId.Dx));
        yield return ("dgamma", numeric.Dgamma, forward.ScaleOf(TensorId.Dgamma));
        yield return ("dbeta", numeric.Dbeta, forward.ScaleOf(TensorId.Dbeta));
    }
}
