using GradCheck.Comparison;
using GradCheck.Normalization;
using GradCheck.Tests.Support;
using Xunit.Abstractions;

namespace GradCheck.Tests.Diagnosis;

/// <summary>Every wrong submission of tests/mistakes is judged wrong for its cause, and every right one right.</summary>
public class MistakeFilesTests(ITestOutputHelper output)
{
    [Fact]
    public void Cases_OfTheFolder_AreRead() => Assert.True(MistakeCase.All().Count() >= 290);

    [Fact]
    public void Check_OfEveryFile_NamesItsCausesFirst()
    {
        var failures = new List<string>();
        var table = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var mistake in MistakeCase.All())
        {
            var report = mistake.Check();
            foreach (var tensor in report.Tensors)
            {
                var causes = mistake.Causes[tensor.Tensor];
                var found = tensor.Findings.Select(finding => finding.Code).ToArray();
                var row = $"{string.Join(" + ", causes.DefaultIfEmpty("right"))} -> {string.Join(" + ", found.DefaultIfEmpty(tensor.Comparison.Note?.Code ?? "right"))}";
                table[row] = table.GetValueOrDefault(row) + 1;
                if (!IsAsExpected(tensor.Comparison, causes, found))
                {
                    failures.Add($"{mistake}: {TensorNames.Of(tensor.Tensor)} is {tensor.Verdict} with [{string.Join(", ", found)}], not [{string.Join(", ", causes)}]");
                }
            }
        }

        output.WriteLine($"{MistakeCase.All().Count()} submissions, {failures.Count} failures");
        failures.ForEach(output.WriteLine);
        foreach (var (row, count) in table)
        {
            output.WriteLine($"{count,6} {row}");
        }

        Assert.Empty(failures);
    }

    private static bool IsAsExpected(TensorComparison comparison, string[] causes, string[] found) => causes switch
    {
        [] => comparison.Verdict == Verdict.Match && found.Length == 0,
        [Comparer.Float32Precision] => comparison.Verdict == Verdict.Match && found.Length == 0 && comparison.Note?.Code == Comparer.Float32Precision,
        ["unknown"] => comparison.Verdict == Verdict.Mismatch && found is ["unknown"],
        _ => comparison.Verdict == Verdict.Mismatch && found.Take(causes.Length).Order(StringComparer.Ordinal).SequenceEqual(causes.Order(StringComparer.Ordinal)),
    };
}
