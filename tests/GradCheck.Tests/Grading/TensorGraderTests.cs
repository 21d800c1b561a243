using System.Collections.Immutable;
using GradCheck.Arithmetic;
using GradCheck.Cases;
using GradCheck.Diagnosis.Reports;
using GradCheck.Grading;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;
using GradCheck.Tests.Support;

namespace GradCheck.Tests.Grading;

public class TensorGraderTests
{
    private static readonly ImmutableArray<RubricLine> Gradients = [new("dx", 6), new("dgamma", 2), new("dbeta", 2)];
    private static readonly ImmutableArray<RubricLine> WithForward = [.. Gradients, new("xhat", 1), new("out", 1)];
    private static readonly string[] Tensors = ["dx", "dgamma", "dbeta"];

    public static TheoryData<string> Mistakes => [.. StudentCode.Forward.Concat(StudentCode.Paths).Concat(StudentCode.Factors)];

    [Fact]
    public void Grade_RightSubmissions_HaveFullMarksAndSaySo()
    {
        var report = Grade(new(Gradients), Case(1), Case(2, CaseProfile.Offset), Case(3));

        Assert.Equal(10, report.Score);
        Assert.Equal(1, report.Share);
        Assert.Equal("10 of 10 points: 9 of 9 right.", report.Summary);
        Assert.Equal(["dx, case 1 (discriminating)", "dgamma, case 1 (discriminating)", "dbeta, case 1 (discriminating)", "dx, case 2 (offset)"], report.Items.Take(4).Select(item => item.Name));
        Assert.All(report.Items, item => Assert.Equal($"{item.Part} is right.", item.Reason));
    }

    [Fact]
    public void Grade_OneCase_NamesItemsByTheTensorAlone() =>
        Assert.Equal(Tensors, Grade(new(Gradients), Case(1)).Items.Select(item => item.Name));

    [Fact]
    public void Grade_ThreeTenths_AreThreeTenths()
    {
        var report = Grade(new(new RubricLine("dx", 0.1m), new RubricLine("dgamma", 0.1m), new RubricLine("dbeta", 0.1m)), Case(1), Case(2), Case(3));

        Assert.Equal(0.3, (double)report.Score);
        Assert.Equal(report.MaxScore, report.Score);
    }

    [Fact]
    public void Grade_AWrongTensor_CostsItsPointsOfItsCase()
    {
        var report = Grade(new(Gradients), Case(1), Case(2, mistakes: "missing_mean_path"));

        Assert.Equal(7, report.Score);
        Assert.Equal(GradeVerdict.Mismatch, report.Items[3].Verdict);
        Assert.Equal("missing_mean_path", Assert.Single(report.Items[3].Causes));
        Assert.Contains("The mean path is missing from dx.", report.Items[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Grade_WeightedCases_ShareThePointsByTheirWeights()
    {
        var rubric = new Rubric(Gradients)
        {
            CaseWeights = ImmutableDictionary<int, decimal>.Empty.Add(0, 3),
            ProfileWeights = ImmutableDictionary<CaseProfile, decimal>.Empty.Add(CaseProfile.Discriminating, 1).Add(CaseProfile.Offset, 0),
        };
        var report = Grade(rubric, Case(1), Case(2), Case(3, CaseProfile.Offset));

        Assert.Equal([4.5m, 1.5m, 0m], report.Items.Where(item => item.Part == "dx").Select(item => item.MaxPoints));
    }

    [Fact]
    public void Grade_AMistakeOfThePartialList_EarnsItsShare()
    {
        var rubric = new Rubric(Gradients) { Partial = [new(0.5m, ["missing_variance_path"]), new(0.25m, ["missing_mean_path", "missing_gamma"])] };
        var report = Grade(rubric, Case(1, mistakes: "missing_mean_path"));

        Assert.Equal(1.5m, report.Items[0].Points);
        Assert.EndsWith("It earns 0.25 of its points.", report.Items[0].Reason, StringComparison.Ordinal);
        Assert.Equal(0, Grade(rubric, Case(1, mistakes: "sign_flipped")).Items[0].Points);
    }

    [Fact]
    public void Grade_APairOfMistakes_EarnsWhatTheWorseLeaves()
    {
        var both = Case(1, mistakes: ["missing_gamma", "missing_mean_path"]);
        var named = new Rubric(Gradients) { Partial = [new(0.5m, ["missing_gamma"]), new(0.25m, ["missing_mean_path"])] };
        var half = new Rubric(Gradients) { Partial = [new(0.5m, ["missing_gamma"])] };

        Assert.Equal(1.5m, Grade(named, both).Items[0].Points);
        Assert.Equal(0, Grade(half, both).Items[0].Points);
    }

    [Fact]
    public void Grade_PenaltyOnce_ChargesTheFirstTensorThatAMistakeReaches()
    {
        var wrong = Case(1, mistakes: "unbiased_variance");
        var each = Grade(new(WithForward), wrong);
        var once = Grade(new(WithForward) { PenaltyOnce = true }, wrong);

        Assert.Equal(2, each.Score);
        Assert.Equal(11, once.Score);
        Assert.Equal(0, once.Items.Single(item => item.Part == "xhat").Points);
        Assert.EndsWith("The mistake is counted once, at xhat.", once.Items[0].Reason, StringComparison.Ordinal);
        Assert.All(once.Items.Where(item => item.Part != "dbeta"), item => Assert.False(item.Passed));
    }

    [Fact]
    public void Grade_PenaltyOnceWithAnotherMistake_ChargesThatToo()
    {
        var once = Grade(new(WithForward) { PenaltyOnce = true }, Case(1, mistakes: ["unbiased_variance", "missing_mean_path"]));

        Assert.Equal(0, once.Items[0].Points);
        Assert.Equal(5, once.Score);
    }

    [Fact]
    public void Grade_PenaltyOnceOnZeros_ChargesEach()
    {
        var zeros = Case(1);
        zeros = zeros with { Submitted = zeros.Submitted.ToImmutableDictionary(entry => entry.Key, entry => Tensor.Full(entry.Value.Shape, 0)) };

        Assert.Equal(0, Grade(new(Gradients) { PenaltyOnce = true }, zeros).Score);
    }

    [Fact]
    public void Grade_NothingSubmitted_IsZeroWithReasons()
    {
        var report = Grade(new(Gradients), Case(1) with { Submitted = ImmutableDictionary<TensorId, Tensor>.Empty });

        Assert.Equal((0, 10), (report.Score, report.MaxScore));
        Assert.Equal(0, report.Share);
        Assert.Equal(["dx was not submitted.", "dgamma was not submitted.", "dbeta was not submitted."], report.Items.Select(item => item.Reason));
        Assert.All(report.Items, item => Assert.Equal(GradeVerdict.Missing, item.Verdict));
    }

    [Fact]
    public void Grade_CodeThatStoppedHalfway_IsGradedForWhatItGave()
    {
        var whole = Case(1);
        var report = Grade(new(Gradients), whole with
        {
            Submitted = whole.Submitted.Remove(TensorId.Dx).Remove(TensorId.Dgamma),
            Unreadable = ImmutableDictionary<TensorId, string>.Empty.Add(TensorId.Dgamma, "dgamma is null"),
            Error = "IndexError: tuple index out of range",
        });

        Assert.Equal([GradeVerdict.Error, GradeVerdict.Unreadable, GradeVerdict.Match], report.Items.Select(item => item.Verdict));
        Assert.Equal("The code stopped before dx: IndexError: tuple index out of range", report.Items[0].Reason);
        Assert.Equal("dgamma cannot be read. dgamma is null.", report.Items[1].Reason);
        Assert.Equal(2, report.Score);
    }

    [Theory]
    [InlineData(Reveal.Verdict, "dx is wrong.")]
    [InlineData(Reveal.Index, "dx is wrong, most of all at dx[0][1], where -3 was submitted.")]
    [InlineData(Reveal.Hint, "dx is wrong, most of all at dx[0][1], where -3 was submitted. Which intermediate tensor is the first that you cannot reproduce by hand?")]
    public void Reason_AtALevel_TellsAsMuchAsItAllows(Reveal reveal, string reason)
    {
        var right = Case(1);
        var wrong = right.Submitted.SetItem(TensorId.Dx, Tensor.Full(right.Input.X.Shape, 1).With(1, -3));

        Assert.StartsWith(reason[..^1], Grade(new(Gradients), reveal, right with { Submitted = wrong }).Items[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Reason_BelowFix_HoldsNoRightValueAndNoFormula(string mistake)
    {
        var wrong = Case(1, mistakes: mistake);
        var right = Pass.Of(wrong.Input);
        foreach (var reveal in Enum.GetValues<Reveal>().Where(level => level < Reveal.Fix))
        {
            foreach (var item in Grade(new(Gradients), reveal, wrong).Items)
            {
                var expected = right[TensorNames.Find(item.Part)!.Value]!;
                Assert.All(expected.Values.ToArray(), value => Assert.DoesNotContain(NumberText.Of(value), item.Reason, StringComparison.Ordinal));
                Assert.DoesNotContain("=", item.Reason, StringComparison.Ordinal);
                Assert.True(reveal >= Reveal.Cause || item.Causes.IsEmpty);
            }
        }
    }

    [Fact]
    public void Reason_OfAWrongShape_NamesBoth()
    {
        var right = Case(1);
        var report = Grade(new(Gradients), Reveal.Index, right with { Submitted = right.Submitted.SetItem(TensorId.Dgamma, Tensor.Full(new(3, 1), 1)) });

        Assert.Equal("dgamma is wrong: it has shape (3, 1), not (2,).", report.Items[1].Reason);
    }

    [Fact]
    public void Grade_WithoutAWeight_IsRefused()
    {
        var rubric = new Rubric(Gradients) { CaseWeights = ImmutableDictionary<int, decimal>.Empty.Add(0, 0) };

        Assert.Throws<ArgumentException>(() => Grade(rubric, Case(1)));
        Assert.Throws<ArgumentException>(() => Grade(new(Gradients)));
    }

    [Fact]
    public void Rubric_WithoutPointsOrWithAPartTwice_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Rubric(new RubricLine("dx", 0)));
        Assert.Throws<ArgumentException>(() => new Rubric());
        Assert.Throws<ArgumentException>(() => new Rubric(new RubricLine("dx", 1), new RubricLine("dx", 1)));
        Assert.Throws<ArgumentException>(() => new Rubric(new RubricLine("dx", 1), new RubricLine("dbeta", -1)));
    }

    private static GradeReport Grade(Rubric rubric, params GradedCase[] cases) => Grade(rubric, Reveal.Fix, cases);

    private static GradeReport Grade(Rubric rubric, Reveal reveal, params GradedCase[] cases) => TensorGrader.Grade("Batch normalization", rubric, cases, reveal);

    private static GradedCase Case(ulong seed, CaseProfile profile = CaseProfile.Discriminating, params string[] mistakes)
    {
        var input = CaseGenerator.Make(LayerCatalog.BatchNorm, seed, profile);
        var submitted = new StudentCode(input, mistakes).Submission().ToImmutableDictionary();
        var right = Pass.Of(input);
        foreach (var tensor in new[] { TensorId.Xhat, TensorId.Out }.Where(tensor => !submitted.ContainsKey(tensor)))
        {
            submitted = submitted.Add(tensor, right[tensor]!);
        }

        return new() { Input = input, Profile = profile, Submitted = submitted };
    }
}
