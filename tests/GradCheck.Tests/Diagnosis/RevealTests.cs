using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Tests.Diagnosis;

public class RevealTests
{
    [Theory]
    [InlineData(Reveal.Verdict, ReportField.Verdict)]
    [InlineData(Reveal.Index, ReportField.Verdict, ReportField.WorstIndex, ReportField.FirstDeparture, ReportField.Note)]
    [InlineData(Reveal.Hint, ReportField.Verdict, ReportField.WorstIndex, ReportField.FirstDeparture, ReportField.Note, ReportField.FindingHint)]
    [InlineData(Reveal.Cause, ReportField.Verdict, ReportField.WorstIndex, ReportField.FirstDeparture, ReportField.Note, ReportField.FindingHint, ReportField.FindingCause)]
    public void Level_BelowFix_ShowsNeitherValuesNorFormulas(Reveal level, params ReportField[] shown) =>
        Assert.Equal(shown.Order(), Enum.GetValues<ReportField>().Where(field => level.Shows(field)).Order());

    [Fact]
    public void Fix_ShowsEverything() => Assert.All(Enum.GetValues<ReportField>(), field => Assert.True(Reveal.Fix.Shows(field)));

    [Fact]
    public void TextsShownBelowFix_HaveNoFormulas()
    {
        var right = Reference.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Discriminating));
        foreach (var factor in new[] { -1, 0.37, 5, 0.2, 2 })
        {
            var dx = new Tensor(new Shape(5, 2), [.. right[TensorId.Dx]!.Values.ToArray().Select(value => value * factor)]);
            var report = Checker.Check(right.Forward, new Dictionary<TensorId, Tensor> { [TensorId.Dx] = dx });
            Assert.All(report.Tensors[0].Findings, finding => Assert.DoesNotContain("=", finding.Title + finding.Explanation + finding.Hint, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Decision_AtFix_HasTheNumbersOfTheRule()
    {
        var right = Reference.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Discriminating));
        var report = Checker.Check(right.Forward, new Dictionary<TensorId, Tensor> { [TensorId.Dx] = right[TensorId.Dx]! }, new() { Tolerance = new(1e-6, 1e-7) });
        Assert.Equal("An entry is right where |submitted - expected| <= atol + rtol * |expected|, with rtol = 1E-06 and atol = 1E-07: 0 of 1 tensors have an entry that fails.", report.Decision.Sentence);
        Assert.DoesNotContain("1E-", report.Decision.Rule, StringComparison.Ordinal);
    }
}
