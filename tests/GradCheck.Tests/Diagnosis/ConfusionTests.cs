using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using GradCheck.Tests.Support;
using Xunit.Abstractions;

namespace GradCheck.Tests.Diagnosis;

/// <summary>Mistakes made on batches of random sizes, against what they are taken for. 20, 100 or 1,000 of them.</summary>
public class ConfusionTests(ITestOutputHelper output)
{
    private static readonly int Batches = Effort.Count(20, 100, 1000);

    private static readonly string[] OfDx = [.. StudentCode.Paths, .. StudentCode.Factors];

    private static readonly string[] OfDgamma = [.. StudentCode.DgammaSources, .. StudentCode.DgammaFactors];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void SingleMistake_OnRandomBatches_IsNamedFirst(int ddof)
    {
        var confusions = new List<string>();
        var count = 0;
        foreach (var input in Inputs(Batches, ddof))
        {
            foreach (var code in StudentCode.ForwardOf(ddof).Concat(OfDx).Concat(OfDgamma))
            {
                count++;
                confusions.AddRange(Confusions(input, [code]));
            }
        }

        Report(confusions, count, 0.99);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void PairOfMistakes_OnRandomBatches_IsNamedFirst(int ddof)
    {
        var confusions = new List<string>();
        var random = new Pcg32(1, 1);
        var count = 0;
        foreach (var input in Inputs(Batches, ddof))
        {
            for (var k = 0; k < 10; k++)
            {
                count++;
                confusions.AddRange(Confusions(input, Pair(random, ddof)));
            }
        }

        Report(confusions, count, 0.95);
    }

    [Fact]
    public void RightSubmission_WithRoundingNoise_HasNoFinding()
    {
        var random = new Pcg32(2, 1);
        foreach (var input in Inputs(Batches))
        {
            var noisy = new StudentCode(input).Submission().ToDictionary(
                entry => entry.Key,
                entry => new Tensor(entry.Value.Shape, [.. entry.Value.Values.ToArray().Select(value => value * (1 + (1e-11 * random.Normal())))]));
            var report = Check(input, noisy);
            Assert.Equal(Verdict.Match, report.Verdict);
            Assert.All(report.Tensors, tensor => Assert.Empty(tensor.Findings));
        }
    }

    [Fact]
    public void RandomTensors_OnRandomBatches_AreUnknown()
    {
        var random = new Pcg32(3, 1);
        foreach (var input in Inputs(Batches))
        {
            var noise = new StudentCode(input).Submission().ToDictionary(
                entry => entry.Key,
                entry => new Tensor(entry.Value.Shape, [.. entry.Value.Values.ToArray().Select(_ => random.Normal())]));
            Assert.All(Check(input, noise).Tensors, tensor => Assert.Equal("unknown", Assert.Single(tensor.Findings).Code));
        }
    }

    private static string[] Pair(Pcg32 random, int ddof)
    {
        string Any(string[] codes) => codes[random.Whole(0, codes.Length - 1)];
        while (true)
        {
            string[] pair = random.Whole(0, 4) switch
            {
                0 or 1 => [Any(StudentCode.Paths), Any(StudentCode.Factors)],
                2 => [Any(StudentCode.Paths), Any(StudentCode.Paths)],
                3 => [Any(StudentCode.ForwardOf(ddof)), Any(OfDx)],
                _ => [Any(StudentCode.DgammaSources), Any(StudentCode.DgammaFactors)],
            };
            if (!IsOneMistake(pair))
            {
                return pair;
            }
        }
    }

    /// <summary>Whether the two are made in the same place, so that one hides the other or both are a third.</summary>
    private static bool IsOneMistake(string[] pair)
    {
        string[] sums = ["sums_over_wrong_axis", "mean_over_whole_batch", "jacobian_treated_as_diagonal"];
        bool Are(string part) => pair.All(code => code.Contains(part, StringComparison.Ordinal));
        bool Has(string code, params string[] parts) => pair.Contains(code) && pair.Any(other => other != code && parts.Any(part => other.Contains(part, StringComparison.Ordinal)));
        return pair[0] == pair[1] || Are("mean_path") || Are("variance_path") || Are("divided_by_m") || Are("eps_omitted") || pair.All(sums.Contains)
            || Has("missing_mean_path", "missing_variance_path")
            || Has("statistics_treated_as_constants", [.. sums, "wrong_count", "eps_omitted_in_dvar", "_path"])
            || Has("missing_variance_path", "eps_omitted_in_dvar")
            || Has("biased_variance", "variance_path_other_ddof") || Has("unbiased_variance", "variance_path_other_ddof")
            || Has("statistics_treated_as_constants", "variance_path_other_ddof")
            || Has("different_eps", "scaled_by_constant")
            || Has("eps_subtracted", "sums_over_wrong_axis", "mean_over_whole_batch");
    }

    private static IEnumerable<string> Confusions(LayerInput input, string[] codes)
    {
        // Every tensor bears the mistakes that reach it.
        foreach (var tensor in Check(input, new StudentCode(input, codes).Submission()).Tensors)
        {
            var causes = codes.Where(code => Reaches(code, tensor.Tensor)).ToArray();
            var found = tensor.Findings.Take(causes.Length).Select(finding => finding.Code);
            if (tensor.Verdict == Verdict.Match ? causes.Length > 0 : !causes.ToHashSet().SetEquals(found))
            {
                yield return $"{string.Join(" + ", codes)} in {TensorNames.Of(tensor.Tensor)} of {input.X.Shape} with eps {input.Options.Eps:g3}: {tensor.Verdict} {string.Join(" + ", tensor.Findings.Select(finding => finding.Code))}";
                yield break;
            }
        }
    }

    private static bool Reaches(string code, TensorId tensor) =>
        StudentCode.Forward.Contains(code) ? tensor is TensorId.Out or TensorId.Xhat or TensorId.Dx or TensorId.Dgamma
        : OfDgamma.Contains(code) ? tensor == TensorId.Dgamma
        : tensor == TensorId.Dx;

    private static IEnumerable<LayerInput> Inputs(int count, int ddof = 0)
    {
        var random = new Pcg32(4, 1);
        for (ulong seed = 0; seed < (ulong)count; seed++)
        {
            var (n, d) = (random.Whole(0, 2) == 0 ? random.Whole(3, 12) : random.Whole(3, 200), random.Whole(2, 8));
            var exponent = random.Whole(-7, -2);
            double eps = 1;
            for (var power = 0; power > exponent; power--)
            {
                eps /= 10;
            }

            yield return CaseGenerator.Make(LayerCatalog.BatchNorm, seed, CaseProfile.Discriminating, new(n == d || n == 2 * d ? n + 9 : n, d), new() { Eps = eps, Ddof = ddof });
        }
    }

    private static CheckReport Check(LayerInput input, IReadOnlyDictionary<TensorId, Tensor> submission) => Checker.Check(Pass.Of(input), submission);

    private void Report(List<string> confusions, int count, double share)
    {
        output.WriteLine($"{count - confusions.Count} of {count} named first: {1 - (confusions.Count / (double)count):p2}");
        confusions.ForEach(output.WriteLine);
        Assert.True(confusions.Count <= (1 - share) * count, $"{confusions.Count} of {count} are taken for something else");
    }
}
