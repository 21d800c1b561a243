using GradCheck.Arithmetic;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Search;
using GradCheck.Mistakes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Observations;

/// <summary>Every gradient is the same multiple of the right one: it came in with <c>dout</c>.</summary>
/// <remarks>
/// A factor that one tensor tells is confirmed on the others: none of the gradients that were submitted may be without it.
/// Both a sum and an array of the size of <c>x</c> have to be among them: sums alone may as well have been taken for means, and
/// a gamma that is everywhere the same may be lost from all the others. In one group a standard deviation is a constant too.
/// </remarks>
internal sealed class CommonFactor : Observation
{
    private static readonly TensorId[] Gradients = [TensorId.Dgamma, TensorId.Dbeta, TensorId.Dxhat, TensorId.Dvar, TensorId.Dmean, TensorId.Dx];

    public override string Code => "common_factor";

    public override Telling? Observe(Sight sight)
    {
        var others = sight.Others.Values.Where(other => Gradients.Contains(other.Tensor)).ToArray();
        if (!Gradients.Contains(sight.Tensor) || others.Length < 2 || !others.Any(other => other.Tensor is TensorId.Dx or TensorId.Dxhat) || !others.Any(other => other.Tensor is TensorId.Dgamma or TensorId.Dbeta) || others.Any(other => !other.ShapeFits))
        {
            return null;
        }

        var input = sight.Pass.Input;
        var estimated = input.Groups.Groups > 1 ? Estimated(sight) : double.NaN;
        foreach (var (factor, words) in Known(input.X.Shape, input.Groups.Size).Append((estimated, null)))
        {
            if (double.IsFinite(factor) && factor is not (0 or 1) && others.All(other => Has(sight, other, factor)))
            {
                var number = words is null ? NumberText.Rounded(factor, 6) : $"{words}";
                return sight.Tell(Meaning(factor), number);
            }
        }

        return null;
    }

    private static string Meaning(double factor) =>
        factor == -1 ? "The sign of the loss, or of dout, is turned."
        : factor is > 0 and < 1 ? "So they are when the loss is a mean, and dout is that of the sum."
        : factor > 1 ? "So they are when dout is that of a mean, and the loss is a sum, or has a square or a factor of its own."
        : "It comes in with dout, or with the loss.";

    // The counts that a mean may be over, what a square leaves, and a sign.
    private static IEnumerable<(double Factor, string? Words)> Known(Shape shape, int size)
    {
        var counts = new[] { (shape.Count, "the number of entries of x"), (shape[0], "the number of samples"), (size, "the number of elements of a group"), (shape.Count / shape[0], "the entries of a sample") };
        foreach (var (count, what) in counts.Where(count => count.Item1 > 1).DistinctBy(count => count.Item1))
        {
            yield return (1.0 / count, FormattableString.Invariant($"1/{count}, one over {what},"));
            yield return (count, FormattableString.Invariant($"{count}, {what},"));
        }

        yield return (2, "2");
        yield return (0.5, "1/2");
        yield return (-1, "-1");
        foreach (var (count, what) in counts.Where(count => count.Item1 > 2).DistinctBy(count => count.Item1))
        {
            yield return (2.0 / count, FormattableString.Invariant($"2/{count}, two over {what},"));
        }
    }

    private static double Estimated(Sight sight)
    {
        var most = 0;
        for (var k = 1; k < sight.Expected.Shape.Count; k++)
        {
            most = Math.Abs(sight.Expected[k]) > Math.Abs(sight.Expected[most]) ? k : most;
        }

        return sight.Submitted[most] / sight.Expected[most];
    }

    private static bool Has(Sight sight, TensorComparison other, double factor)
    {
        var (truth, scale, tolerance) = (sight.Bench.Truth(other.Tensor), sight.Pass.ScaleOf(other.Tensor), Explanation.Close(other.Submitted));
        var scaled = new Prediction(truth.Shape, k => factor * truth.Value(k), k => Math.Abs(factor) * truth.Terms(k));
        if (PredictionFit.Excess(other.Submitted.Values, scaled, scale, tolerance) > 1)
        {
            return false;
        }

        // Where the right gradient vanishes there is nothing to see, and nothing against it.
        return Witness.Of(other.Submitted, scaled, other.Expected, scale, tolerance).Digits >= 1 || IsNothing(other, scale, tolerance);
    }

    private static bool IsNothing(TensorComparison other, ErrorScale scale, Tolerance tolerance) =>
        Enumerable.Range(0, other.Expected.Shape.Count).All(k => Math.Abs(other.Expected[k]) <= new Allowance(scale, tolerance).Atol(k));
}
