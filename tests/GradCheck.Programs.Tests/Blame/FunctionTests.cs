using System.Text.Json;
using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Blame;

/// <summary>Functions that are no layer of the course, right and with one mistake each: what is right is a match, what is wrong is blamed on its line.</summary>
/// <remarks>They are written by <c>Functions/generate.py</c>, which holds them against differences with NumPy.</remarks>
public class FunctionTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Functions");

    private static IEnumerable<string> All => Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static TheoryData<string> Names() => [.. All];

    public static TheoryData<string, string> Mistakes()
    {
        var all = new TheoryData<string, string>();
        var mistakes = All.SelectMany(name => Of(name).GetProperty("mistakes").EnumerateArray().Select(made => (Name: name, Mistake: made.GetProperty("name").GetString()!)));
        foreach (var (name, mistake) in Effort.Some(4, mistakes))
        {
            all.Add(name, mistake);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_ARightFunction_IsAMatch(string name)
    {
        var function = Of(name);

        var report = ProgramChecker.Check(RequestOf(function, Code(function)), Mended.Patient);

        Assert.True(report.Verdict == Verdict.Match, report.FirstWrongLine?.Message);
        Assert.DoesNotContain(report.Warnings, warning => warning.Code is "averaged_gradients" or "search_failed");
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Check_AFunctionWithAMistake_IsBlamedOnItsLineForItsCause(string name, string mistake)
    {
        var function = Of(name);
        var made = function.GetProperty("mistakes").EnumerateArray().Single(item => item.GetProperty("name").GetString() == mistake);
        string Text(string key) => made.GetProperty(key).GetString()!;
        var request = RequestOf(function, Code(function).Replace(Text("right"), Text("wrong"), StringComparison.Ordinal));

        var report = ProgramChecker.Check(request, Mended.Patient);

        var first = report.FirstWrongLine;
        Assert.Equal(Verdict.Mismatch, report.Verdict);
        Assert.True(made.GetProperty("lines").EnumerateArray().Any(line => line.GetInt32() == first!.Line), $"line {first!.Line}: {first.Message}");
        Assert.True(made.GetProperty("codes").EnumerateArray().Any(code => code.GetString() == first.Finding.Code), $"{first.Finding.Code}: {first.Message}");
        Mended.AssertHolds(request, report);
    }

    private static JsonElement Of(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json"))).RootElement;

    private static string Code(JsonElement function) => string.Join('\n', function.GetProperty("code").EnumerateArray().Select(line => line.GetString()));

    private static ProgramRequest RequestOf(JsonElement function, string code) => new()
    {
        Layer = "custom",
        Code = code,
        ForwardName = function.GetProperty("forward_name").GetString(),
        BackwardName = function.GetProperty("backward_name").GetString(),
        Inputs = [.. function.GetProperty("inputs").EnumerateObject().Select(input => KeyValuePair.Create(input.Name, TensorOf(input.Value)))],
        Differentiate = [.. function.GetProperty("differentiate").EnumerateArray().Select(input => input.GetString()!)],
    };

    private static Tensor TensorOf(JsonElement value)
    {
        var sizes = new List<int>();
        for (var inner = value; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
        {
            sizes.Add(inner.GetArrayLength());
        }

        return new(new Shape([.. sizes]), [.. Numbers(value)]);
    }

    private static IEnumerable<double> Numbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Numbers) : [value.GetDouble()];
}
