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

/// <summary>Mistakes made on batches of every layer, against what they are taken for. 5, 20 or 200 a layer.</summary>
public class FamilyConfusionTests(ITestOutputHelper output)
{
    private static readonly int Batches = Effort.Count(5, 20, 200);

    public static TheoryData<string> Layers => [.. LayerCatalog.All.Select(layer => layer.Id)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void SingleMistake_OnEveryLayer_IsNamedFirst(string layer)
    {
        var confusions = new List<string>();
        var count = 0;
        foreach (var input in Inputs(layer))
        {
            foreach (var code in FamilyCode.Forward.Concat(FamilyCode.OfDx).Concat(FamilyCode.OfDgamma).Where(code => FamilyCode.Applies(code, input)))
            {
                count++;
                confusions.AddRange(Confusions(input, code));
            }
        }

        output.WriteLine($"{layer}: {count - confusions.Count} of {count} named first: {1 - (confusions.Count / (double)count):p2}");
        confusions.ForEach(output.WriteLine);
        Assert.True(confusions.Count <= 0.01 * count, $"{confusions.Count} of {count} are taken for something else");
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void RightSubmission_WithRoundingNoise_HasNoFinding(string layer)
    {
        var random = new Pcg32(2, 1);
        foreach (var input in Inputs(layer))
        {
            var report = Check(input, Each(input, value => value * (1 + (1e-11 * random.Normal()))));
            Assert.All(report.Tensors, tensor => Assert.True(tensor.Verdict == Verdict.Match && tensor.Findings.Length == 0, $"{tensor.Tensor} of {input.X.Shape}"));
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void RandomTensors_OnEveryLayer_AreUnknown(string layer)
    {
        var random = new Pcg32(3, 1);
        foreach (var input in Inputs(layer))
        {
            Assert.All(Check(input, Each(input, _ => random.Normal())).Tensors, tensor => Assert.Equal("unknown", Assert.Single(tensor.Findings).Code));
        }
    }

    private static Dictionary<TensorId, Tensor> Each(LayerInput input, Func<double, double> change) => new FamilyCode(input).Submission().ToDictionary(
        entry => entry.Key,
        entry => new Tensor(entry.Value.Shape, [.. entry.Value.Values.ToArray().Select(change)]));

    private static IEnumerable<string> Confusions(LayerInput input, string code)
    {
        foreach (var tensor in Check(input, new FamilyCode(input, code).Submission()).Tensors)
        {
            if (tensor.Verdict == Verdict.Match ? Reaches(code, tensor.Tensor) : tensor.Findings[0].Code != code || !Reaches(code, tensor.Tensor))
            {
                yield return $"{code} in {TensorNames.Of(tensor.Tensor)} of {input.X.Shape}, groups {input.Options.Groups}, eps {input.Options.Eps:g3}: {tensor.Verdict} {string.Join(" + ", tensor.Findings.Select(finding => finding.Code))}";
                yield break;
            }
        }
    }

    private static bool Reaches(string code, TensorId tensor) =>
        FamilyCode.Forward.Contains(code) ? tensor is TensorId.Out or TensorId.Xhat or TensorId.Dx or TensorId.Dgamma || code == "reshape_without_transpose"
        : FamilyCode.OfDgamma.Contains(code) ? tensor == TensorId.Dgamma
        : tensor == TensorId.Dx;

    private static IEnumerable<LayerInput> Inputs(string id)
    {
        var layer = LayerCatalog.Find(id)!;
        var random = new Pcg32(5, 1);
        for (ulong seed = 0; seed < (ulong)Batches; seed++)
        {
            double eps = 1;
            for (var exponent = random.Whole(2, 7); exponent > 0; exponent--)
            {
                eps /= 10;
            }

            var shape = layer.Rank == 2 ? Matrix(random) : Images(random);
            var divisors = Enumerable.Range(1, shape[1]).Where(count => shape[1] % count == 0).ToArray();
            int? groups = layer.TakesGroups ? divisors[random.Whole(0, divisors.Length - 1)] : null;
            yield return CaseGenerator.Make(layer, seed, CaseProfile.Discriminating, shape, new() { Eps = eps, Groups = groups });
        }
    }

    // No count is another, or half of it: a wrong count would be a right one, or a factor of two.
    private static Shape Matrix(Pcg32 random)
    {
        while (true)
        {
            var (n, d) = (random.Whole(4, random.Whole(0, 2) == 0 ? 60 : 12), random.Whole(4, 12));
            if (n != d && n != 2 * d && d != 2 * n)
            {
                return new(n, d);
            }
        }
    }

    private static Shape Images(Pcg32 random)
    {
        while (true)
        {
            var shape = new Shape(random.Whole(3, 6), random.Whole(2, 8), random.Whole(2, 5), random.Whole(2, 4));
            if (shape[2] * shape[3] is var pixels && pixels > 3 && pixels != shape[0] && pixels != 2 * shape[0])
            {
                return shape;
            }
        }
    }

    private static CheckReport Check(LayerInput input, IReadOnlyDictionary<TensorId, Tensor> submission) => Checker.Check(Pass.Of(input), submission);
}
