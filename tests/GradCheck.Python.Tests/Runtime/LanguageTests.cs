using System.Text.Json;
using System.Text.RegularExpressions;

namespace GradCheck.Python.Tests.Runtime;

/// <summary>What programs print, and what they say where they fail: words, code and place.</summary>
public partial class LanguageTests
{
    private const string Script =
        """
        import contextlib, io, json, sys, warnings
        warnings.simplefilter("ignore")
        def run(text):
            out = io.StringIO()
            try:
                with contextlib.redirect_stdout(out):
                    exec(compile(text, "program", "exec", dont_inherit=True), {"__name__": "__main__"})
            except Exception as error:
                return out.getvalue() + f"{type(error).__name__}: {error}".rstrip(": ")
            return out.getvalue()
        print(json.dumps([sys.version_info[:2] == (3, 11), [run(text) for text in json.load(sys.stdin)]]))
        """;

    public static TheoryData<string, int, string> Cases
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (var file in new[] { "output.txt", "classes.txt", "errors.txt", "refused.txt" })
            {
                var cases = ProgramCase.Read(file);
                for (var k = 0; k < cases.Count; k++)
                {
                    data.Add(file, k, cases[k].Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_AProgram_PrintsAndFailsAsTheTableSays(string file, int number, string name)
    {
        var program = ProgramCase.Read(file)[number];
        Assert.Equal(name, program.Name);
        var run = ProgramRun.Of(program.Text);

        Assert.Equal(program.Expected, run.Lines());
        Assert.Equal(program.Marked, run.Failure is null ? program.Text : program.Mark(run.Failure.Error.Span));
    }

    [SkippableTheory]
    [InlineData("output.txt")]
    [InlineData("classes.txt")]
    [InlineData("errors.txt")]
    public void Run_AProgram_DoesWhatCPythonDoes(string file)
    {
        var cases = ProgramCase.Read(file);
        var answer = JsonDocument.Parse(CPython.Run(Script, JsonSerializer.Serialize(cases.Select(program => program.Text)))).RootElement;
        CPython.Need(answer[0].GetBoolean(), "python3 is not 3.11, whose words are ours");

        Assert.Equal(
            answer[1].EnumerateArray().Select(output => output.GetString()!.TrimEnd('\n')),
            cases.Select(program => string.Join('\n', program.Expected.Select(line => Ours().Replace(line, string.Empty)))));
    }

    // What we add to Python's words: a hint, and the code.
    [GeneratedRegex(@"(\. Did you (mean: '.*'|forget to import '.*')\?)?   \[\w+\]$")]
    private static partial Regex Ours();
}
