using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Clients;

/// <summary>The client as Python runs it, against the service on a socket. What each test shows stands in the files of the folder <c>python</c>.</summary>
public class PythonClientTests
{
    private static string Folder => Repository.PathOf("tests", "GradCheck.Api.Tests", "Clients", "python");

    [SkippableTheory]
    [InlineData("test_check")]
    [InlineData("test_functions")]
    [InlineData("test_service")]
    [InlineData("test_file")]
    [InlineData("test_command")]
    [InlineData("test_programs")]
    [InlineData("test_grade")]
    public async Task Run_WithoutNumPy_DoesWhatItsTestsSay(string tests)
    {
        Extras.NeedPython();
        await RunAsync(tests, withNumPy: false);
    }

    [SkippableTheory]
    [InlineData("test_check")]
    [InlineData("test_functions")]
    [InlineData("test_file")]
    [InlineData("test_numpy")]
    [InlineData("test_command")]
    [InlineData("test_programs")]
    [InlineData("test_grade")]
    public async Task Run_WithNumPy_DoesWhatItsTestsSay(string tests)
    {
        await Extras.NeedNumPyAsync();
        await RunAsync(tests, withNumPy: true);
    }

    [SkippableFact]
    public async Task Fetch_WithTheLinesOfTheDocument_IsAllThatANotebookNeeds()
    {
        Extras.NeedPython();
        await using var service = new RunningService();
        var folder = Directory.CreateTempSubdirectory("gradcheck");
        try
        {
            var document = await File.ReadAllTextAsync(Repository.PathOf("docs", "client.md"));
            var fetch = document.Split("```python\n", 3)[1].Split("```", 2)[0].Replace("http://localhost:8080/", service.Address.ToString(), StringComparison.Ordinal);
            var (code, said) = await SystemPython.RunAsync(
                folder.FullName,
                new Dictionary<string, string> { ["GRADCHECK_URL"] = service.Address.ToString() },
                "-c",
                $"{fetch}\nprint(gradcheck.check('batchnorm', x=[[1], [2]], dout=[[1], [3]], dbeta=[4]))");

            Assert.True(code == 0, said);
            Assert.StartsWith("batchnorm: right\n\ndbeta: right\n", said, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SkippableFact]
    public async Task Run_TheExampleOfTheDocument_PrintsItsReport()
    {
        await Extras.NeedNumPyAsync();
        await using var service = new RunningService();
        var document = await File.ReadAllTextAsync(Repository.PathOf("docs", "client.md"));
        var example = document.Split("```python\n", 3)[2].Split("```", 2)[0];
        var report = document.Split("```text\n", 2)[1].Split("```", 2)[0];
        var (code, said) = await SystemPython.RunAsync(Folder, EnvironmentOf(service, withNumPy: true), "-c", $"from support import gradcheck\n{example}");

        Assert.True(code == 0, said);
        Assert.Equal(report, said);
    }

    private static async Task RunAsync(string tests, bool withNumPy)
    {
        await using var service = new RunningService();
        var (code, said) = await SystemPython.RunAsync(Folder, EnvironmentOf(service, withNumPy), "-m", "unittest", tests);

        Assert.True(code == 0, said);
        Assert.Matches(@"Ran [1-9]\d* tests? in", said);
        Assert.DoesNotContain("Traceback", said, StringComparison.Ordinal);
    }

    internal static Dictionary<string, string> EnvironmentOf(RunningService service, bool withNumPy) => new()
    {
        ["GRADCHECK_URL"] = service.Address.ToString(),
        ["GRADCHECK_CLIENT"] = Repository.PathOf("src", "GradCheck.Api", "Clients"),
        ["PYTHONPATH"] = withNumPy ? string.Empty : Path.Combine(Folder, "without_numpy"),
    };

    internal static Task<(int Code, string Said)> WritePageAsync(RunningService service, string file, string colour, string background) =>
        SystemPython.RunAsync(Folder, EnvironmentOf(service, withNumPy: false), "report_page.py", file, colour, background);
}
