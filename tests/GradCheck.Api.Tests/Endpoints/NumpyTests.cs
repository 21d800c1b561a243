using System.Diagnostics;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Real NumPy against the running service.</summary>
public class NumpyTests
{
    [SkippableFact]
    public async Task RoundTrip_ByRealNumPy_IsExact()
    {
        Extras.NeedNumpy();
        await using var service = new RunningService();
        using var python = Process.Start(new ProcessStartInfo(Extras.Python, [Repository.PathOf("tests", "numpy", "round_trip.py"), service.Address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, complained) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.WaitForExitAsync();

        Assert.Equal((0, string.Empty), (python.ExitCode, await complained));
        Assert.Equal(["dtypes", "float64", "views", "routes", "archives", "refusals"], (await said).TrimEnd().Split('\n').Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
    }
}
