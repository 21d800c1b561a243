using System.Diagnostics;
using System.Text.Json;

namespace GradCheck.Python.Tests.Torch;

/// <summary>The expressions of <c>Table/expressions.txt</c> and <c>Table/gradients.txt</c>, and what torch makes of each.</summary>
internal static class TorchTable
{
    private const string Python = "/usr/bin/python3";
    private static readonly Lazy<IReadOnlyDictionary<(string, int), JsonElement>> Answers = new(Run);

    /// <summary>What stands before each line of a file.</summary>
    public static string SetupOf(string file) => File.ReadAllText(Path.Combine(Folder(), "setup.py")) + (Path.Combine(Folder(), file.Split('_')[0] + ".py") is var own && File.Exists(own) ? File.ReadAllText(own) : string.Empty);

    /// <summary>The groups of a file: the headings of the table.</summary>
    public static IEnumerable<string> Groups(string file) => Lines(file).Select(line => line.Group).Distinct();

    /// <summary>The lines of a group with torch's answers; skips the test where there is no torch 1.13.</summary>
    public static IEnumerable<(string Line, JsonElement Answer)> Of(string file, string group)
    {
        var required = Environment.GetEnvironmentVariable("GRADCHECK_REQUIRE_EXTRAS") == "1";
        const string Reason = "torch 1.13 not found: apt-get install -y python3-torch";
        var answers = File.Exists(Python) ? Answers.Value : new Dictionary<(string, int), JsonElement>();
        Assert.False(answers.Count == 0 && required, Reason);
        Skip.If(answers.Count == 0, Reason);
        var wrapped = file.EndsWith("gradients", StringComparison.Ordinal) ? string.Join("; ", File.ReadAllText(Path.Combine(Folder(), "gradient.py")).Trim().Split('\n')) : "{0}";
        return Lines(file).Where(line => line.Group == group).Select(line => (wrapped.Replace("{0}", line.Text, StringComparison.Ordinal), answers[(file, line.Number)]));
    }

    private static IEnumerable<(int Number, string Group, string Text)> Lines(string file)
    {
        var group = string.Empty;
        var number = 0;
        foreach (var line in File.ReadLines(Path.Combine(Folder(), file + ".txt")))
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

    private static Dictionary<(string, int), JsonElement> Run()
    {
        using var process = Process.Start(new ProcessStartInfo(Python, [Path.Combine(Folder(), "run_torch.py")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        process.WaitForExit();

        // Another version of torch has other words and prints in another way: as good as none.
        return process.ExitCode == 0 && lines[0].GetProperty("torch").GetString()!.StartsWith("1.13.", StringComparison.Ordinal)
            ? lines.Skip(1).ToDictionary(line => (line.GetProperty("file").GetString()!, line.GetProperty("line").GetInt32()))
            : [];
    }

    private static string Folder() => Path.Combine(AppContext.BaseDirectory, "Torch", "Table");
}
