using System.Text;
using CsCheck;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Any bytes: an answer or a problem that says why, never a 500, never a hang.</summary>
public class HostileBodyTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Seeds =
    [
        "{\"x\": [[1, 2, 3], [2, 4, 1], [3, 6, 5], [6, 8, 7]], \"gamma\": [1, 2, 0.5], \"beta\": [0, -1, 1], \"dout\": [[1, 0, 2], [0, 1, -1], [-1, 2, 1], [0.5, -1, 0]], \"numeric\": true, \"include\": [\"paths\", \"intermediates\"]}",
        "{\"x\": [[1e150], [-1e150], [0.1]], \"dout\": [[1], [NaN], [-Infinity]], \"eps\": 0, \"numeric\": {\"method\": \"richardson\", \"step\": 1e-3}}",
        "{\"x\": [[1, 5], [2, 5]], \"dout\": [[1, 2], [3, 4]], \"running_mean\": [0, 0], \"running_var\": [1, 0], \"mode\": \"eval\", \"momentum\": 0.5, \"numeric\": {\"method\": \"complex_step\"}}",
    ];

    private static readonly string[] Fragments =
    [
        "[", "]", "{", "}", ",", ":", "\"", "null", "true", "NaN", "-Infinity", "1e999", "-1e-999", "1e308", "5e-324", "0", "-0", "1.5", "\"x\"",
        "\"numeric\":", "\"step\": 1e-250", "\"eps\":", "\\u0001NaN", "\\", "\0", "\u00e9", "[[[[[[[[[[", "9007199254740993", "\"method\": \"richardson\"", "1e200", " ",
    ];

    private static readonly Gen<byte[]> Mutated =
        Gen.Select(Gen.OneOf(Array.ConvertAll(Seeds, Gen.Const)), Gen.Select(Gen.Int[0, 500], Gen.Int[0, 12], Gen.OneOf(Array.ConvertAll(Fragments, Gen.Const))).Array[1, 8])
            .Select((seed, edits) => Encoding.UTF8.GetBytes(edits.Aggregate(seed, Edit)));

    private static readonly Gen<byte[]> Random = Gen.Byte.Array[0, 200];

    private static readonly Gen<byte[]> Tokens =
        Gen.OneOf(Array.ConvertAll(Fragments, Gen.Const)).Array[0, 40].Select(tokens => Encoding.UTF8.GetBytes("{\"x\": [[" + string.Concat(tokens)));

    private readonly HttpClient client = service.CreateClient();

    [Fact]
    public void Post_AnyBytes_IsAnsweredWithoutA500() =>
        Gen.OneOf(Mutated, Mutated, Mutated, Random, Tokens).Sample(
            body =>
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new("application/json");
                using var patience = new CancellationTokenSource(Patience);
                using var answer = client.PostAsync(new Uri("/v1/batchnorm/gradients", UriKind.Relative), content, patience.Token).GetAwaiter().GetResult();
                return (int)answer.StatusCode is 200 or 400 or 422;
            },
            iter: Effort.Count(600, 3000),
            print: body => Encoding.UTF8.GetString(body));

    private static string Edit(string text, (int At, int Length, string Fragment) edit)
    {
        var at = Math.Min(edit.At, text.Length);
        return string.Concat(text.AsSpan(0, at), edit.Fragment, text.AsSpan(Math.Min(text.Length, at + edit.Length)));
    }
}
