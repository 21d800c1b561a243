using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradCheck.Api.Tests.Support;
using GradCheck.Faults;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>
/// Programs and requests of every kind, changed at random: an answer or a problem that says why, never a 500 and never a
/// search that failed. <c>GRADCHECK_REPORTS</c> names folders of further requests to begin with.
/// </summary>
public partial class RandomRequestTests(MutatedProgramTests.SmallService service) : IClassFixture<MutatedProgramTests.SmallService>
{
    // What an answer says where a fault of the checker's own was caught.
    private static readonly string[] Faults = ["\"search_failed\"", "\"check_failed\"", "the verdict stands"];

    private readonly HttpClient client = service.CreateClient();

    [Fact]
    public async Task Post_ARandomRequest_IsAnsweredOrRefusedWithAProblem()
    {
        var count = Effort.Count(80, 400, 10_000);
        var seeds = RandomRequest.Plain().Concat(Reports()).ToList();
        var wrong = new ConcurrentQueue<string>();
        using var log = new FaultLog();
        await Parallel.ForEachAsync(Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) =>
        {
            var request = RandomRequest.Of(seeds, (ulong)seed);
            if (await FaultOf(request) is { } fault)
            {
                wrong.Enqueue($"{seed} {request.Path}: {fault}\n{request.Body}");
            }
        });

        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {count}\n{string.Join('\n', wrong.OrderBy(line => line.Length).Take(60))}\n{string.Join('\n', log.Faults)}");
    }

    private async Task<string?> FaultOf(RandomRequest request)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
        content.Headers.ContentType = new("application/json");
        using var answer = await client.PostAsync(new Uri(request.Path, UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        var status = (int)answer.StatusCode;
        if (status == 200)
        {
            return Array.Find(Faults, text.Contains);
        }

        if (status is < 400 or >= 500)
        {
            return $"status {status}: {text}";
        }

        if (request.Path.Contains("?format=", StringComparison.Ordinal))
        {
            // A grader's own format says it in that format.
            return text.Length > 0 ? null : $"status {status} says nothing";
        }

        var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonNode.Parse(text) : null;
        return problem?["type"] is not null && problem["title"] is not null && problem["detail"] is not null && (int?)problem["status"] == status
            ? null
            : $"status {status} is no problem: {text}";
    }

    private static IEnumerable<(string Path, string Body)> Reports() =>
        from folder in (Environment.GetEnvironmentVariable("GRADCHECK_REPORTS") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries)
        from file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)
        let report = JsonNode.Parse(BareLiteral().Replace(File.ReadAllText(file), "null"))!
        where report["route"] is not null && report["body"] is JsonObject
        select (report["route"]!.GetValue<string>(), report["body"]!.ToJsonString());

    /// <summary>Keeps what ended a search, for the message of a test that fails.</summary>
    private sealed class FaultLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> subscriptions = [];

        public FaultLog() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public ConcurrentQueue<string> Faults { get; } = [];

        public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == SearchFaults.ListenerName)
            {
                subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value) => Faults.Enqueue($"{value.Value}");

        public void OnCompleted()
        {
            // Nothing is waited for.
        }

        public void OnError(Exception error)
        {
            // Neither source reports one.
        }
    }

    // Python's own, which no JSON reader here takes.
    [GeneratedRegex(@"(?<=[\[,:]\s*)(NaN|-?Infinity)")]
    private static partial Regex BareLiteral();
}
