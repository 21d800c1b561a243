using System.Diagnostics;
using System.Text;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Clients that misbehave on a real socket. Alone, since whether the service comes to rest is seen in what the whole process uses.</summary>
[Collection(Alone.Name)]
public class ConnectionTests
{
    private const string Head = "POST /v1/batchnorm/gradients HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n";

    [Fact]
    public async Task Send_AStreamOverTheLimit_IsStoppedWith413()
    {
        await using var service = new RunningService(("Limits:MaxBodyBytes", "4096"));
        var chunk = $"1000\r\n{new string('[', 4096)}\r\n";
        var answer = await service.SendAsync($"{Head}Transfer-Encoding: chunked\r\n\r\n{chunk}{chunk}");

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("The body is larger than 4096 bytes.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TenMegabytesOfBrackets_IsRefusedAtOnce()
    {
        await using var service = new RunningService();
        using var client = new HttpClient { BaseAddress = service.Address };
        var (status, body) = await client.PostAsync("/v1/batchnorm/gradients", new string('[', 10_000_000));
        var (nested, why) = await client.PostAsync("/v1/batchnorm/gradients", $"{{\"x\": {new string('[', 10_000_000)}");

        Assert.Equal(400, status);
        Assert.Equal("/problems/malformed-json", body["type"]!.GetValue<string>());
        Assert.Equal(400, nested);
        Assert.Equal("At line 1, column 70 the body is nested more than 64 deep.", why["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("80000000")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF")]
    [InlineData("zz")]
    public async Task Send_AChunkOfNoSizeThatIsRead_IsA400(string size)
    {
        await using var service = new RunningService();
        var answer = await service.SendAsync($"{Head}Transfer-Encoding: chunked\r\n\r\n{size}\r\n{{}}\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("The request broke off or is not HTTP.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_HalfABodyThenClose_LeavesTheServiceWell()
    {
        await using var service = new RunningService();
        var answer = await service.SendAsync($"{Head}Content-Length: 1000\r\n\r\n{{\"x\": [[1, 2", closeAfterwards: true);

        Assert.DoesNotContain("HTTP/1.1 500", answer, StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = service.Address };
        var (status, _) = await client.PostAsync("/v1/batchnorm/gradients", "{\"x\": [[1], [2]], \"dout\": [[1], [3]]}");
        Assert.Equal(200, status);
    }

    [Fact]
    public async Task Leave_DuringNumericWork_EndsIt()
    {
        await using var service = new RunningService(("Limits:MaxNumericWork", "1000000000000"));
        using var client = new HttpClient { BaseAddress = service.Address };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var row = string.Join(',', Enumerable.Range(0, 40).Select(i => i * i % 37));
        var tensor = new StringBuilder("[").AppendJoin(',', Enumerable.Range(0, 8000).Select(i => $"[{i},{row}]")).Append(']').ToString();
        using var content = Wire.Json($"{{\"x\": {tensor}, \"dout\": {tensor}, \"numeric\": true}}");

        // Ten billion terms, most of a minute on one core, were it not given up.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsync(new Uri("/v1/batchnorm/gradients", UriKind.Relative), content, patience.Token));

        var idle = await BecomesIdle(TimeSpan.FromSeconds(10));
        Assert.True(idle, "the service still works for a client that left");
    }

    [Fact]
    public async Task Leave_DuringACheckOfAProgram_EndsIt()
    {
        await using var service = new RunningService(("Limits:MaxProgramSteps", "1000000000000"), ("Limits:MaxProgramElements", "1000000000000"), ("Limits:MaxProgramSeconds", "600"));
        using var client = new HttpClient { BaseAddress = service.Address };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        using var content = Wire.Json(StudentPrograms.Body("relu", "def relu_forward(x):\n    while True:\n        pass\n"));

        // Ten minutes of one core, were it not given up.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsync(new Uri("/v1/programs/check", UriKind.Relative), content, patience.Token));

        var idle = await BecomesIdle(TimeSpan.FromSeconds(10));
        Assert.True(idle, "the service still works for a client that left");
    }

    // Whether this process, in which the service runs, comes to use little of a core.
    private static async Task<bool> BecomesIdle(TimeSpan patience)
    {
        using var process = Process.GetCurrentProcess();
        var end = Stopwatch.GetTimestamp() + (patience.Ticks * (Stopwatch.Frequency / TimeSpan.TicksPerSecond));
        while (Stopwatch.GetTimestamp() < end)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            await Task.Delay(500);
            process.Refresh();
            if (process.TotalProcessorTime - before < TimeSpan.FromMilliseconds(150))
            {
                return true;
            }
        }

        return false;
    }
}
