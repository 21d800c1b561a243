using CsCheck;
using GradCheck.Grading;

namespace GradCheck.Tests.Grading;

public class PointsProperties
{
    private static readonly Gen<decimal> Points = Gen.OneOf(Gen.Int[0, 1_000_000].Select(n => n / 100m), Gen.Double[0, 1e6].Select(n => (decimal)n), Gen.Double[0, 1e-5].Select(n => (decimal)n));
    private static readonly Gen<decimal[]> Weights = Gen.OneOf(Gen.Int[0, 5].Select(n => (decimal)n), Gen.Double[0, 1e6].Select(n => (decimal)n)).Array[1, 100].Where(weights => weights.Sum() > 0);

    [Fact]
    public void Split_Always_AddsUpAndIsInProportion() =>
        Gen.Select(Points, Weights).Sample((points, weights) =>
        {
            var shares = PointShares.Split(points, weights);
            return shares.Sum() == points
                && shares.All(share => share >= 0)
                && shares.Zip(weights).All(pair => Math.Abs(pair.First - (points * pair.Second / weights.Sum())) <= 1e-6m)
                && shares.Zip(weights).All(pair => pair.Second > 0 || pair.First == 0);
        });

    [Fact]
    public void Share_IsOneForFullMarksAlone() =>
        Gen.Select(Points.Where(points => points > 0), Gen.Int[1, 1000], Gen.Double[0, 1]).Sample((points, others, part) =>
        {
            GradeItem Of(decimal earned) => new() { Name = "dx", Part = "dx", Points = earned, MaxPoints = points, Verdict = GradeVerdict.Match, Reason = "dx is right." };
            GradeReport Report(params GradeItem[] items) => new() { Title = "t", Items = [.. items] };
            var full = Enumerable.Repeat(Of(points), others).ToArray();
            var less = Report([.. full, Of(PointShares.Part(points, (decimal)part))]);
            return Report(full) is { Share: 1 } right && right.Score == right.MaxScore && (less.Share < 1 || less.Score == less.MaxScore) && less.Share >= 0;
        });
}
