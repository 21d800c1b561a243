using System.Text.RegularExpressions;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Diagnosis.Reports;
using GradCheck.Diagnosis.Search;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Tests.Diagnosis;

public partial class RevealTests
{
    private static readonly string[] Formulas = ["=", "*", "/ ", "\\", "sqrt(", "np.", "istd", "x - ", "("];

    public static TheoryData<string> Layers => [.. LayerCatalog.All.Select(layer => layer.Id)];

    [Theory]
    [InlineData(Reveal.Verdict, ReportField.Verdict)]
    [InlineData(Reveal.Index, ReportField.Verdict, ReportField.WorstIndex, ReportField.FirstDeparture, ReportField.Note)]
    [InlineData(Reveal.Hint, ReportField.Verdict, ReportField.WorstIndex, ReportField.FirstDeparture, ReportField.Note, ReportField.FindingHint)]
    [InlineData(Reveal.Cause, ReportField.Verdict, ReportField.WorstIndex, ReportField.FirstDeparture, ReportField.Note, ReportField.FindingHint, ReportField.FindingCause)]
    public void Level_BelowFix_ShowsNeitherValuesNorFormulas(Reveal level, params ReportField[] shown) =>
        Assert.Equal(shown.Order(), Enum.GetValues<ReportField>().Where(field => level.Shows(field)).Order());

    [Fact]
    public void Fix_ShowsEverything() => Assert.All(Enum.GetValues<ReportField>(), field => Assert.True(Reveal.Fix.Shows(field)));

    [Theory]
    [MemberData(nameof(Layers))]
    public void TextsShownBelowFix_OfEveryMistake_HaveNoFormulas(string layer)
    {
        var bench = BenchOf(LayerCatalog.Find(layer)!);
        foreach (var mistake in HypothesisCatalog.All)
        {
            foreach (var tensor in mistake.Reach)
            {
                HasNoFormula(mistake.Code, mistake.Describe(tensor, bench.Right));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void TextsShownBelowFix_OfShapesAndObservations_HaveNoFormulas(string layer)
    {
        var bench = BenchOf(LayerCatalog.Find(layer)!);
        var x = bench.Pass.Input.X.Shape;
        var count = bench.Pass[TensorId.Dgamma]!.Shape.Count;
        Tensor[] wrong =
        [
            new(new Shape(), [1]), Tensor.Full(new(count, 1), 1), Tensor.Full(x, 1), Tensor.Full(new(count, count), 1), Tensor.Full(new(x.Count), 1),
            Tensor.Full(new(x[0]), 1), Tensor.Full(new(2, 3, 5, 7), 1), Tensor.Full(new(count), double.NaN), Tensor.Full(new(count), 0), Tensor.Full(x, 0.5),
            Tensor.Full(new(count), 0.5), bench.Pass[TensorId.Dbeta]!, bench.Pass[TensorId.Dgamma]!.With(0, 7), Tensor.Full(x, double.NaN),
        ];
        foreach (var tensor in new[] { TensorId.Dgamma, TensorId.Dx })
        {
            foreach (var submitted in wrong)
            {
                var report = Checker.Check(bench.Pass, new Dictionary<TensorId, Tensor> { [tensor] = submitted }, new() { Precision = Precision.Full });
                Assert.All(report.Tensors[0].Findings, finding => HasNoFormula(finding.Code, new(finding.Title, finding.Explanation, finding.Equation, finding.Fix, finding.Hint)));
            }
        }
    }

    [Fact]
    public void Words_OfALayer_NameItsOwnAxes()
    {
        var fixes = LayerCatalog.All.Select(layer => (layer.Id, Fix: WordsOf(BenchOf(layer), "sums_over_wrong_axis").Fix)).ToDictionary(entry => entry.Id, entry => entry.Fix);
        Assert.Contains("axis=0;", fixes["batchnorm"], StringComparison.Ordinal);
        Assert.Contains("axis=(0, 2, 3);", fixes["spatial_batchnorm"], StringComparison.Ordinal);
        Assert.Contains("axis=1;", fixes["layernorm"], StringComparison.Ordinal);
        Assert.Contains("axis=(2, 3, 4) of x.reshape(N, G, C // G, H, W);", fixes["groupnorm"], StringComparison.Ordinal);
        Assert.Contains("axis=(2, 3);", fixes["instancenorm"], StringComparison.Ordinal);
        Assert.Contains("axis=1;", fixes["rmsnorm"], StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_AtFix_HasTheNumbersOfTheRule()
    {
        var right = Pass.Of(CaseGenerator.Make(LayerCatalog.BatchNorm, 1, CaseProfile.Discriminating));
        var report = Checker.Check(right, new Dictionary<TensorId, Tensor> { [TensorId.Dx] = right[TensorId.Dx]! }, new() { Tolerance = new(1e-6, 1e-7) });
        Assert.Equal("An entry is right where |submitted - expected| <= atol + rtol * |expected|, with rtol = 1e-06 and atol = 1e-07: 0 of 1 tensors have an entry that fails.", report.Decision.Sentence);
        Assert.DoesNotContain("1E-", report.Decision.Rule, StringComparison.Ordinal);
    }

    private static Words WordsOf(Bench bench, string code) => bench.Mistakes.Single(mistake => mistake.Code == code).Describe(TensorId.Dx, bench.Right);

    private static Bench BenchOf(Layer layer)
    {
        var statistics = layer.HasRunningStatistics ? new RunningStatistics(Tensor.Full(new(6), 0.5), Tensor.Full(new(6), 2)) : null;
        var options = new LayerOptions { Groups = layer.TakesGroups ? 3 : null, Running = statistics };
        return new(Pass.Of(CaseGenerator.Make(layer, 1, CaseProfile.Discriminating, layer.Rank == 2 ? new(9, 6) : new(4, 6, 3, 2), options)));
    }

    // A shape, a place or a name with an index is no formula.
    private static void HasNoFormula(string code, Words words)
    {
        var text = Shape().Replace($"{words.Title} | {words.Explanation} | {words.Hint}", "shape");
        Assert.All(Formulas, formula => Assert.False(text.Contains(formula, StringComparison.Ordinal), $"{code} shows \"{formula}\": {text}"));
    }

    [GeneratedRegex(@"\([0-9, ]*\)")]
    private static partial Regex Shape();
}
