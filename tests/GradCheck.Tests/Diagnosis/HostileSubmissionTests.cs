using CsCheck;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Tests.Diagnosis;

public class HostileSubmissionTests
{
    private static readonly Gen<double> Value = Gen.Frequency(
        (5, Gen.Double[-3, 3]),
        (1, Gen.OneOf(0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 1e-300)));

    private static readonly Gen<Shape> AnyShape = Gen.Int[1, 5].Array[0, 3].Select(sizes => new Shape(sizes));

    private static readonly Gen<Pass> Input =
        from n in Gen.Int[1, 6]
        from d in Gen.Int[1, 6]
        from seed in Gen.ULong
        from profile in Gen.OneOf([.. CaseProfiles.All])
        from eval in Gen.Bool
        let running = new RunningStatistics(Tensor.Full(new(d), 0.5), Tensor.Full(new(d), 0))
        let options = new LayerOptions { Mode = eval ? Mode.Eval : Mode.Train, Running = running }
        select Pass.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, seed, profile, new(n, d), options));

    [Fact]
    public void Check_OfAnything_GivesAReport() =>
        Gen.Select(Input, Gen.OneOf([.. TensorNames.All]), Gen.Bool, AnyShape, Value.Array[125]).Sample(
            (right, tensor, fits, shape, values) =>
            {
                if (right.WhyAbsent(tensor) is null)
                {
                    var fitting = fits ? right[tensor]!.Shape : shape;
                    var report = Checker.Check(right, new Dictionary<TensorId, Tensor> { [tensor] = new(fitting, values.AsSpan(0, fitting.Count)) });
                    Assert.Equal(report.Verdict == Verdict.Mismatch, report.Tensors[0].Findings.Length > 0);
                }
            },
            iter: Effort.Count(1000, 5000));

    [Fact]
    public void Check_OfTheRightAnswer_IsNeverAMismatch() =>
        Input.Sample(right => Assert.NotEqual(
            Verdict.Mismatch,
            Checker.Check(right, TensorNames.All.Where(tensor => right.WhyAbsent(tensor) is null).ToDictionary(tensor => tensor, tensor => right[tensor]!)).Verdict),
            iter: Effort.Count(400, 2000));

    [Fact]
    public void Check_OfOneEntryChanged_NeverNamesAMistakeOfTheWholeTensor() =>
        Gen.Select(Input, Gen.Int[0, 1000], Gen.Double[0.01, 3]).Sample((right, place, change) =>
        {
            var dx = right[TensorId.Dx]!;
            if (right.Input is { StatisticsDependOnX: true, Groups: { Size: >= 3, Groups: >= 2 } })
            {
                var wrong = dx.With(place % dx.Shape.Count, dx[place % dx.Shape.Count] + change);
                var found = Checker.Check(right, new Dictionary<TensorId, Tensor> { [TensorId.Dx] = wrong }).Tensors[0].Findings;
                Assert.All(found, finding => Assert.Contains(finding.Code, (string[])["one_group_wrong", "unknown"]));
            }
        });
}
