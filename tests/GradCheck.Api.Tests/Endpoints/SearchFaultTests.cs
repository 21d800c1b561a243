using GradCheck.Api.Tests.Support;
using GradCheck.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>A fault of the checker's own search: the verdict is answered without a cause, and the fault is logged.</summary>
public class SearchFaultTests
{
    private const string Wrong = "def relu_forward(x):\n    out = np.maximum(0, x)\n    return out, x\n\ndef relu_backward(dout, cache):\n    x = cache\n    return dout * (x < 0)\n";

    [Fact]
    public async Task Post_AWrongProgram_WhenTheBlameFails_IsAMismatchWithoutACause()
    {
        var (log, status, body) = await PostAsync("blame", "/v1/programs/check", StudentPrograms.Body("relu", Wrong));

        Assert.Equal(200, status);
        Assert.Equal("mismatch", body.Text("verdict"));
        Assert.Equal("unknown", body["first_wrong_line"]!["finding"]!.Text("code"));
        Assert.Equal("The search for the cause failed; the verdict stands.", body["first_wrong_line"]!.Text("message"));
        Assert.Contains("search_failed", body["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(log.Lines, line => line.Contains("failed in blame", StringComparison.Ordinal) && line.Contains("Trace 00-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lines")]
    [InlineData("graph")]
    [InlineData("warnings")]
    public async Task Post_AWrongProgram_WhenAnotherPartFails_HasItsCause(string part)
    {
        var (log, status, body) = await PostAsync(part, "/v1/programs/check", StudentPrograms.Body("relu", Wrong));

        Assert.Equal(200, status);
        Assert.Equal("mismatch", body.Text("verdict"));
        Assert.Equal(7, body["first_wrong_line"]!["line"]!.GetValue<int>());
        Assert.Single(log.Lines);
    }

    [Fact]
    public async Task Post_AProgram_WhenTheCheckFails_IsInconclusive()
    {
        var (log, status, body) = await PostAsync("check", "/v1/programs/check", StudentPrograms.Body("relu", Wrong));

        Assert.Equal(200, status);
        Assert.Equal("inconclusive", body.Text("verdict"));
        Assert.Single(log.Lines);
    }

    [Theory]
    [InlineData("diagnosis")]
    [InlineData("findings")]
    public async Task Post_AWrongTensor_WhenTheDiagnosisFails_IsAMismatchWithoutACause(string part)
    {
        var (log, status, body) = await PostAsync(part, "/v1/batchnorm/check", "{\"x\": [[1], [2], [4]], \"dout\": [[1], [3], [0]], \"submitted\": {\"dx\": [[1], [3], [0]], \"dbeta\": [4]}}");

        Assert.Equal(200, status);
        Assert.Equal("mismatch", body.Text("verdict"));
        Assert.Contains("the verdict stands", body["tensors"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEmpty(log.Lines);
    }

    private static async Task<(Errors Log, int Status, System.Text.Json.Nodes.JsonNode Body)> PostAsync(string part, string path, string body)
    {
        using var log = new Errors();
        await using var factory = new Logged(log);
        factory.Server.PreserveExecutionContext = true;
        SearchFaults.Injected.Value = part;
        var (status, answer) = await factory.CreateClient().PostAsync(path, body);
        return (log, status, answer);
    }

    private sealed class Logged(Errors log) : ServiceFactory
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<ILoggerProvider>(log));
        }
    }

    /// <summary>Keeps the errors that are logged.</summary>
    private sealed class Errors : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && SearchFaults.Injected.Value is not null)
            {
                Lines.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
