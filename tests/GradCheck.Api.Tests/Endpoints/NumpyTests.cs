using System.Diagnostics;
using System.Text.RegularExpressions;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Real NumPy against the running service.</summary>
public partial class NumpyTests
{
    [SkippableFact]
    public async Task RoundTrip_ByRealNumPy_IsExact()
    {
        Extras.NeedNumpy();
        await using var service = new RunningService();
        var said = await RunAsync(Repository.PathOf("tests", "numpy", "round_trip.py"), service.Address.ToString());

        Assert.Equal(["dtypes", "float64", "views", "routes", "archives", "refusals"], said.TrimEnd().Split('\n').Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
    }

    [SkippableFact]
    public async Task Document_ItsPython_PrintsWhatItSays()
    {
        Extras.NeedNumpy();
        await using var service = new RunningService();
        var example = Example().Match(await File.ReadAllTextAsync(Repository.PathOf("docs", "npz.md")));
        var said = await RunAsync("-c", example.Groups["code"].Value.Replace("http://localhost:8080/", service.Address.ToString(), StringComparison.Ordinal));

        Assert.Equal(example.Groups["output"].Value, said);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var python = Process.Start(new ProcessStartInfo(SystemPython.Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.WaitForExitAsync();
        Assert.Equal((0, string.Empty), (python.ExitCode, await complained));
        return await said;
    }

    [GeneratedRegex(@"```python\n(?<code>.*?)```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
