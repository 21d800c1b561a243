using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Examples;

/// <summary>A wrong program, and what a check that was asked for an example says of it.</summary>
/// <param name="Name">Where it is from.</param>
/// <param name="Request">The request.</param>
/// <param name="Report">The report.</param>
internal sealed partial record ExampleCase(string Name, ProgramRequest Request, ProgramReport Report)
{
    private static readonly ulong Mutations = (ulong)Effort.Count(25, 85, 400);

    /// <summary>The wrong programs beside the tests, right ones with one edit (25, 85 or 400), and those of the folders of requests that <c>GRADCHECK_REPORTS</c> names.</summary>
    public static IReadOnlyList<ExampleCase> All { get; } = [.. Requests().Select(Checked).Where(made => made.Report.Verdict == Verdict.Mismatch)];

    /// <summary>How many numbers <c>x</c> has in the example, or the first input where none has that name; null without one.</summary>
    public int? Size => Report.Example is not { Inputs: var inputs } ? null : (inputs.GetValueOrDefault("x") ?? inputs.Values.First()).Shape.Count;

    /// <summary>How many milliseconds the check took without an example, of a night's work.</summary>
    public required double Bare { get; init; }

    /// <summary>How many it took with one.</summary>
    public required double Whole { get; init; }

    private static ExampleCase Checked((string Name, ProgramRequest Request) item)
    {
        var clock = Stopwatch.StartNew();
        if (Effort.IsLong)
        {
            ProgramChecker.Check(item.Request);
        }

        var bare = clock.Elapsed.TotalMilliseconds;
        clock.Restart();
        var report = ProgramChecker.Check(item.Request with { Parts = ReportParts.Example });
        return new(item.Name, item.Request, report) { Bare = bare, Whole = clock.Elapsed.TotalMilliseconds };
    }

    private static IEnumerable<(string Name, ProgramRequest Request)> Requests() =>
        ProgramCase.Wrong.Select(program => (program.Program, program.Request)).Concat(Mutants()).Concat(Reports());

    private static IEnumerable<(string, ProgramRequest)> Mutants()
    {
        for (ulong seed = 1; seed <= Mutations; seed++)
        {
            var random = new Pcg32(seed, 21);
            var program = ProgramCase.Right[random.Whole(0, ProgramCase.Right.Count - 1)];
            if (MutationTests.Mutated(program, random) is var (code, line, edit))
            {
                yield return ($"{program.Program} line {line} {edit}", program.Request with { Code = code });
            }
        }
    }

    private static IEnumerable<(string, ProgramRequest)> Reports()
    {
        foreach (var file in (Environment.GetEnvironmentVariable("GRADCHECK_REPORTS") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries).SelectMany(folder => Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)))
        {
            using var document = JsonDocument.Parse(BareLiteral().Replace(File.ReadAllText(file), "null"));
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String && body.TryGetProperty("layer", out var layer))
            {
                yield return (Path.GetFileName(file), new()
                {
                    Code = code.GetString(),
                    Layer = layer.GetString()!,
                    ForwardName = Text(body, "forward_name"),
                    BackwardName = Text(body, "backward_name"),
                    Inputs = layer.GetString() == "custom" && body.TryGetProperty("inputs", out var inputs) ? [.. inputs.EnumerateObject().Select(input => KeyValuePair.Create(input.Name, TensorOf(input.Value)))] : [],
                    Differentiate = body.TryGetProperty("differentiate", out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [],
                });
            }
        }
    }

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static Tensor TensorOf(JsonElement element)
    {
        var (sizes, values) = (new List<int>(), new List<double>());
        for (var at = element; at.ValueKind == JsonValueKind.Array; at = at[0])
        {
            sizes.Add(at.GetArrayLength());
        }

        Collect(element);
        return new(new Shape([.. sizes]), [.. values]);

        void Collect(JsonElement at)
        {
            if (at.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in at.EnumerateArray())
                {
                    Collect(item);
                }
            }
            else
            {
                values.Add(at.GetDouble());
            }
        }
    }

    // Python's own, which no JSON reader here takes.
    [GeneratedRegex(@"(?<=[\[,:]\s*)(NaN|-?Infinity)")]
    private static partial Regex BareLiteral();
}
