using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax.Parsing;

namespace GradCheck.Python.Tests.Syntax;

/// <summary>CPython's own reader refuses what ours refuses, and reads what ours reads.</summary>
public class CPythonAgreementTests
{
    private const string Python = "/usr/bin/python3";
    private const string Script =
        """
        import json, sys, warnings
        warnings.simplefilter("ignore")
        def read(text):
            try:
                compile(text, "program", "exec", dont_inherit=True)
            except (SyntaxError, ValueError, UnicodeError) as error:
                return str(getattr(error, "msg", error))
            return None
        print(json.dumps([sys.version_info[:2] == (3, 11), [read(text) for text in json.load(sys.stdin)]]))
        """;

    /// <summary>What CPython's compiler finds behind its parser: it follows names through functions, which is not done here.</summary>
    private static readonly string[] OfNames = ["global declaration", "and global", "and nonlocal", "no binding for nonlocal", "to yield expression", "'yield' inside", "from __future__ imports must", "asynchronous comprehension"];

    [SkippableFact]
    public void Mutants_AreReadWhereCPythonReadsThem()
    {
        Need();
        var texts = new List<string>();
        TextGens.Mutants.Where(text => !text.Any(char.IsSurrogate)).Sample(texts.Add, iter: Effort.Count(400, 2_000), threads: 1);
        var answer = JsonDocument.Parse(Ask(JsonSerializer.Serialize(texts))).RootElement;
        Skip.IfNot(answer[0].GetBoolean(), "python3 is not 3.11, whose words and rules are ours");
        var refusals = answer[1].EnumerateArray().Select(one => one.GetString()).ToList();
        Assert.Contains(refusals, refusal => refusal is null);
        Assert.Contains(refusals, refusal => refusal is not null);
        var differing = texts.Zip(refusals, (text, theirs) => (Text: text, Theirs: theirs, Ours: Refusal(text)))
            .Where(pair => (pair.Theirs is null) != (pair.Ours is null) && !OfNames.Any(words => pair.Theirs?.Contains(words, StringComparison.Ordinal) == true))
            .ToList();

        // Other mutants each time. What is left differs in about one of 20,000, in texts that nobody writes.
        Assert.True(differing.Count <= Math.Max(1, texts.Count / 1000), string.Join('\n', differing.Select(pair => $"CPython: {pair.Theirs ?? "reads it"}; ours: {pair.Ours ?? "reads it"}\n{pair.Text}")));
    }

    private static string? Refusal(string text)
    {
        try
        {
            return Parser.Parse(new(text)).Faults is [var first, ..] ? first.Message : null;
        }
        catch (ProgramException refused)
        {
            return refused.Error.Message;
        }
    }

    private static string Ask(string texts)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var answer = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(texts);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return answer.Result;
    }

    private static void Need()
    {
        var isThere = File.Exists(Python);
        Assert.False(!isThere && Environment.GetEnvironmentVariable("GRADCHECK_REQUIRE_EXTRAS") == "1", $"{Python} not found");
        Skip.If(!isThere, $"{Python} not found: apt-get install -y python3");
    }
}
