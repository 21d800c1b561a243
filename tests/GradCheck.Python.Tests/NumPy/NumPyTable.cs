using System.Diagnostics;
using System.Text.Json;

namespace GradCheck.Python.Tests.NumPy;

/// <summary>The expressions of <c>Table/expressions.txt</c>, and what NumPy makes of each.</summary>
internal static class NumPyTable
{
    private const string Python = "/usr/bin/python3";
    private static readonly Lazy<IReadOnlyDictionary<int, JsonElement>> Answers = new(Run);

    public static string Setup => File.ReadAllText(Path.Combine(Folder(), "setup.py"));

    /// <summary>The groups: the headings of the table.</summary>
    public static IEnumerable<string> Groups => Lines().Select(line => line.Group).Distinct();

    /// <summary>The lines of a group with NumPy's answers; skips the test where there is no NumPy 1.24.</summary>
    public static IEnumerable<(string Line, JsonElement Answer)> Of(string group)
    {
        var required = Environment.GetEnvironmentVariable("GRADCHECK_REQUIRE_EXTRAS") == "1";
        const string Reason = "NumPy 1.24 not found: apt-get install -y python3-numpy";
        var answers = File.Exists(Python) ? Answers.Value : new Dictionary<int, JsonElement>();
        Assert.False(answers.Count == 0 && required, Reason);
        Skip.If(answers.Count == 0, Reason);
        return Lines().Where(line => line.Group == group).Select(line => (line.Text, answers[line.Number]));
    }

    private static IEnumerable<(int Number, string Group, string Text)> Lines()
    {
        var group = string.Empty;
        var number = 0;
        foreach (var line in File.ReadLines(Path.Combine(Folder(), "expressions.txt")))
        {
            number++;
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                group = line[3..];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                yield return (number, group, line);
            }
        }
    }

    private static Dictionary<int, JsonElement> Run()
    {
        using var process = Process.Start(new ProcessStartInfo(Python, [Path.Combine(Folder(), "run_numpy.py")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        process.WaitForExit();

        // Another version of NumPy has other words and prints in another way: as good as none.
        return process.ExitCode == 0 && lines[0].GetProperty("numpy").GetString()!.StartsWith("1.24.", StringComparison.Ordinal)
            ? lines.Skip(1).ToDictionary(line => line.GetProperty("line").GetInt32())
            : [];
    }

    private static string Folder() => Path.Combine(AppContext.BaseDirectory, "NumPy", "Table");
}
