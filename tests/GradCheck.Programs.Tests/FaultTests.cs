using System.Text.Json;
using GradCheck.Comparison;
using GradCheck.Programs.Tests.Support;

namespace GradCheck.Programs.Tests;

/// <summary>Programs that once were right, or mended, by chance: equal sizes, one rate, a kind of window that was never tried.</summary>
public class FaultTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Faults");

    public static TheoryData<string> Names() => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_AProgramThatIsRightByChance_IsToldAsWhatItIs(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        var fault = document.RootElement;
        string? Text(string key) => fault.TryGetProperty(key, out var value) ? value.GetString() : null;

        var report = RightProgram.Check(Text("layer")!, string.Join('\n', fault.GetProperty("code").EnumerateArray().Select(line => line.GetString())));

        var first = report.FirstWrongLine;
        Assert.True((Text("verdict") == "match" ? Verdict.Match : Verdict.Mismatch) == report.Verdict, first?.Message);
        Assert.True(!fault.TryGetProperty("lines", out var lines) || lines.EnumerateArray().Any(line => line.GetInt32() == first!.Line), $"line {first?.Line}: {first?.Message}");
        Assert.True(Text("finding") is not { } code || code == first!.Finding.Code, first?.Message);
        Assert.True(Text("fix") is not { } fix || fix == first!.Finding.Fix, first?.Message);
        Assert.True(Text("warning") is not { } warning || report.Warnings.Any(item => item.Code == warning), string.Join("; ", report.Warnings));
        Assert.True(Text("none") is not { } none || report.Warnings.All(item => item.Code != none), string.Join("; ", report.Warnings));
    }
}
