using CsCheck;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Numeric;
using GradCheck.SecondOrder;
using GradCheck.Tensors;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.SecondOrder;

/// <summary>Laws of the second order, on any batch of any layer.</summary>
public class SecondOrderProperties
{
    private static readonly Gen<(LayerInput Input, SecondOrderDirection Direction)> Cases = Gens.BatchesOfAnyLayer.SelectMany(WithDirection);

    [Fact]
    public void ClosedForm_OnAnyBatch_AgreesWithTheComplexStepOfTheFirstTo1e10OfTheLargestTerm() =>
        Cases.Sample(
            test =>
            {
                var forward = Pass.Of(test.Input);
                var (closed, numeric) = (SecondOrderBackward.Run(forward, test.Direction), SecondOrderComplexStep.Run(forward, test.Direction));
                var scales = SecondOrderScales.Of(forward, test.Direction);
                return Agrees(closed.Dx, numeric.Dx, scales.Dx) && Agrees(closed.Dgamma, numeric.Dgamma, scales.Dgamma) && Agrees(closed.Ddout, numeric.Ddout, scales.Ddout);
            },
            print: Print);

    [Fact]
    public void ComplexStep_OnAnyBatch_IsWithinItsBoundOfTheClosedForm() =>
        Cases.Sample(
            test =>
            {
                var forward = Pass.Of(test.Input);
                var (closed, numeric) = (SecondOrderBackward.Run(forward, test.Direction), SecondOrderComplexStep.Run(forward, test.Direction));
                return Holds(closed.Dx, numeric.Dx) && Holds(closed.Dgamma, numeric.Dgamma) && Holds(closed.Ddout, numeric.Ddout);
            },
            print: Print);

    [Fact]
    public void SecondOrder_OfBatchNorm_EqualsPyTorchsFormula() =>
        Gens.BatchesOf(LayerCatalog.BatchNorm).SelectMany(WithDirection).Sample(
            test =>
            {
                var forward = Pass.Of(test.Input);
                var (closed, scales) = (SecondOrderBackward.Run(forward, test.Direction), SecondOrderScales.Of(forward, test.Direction));
                var (dx, dgamma, ddout) = DoubleBackward.OfBatchNorm(test.Input, test.Direction);
                return IsClose(closed.Dx, dx, scales.Dx) && IsClose(closed.Dgamma, dgamma, scales.Dgamma) && IsClose(closed.Ddout, ddout, scales.Ddout);
            },
            print: Print);

    // The Jacobian of x -> dx is the Hessian of L, so sum(w dS_v/dx) = sum(v dS_w/dx).
    [Fact]
    public void SecondOrderOfDx_InTwoDirections_IsSymmetric() =>
        Gens.BatchesOfAnyLayer.SelectMany(input => Gen.Select(Gen.Const(input), Gens.Of(input.X.Shape), Gens.Of(input.X.Shape))).Sample(
            (input, v, w) =>
            {
                var forward = Pass.Of(input);
                var (alongV, alongW) = (new SecondOrderDirection(input, v), new SecondOrderDirection(input, w));
                var (left, right) = (Inner(w, SecondOrderBackward.Run(forward, alongV).Dx), Inner(v, SecondOrderBackward.Run(forward, alongW).Dx));
                var scale = w.Values.ToArray().Sum(Math.Abs) * SecondOrderScales.Of(forward, alongV).Dx.Largest;
                return Math.Abs(left - right) <= 1e-13 * scale;
            },
            print: test => Gens.Print(test.Item1));

    [Fact]
    public void SecondOrder_InTheDirection_IsLinear() =>
        Cases.Sample(
            test =>
            {
                var (forward, direction) = (Pass.Of(test.Input), test.Direction);
                var twice = new SecondOrderDirection(test.Input, Twice(direction.Dx), Twice(direction.Dgamma), Twice(direction.Dbeta));
                var (one, two) = (SecondOrderBackward.Run(forward, direction), SecondOrderBackward.Run(forward, twice));
                var scales = SecondOrderScales.Of(forward, direction);
                return IsClose(Twice(one.Dx), two.Dx, scales.Dx, 1e-15)
                    && IsClose(Twice(one.Dgamma), two.Dgamma, scales.Dgamma, 1e-15)
                    && IsClose(Twice(one.Ddout), two.Ddout, scales.Ddout, 1e-15);
            },
            print: Print);

    // S is linear in dout, so dout times its gradient is S itself.
    [Fact]
    public void Ddout_AlongDout_IsTheScalar() =>
        Cases.Sample(
            test =>
            {
                var forward = Pass.Of(test.Input);
                var scalar = test.Direction.Weigh(forward.Closed);
                var scale = test.Input.Dout.Values.ToArray().Sum(Math.Abs) * SecondOrderScales.Of(forward, test.Direction).Ddout.Largest;
                return Math.Abs(Inner(test.Input.Dout, SecondOrderBackward.Run(forward, test.Direction).Ddout) - scalar) <= 1e-13 * scale;
            },
            print: Print);

    [Fact]
    public void Dx_OfALayerThatSubtractsTheMean_SumsToZeroOverAGroup() =>
        Cases.Where(test => test.Input is { Layer.SubtractsMean: true, StatisticsDependOnX: true }).Sample(
            test =>
            {
                var forward = Pass.Of(test.Input);
                var sums = Sums.Of(test.Input.Groups, SecondOrderBackward.Run(forward, test.Direction).Dx.Values);
                var scale = SecondOrderScales.Of(forward, test.Direction).Dx;
                return sums.Zip(scale.Terms.ToArray()).All(pair => Math.Abs(pair.First.High) <= 1e-14 * test.Input.Groups.Size * pair.Second);
            },
            print: Print);

    [Fact]
    public void Verdict_OfAnEntryThatIsWrong_IsAMismatch() =>
        Cases.Sample(
            test =>
            {
                var forward = Pass.Of(test.Input);
                var scale = SecondOrderScales.Of(forward, test.Direction).Dx;
                var numeric = SecondOrderComplexStep.Run(forward, test.Direction).Dx;
                var closed = SecondOrderBackward.Run(forward, test.Direction).Dx;
                var wrong = closed.With(0, closed[0] + (1e-3 * scale.Largest));
                return scale.Largest == 0 || (
                    NumericComparison.Of(closed, numeric, scale, Tolerance.Default).Verdict == Verdict.Match
                    && NumericComparison.Of(wrong, numeric, scale, Tolerance.Default) is { Verdict: Verdict.Mismatch, Metrics.Mismatched: 1 });
            },
            print: Print);

    private static Gen<(LayerInput Input, SecondOrderDirection Direction)> WithDirection(LayerInput input) => Gen.Select(
        Gens.Of(input.X.Shape), Gens.Of(input.Gamma.Shape), Gens.Of(input.Beta.Shape), (dx, dgamma, dbeta) => (input, new SecondOrderDirection(input, dx, dgamma, dbeta)));

    private static bool Agrees(Tensor closed, NumericTensor numeric, ErrorScale scale) => IsClose(closed, numeric.Value, scale);

    // Terms below 1e-270 are lost to underflow once a step of 1e-20 has been multiplied in.
    private static bool IsClose(Tensor a, Tensor b, ErrorScale scale, double share = 1e-10) =>
        Enumerable.Range(0, a.Shape.Count).All(k => Math.Abs(a[k] - b[k]) <= (share * scale.Terms[scale.View.GroupOf(k)]) + 1e-280);

    private static bool Holds(Tensor closed, NumericTensor numeric) =>
        Enumerable.Range(0, closed.Shape.Count).All(k => Math.Abs(closed[k] - numeric.Value[k]) <= numeric.ErrorBound[k]);

    private static Tensor Twice(Tensor tensor) => new(tensor.Shape, Array.ConvertAll(tensor.Values.ToArray(), value => 2 * value));

    private static double Inner(Tensor a, Tensor b) => Enumerable.Range(0, a.Shape.Count).Sum(k => a[k] * b[k]);

    private static string Print((LayerInput Input, SecondOrderDirection Direction) test) =>
        $"{Gens.Print(test.Input)} v_dx {Gens.Print(test.Direction.Dx)} v_dgamma {Gens.Print(test.Direction.Dgamma)} v_dbeta {Gens.Print(test.Direction.Dbeta)}";
}
