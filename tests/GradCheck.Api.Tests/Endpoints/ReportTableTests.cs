using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradCheck.Api.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Xunit.Abstractions;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Requests rebuilt after public questions, and minimal programs that were answered wrong once: each has the right answer beside it.</summary>
/// <remarks>
/// <c>right</c> says which statuses, verdicts, first lines, codes and texts are right; <c>declared</c> the same where further
/// fields declare a convention. What a fix is worth is seen elsewhere, by running it.
/// </remarks>
public class ReportTableTests(ReportTableTests.PatientService service, ITestOutputHelper output) : IClassFixture<ReportTableTests.PatientService>
{
    private readonly HttpClient client = service.CreateClient();

    public static TheoryData<string> Names() =>
        [.. Effort.Some(4, Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal))];

    private static string Folder => Repository.PathOf("tests", "GradCheck.Api.Tests", "Reports");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Post_AReport_IsAnsweredRight(string name)
    {
        // A body with NaN is sent as it is in `raw`.
        var report = JsonNode.Parse(Regex.Replace(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.json")), @"(?m)^(\s*)NaN(,?)\s*$", "$1null$2"))!;
        var right = report["right"]!.AsObject();
        var route = report["route"]!.GetValue<string>();
        Judge(right, await SendAsync(route, right["raw"]?.GetValue<string>() ?? report["body"]?.ToJsonString() ?? "null"));
        if (right["declared"]?.AsObject() is { } declared)
        {
            var body = report["body"]!.DeepClone().AsObject();
            foreach (var (field, value) in declared["set"]!.AsObject())
            {
                body[field] = value?.DeepClone();
            }

            Judge(declared, await SendAsync(route, body.ToJsonString()));
        }
    }

    private void Judge(JsonObject right, (int Status, string Text) answer)
    {
        var (status, text) = answer;
        output.WriteLine(text.Length > 2000 ? text[..2000] : text);
        Assert.Contains(status, right["status"]!.AsArray().Select(item => item!.GetValue<int>()));
        if (right["text"]?.GetValue<string>() is { } said)
        {
            Assert.Matches(new Regex(said, RegexOptions.IgnoreCase), text);
        }

        if (right["nottext"]?.GetValue<string>() is { } unsaid)
        {
            Assert.DoesNotMatch(new Regex(unsaid), text);
        }

        if (status != 200 || JsonNode.Parse(text.Replace("NaN", "null", StringComparison.Ordinal)) is not JsonObject body)
        {
            return;
        }

        if (right["verdict"]?.AsArray() is { } verdicts)
        {
            Assert.Contains(body["verdict"]!.GetValue<string>(), verdicts.Select(item => item!.GetValue<string>()));
        }

        var first = body["first_wrong_line"];
        if (right["line"]?.AsArray() is { } lines)
        {
            Assert.Contains(first?["line"]?.GetValue<int>(), lines.Select(item => item?.GetValue<int>()));
        }

        var codes = right.ContainsKey("line") && first is not null ? [first["finding"]!["code"]!.GetValue<string>()] : Array.Empty<string>();
        JudgeCodes(right, codes);
        foreach (var (tensor, expected) in right["tensors"]?.AsObject() ?? [])
        {
            foreach (var (_, told) in body["tensors"]!.AsObject().Where(entry => tensor == "all" || entry.Key == tensor))
            {
                if (expected!["verdict"]?.AsArray() is { } accepted)
                {
                    Assert.Contains(told!["verdict"]!.GetValue<string>(), accepted.Select(item => item!.GetValue<string>()));
                }

                JudgeCodes(expected.AsObject(), [.. told!["findings"]!.AsArray().Select(finding => finding!["code"]!.GetValue<string>())]);
            }
        }
    }

    private static void JudgeCodes(JsonObject right, string[] codes)
    {
        if (right["codes"]?.GetValue<string>() is { } named && codes.Length > 0)
        {
            Assert.Contains(codes, code => Regex.IsMatch(code, named));
        }

        if (right["notcodes"]?.GetValue<string>() is { } unnamed)
        {
            Assert.DoesNotContain(codes, code => Regex.IsMatch(code, unnamed));
        }
    }

    private async Task<(int Status, string Text)> SendAsync(string route, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(route, UriKind.Relative), content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A busy machine finds what a quiet one finds, if it is given the time.</summary>
    public sealed class PatientService : ServiceFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Limits:MaxProgramSeconds", "120");
        }
    }
}
