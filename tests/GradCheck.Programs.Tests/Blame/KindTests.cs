using System.Text.Json;
using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Blame;

/// <summary>Kinds of mistakes, several spellings of each, and right programs that look like them: the line, the cause, and no fix that is none.</summary>
public class KindTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Kinds");

    public static TheoryData<string> Names() => [.. Effort.Some(4, Directory.GetFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_AProgramOfAKind_IsBlamedOnItsLineForItsCause(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        var kind = document.RootElement;

        var request = RequestOf(kind);
        var report = ProgramChecker.Check(request, Mended.Patient);

        var first = report.FirstWrongLine;
        Assert.True((Text(kind, "verdict") == "match" ? Verdict.Match : Verdict.Mismatch) == report.Verdict, first?.Message);
        Assert.True(!kind.TryGetProperty("lines", out var lines) || lines.EnumerateArray().Any(line => line.GetInt32() == first!.Line), $"line {first?.Line}: {first?.Message}");
        Assert.True(Text(kind, "finding") is not { } code || code == first!.Finding.Code, $"{first?.Finding.Code}: {first?.Message}");
        Assert.All(report.FurtherWrongLines, line => Assert.DoesNotContain("Error:", line.Message, StringComparison.Ordinal));
        Assert.All(report.FurtherWrongLines.Prepend(first).OfType<WrongLine>(), line => Assert.DoesNotContain("eps of the case", line.Message, StringComparison.Ordinal));
        Mended.AssertHolds(request, report);
    }

    private static ProgramRequest RequestOf(JsonElement kind) => new()
    {
        Layer = Text(kind, "layer")!,
        Code = string.Join('\n', kind.GetProperty("code").EnumerateArray().Select(line => line.GetString())),
        ForwardName = Text(kind, "forward_name"),
        BackwardName = Text(kind, "backward_name"),
        Inputs = kind.TryGetProperty("inputs", out var inputs) ? [.. inputs.EnumerateObject().Select(input => KeyValuePair.Create(input.Name, TensorOf(input.Value)))] : [],
        Differentiate = kind.TryGetProperty("differentiate", out var names) ? [.. names.EnumerateArray().Select(input => input.GetString()!)] : [],
        Dout = kind.TryGetProperty("dout", out var dout) ? TensorOf(dout) : null,
    };

    private static string? Text(JsonElement kind, string key) => kind.TryGetProperty(key, out var value) ? value.GetString() : null;

    private static Tensor TensorOf(JsonElement value)
    {
        var (sizes, values) = (new List<int>(), new List<double>());
        for (var inner = value; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
        {
            sizes.Add(inner.GetArrayLength());
        }

        Read(value);
        return new(new Shape([.. sizes]), [.. values]);

        void Read(JsonElement item)
        {
            if (item.ValueKind != JsonValueKind.Array)
            {
                values.Add(item.GetDouble());
                return;
            }

            foreach (var inner in item.EnumerateArray())
            {
                Read(inner);
            }
        }
    }
}
