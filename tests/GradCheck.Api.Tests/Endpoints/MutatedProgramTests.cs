using System.Text.RegularExpressions;
using CsCheck;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Right programs with tokens lost, doubled, swapped and numbers changed: a report each time, never a 500.</summary>
public partial class MutatedProgramTests(MutatedProgramTests.SmallService service) : IClassFixture<MutatedProgramTests.SmallService>
{
    private static readonly (string Layer, string File)[] Seeds =
    [
        ("batchnorm", "batchnorm_staged"), ("batchnorm", "batchnorm_paper"), ("batchnorm", "batchnorm_post"), ("layernorm", "layernorm"),
        ("spatial_batchnorm", "spatial_batchnorm"), ("groupnorm", "spatial_groupnorm"), ("affine", "affine_relu_softmax"), ("relu", "affine_relu_softmax"),
        ("softmax_loss", "affine_relu_softmax"), ("conv", "conv_pool"), ("max_pool", "conv_pool"),
    ];

    private static readonly string[] Numbers = ["0", "-1", "3", "0.5", "1e300", "1e-300", "10**9", "99999999999999999999", "None", "np.nan", "True", "''", "[]", "()"];

    private static readonly Gen<(string Layer, string Code)> Mutated =
        Gen.Select(Gen.OneOf(Array.ConvertAll(Seeds, Gen.Const)), Gen.Select(Gen.Int[0, 6], Gen.Int[0, 100_000], Gen.Int[0, 100_000]).Array[1, 4])
            .Select((seed, edits) => (seed.Layer, string.Concat(edits.Aggregate(TokensOf(StudentPrograms.Right(seed.File)), Edit))));

    private readonly HttpClient client = service.CreateClient();

    [Fact]
    public void Post_AMutatedProgram_IsAReport() =>
        Mutated.Sample(
            program =>
            {
                var (status, report) = client.PostAsync("/v1/programs/check", StudentPrograms.Body(program.Layer, program.Code)).GetAwaiter().GetResult();

                // A forward function alone has no wrong line either; what is left to check is said.
                var isAlone = report.Text("verdict") == "inconclusive" && report["unchecked"]!.AsArray().Count > 0;
                return status == 200 && (report["first_wrong_line"] is null ? report.Text("verdict") == "match" || isAlone : report.Text("verdict") != "match");
            },
            iter: Effort.Count(200, 600, 2000),
            print: program => $"{program.Layer}\n{program.Code}");

    private static List<string> TokensOf(string code) => [.. Token().Matches(code).Select(match => match.Value)];

    private static List<string> Edit(List<string> tokens, (int Kind, int At, int Other) edit)
    {
        var (kind, at, other) = edit;
        at %= Math.Max(1, tokens.Count);
        List<string> made = [.. tokens];
        switch (kind)
        {
            case 0:
                made.RemoveAt(at);
                break;
            case 1:
                made.Insert(at, made[at]);
                break;
            case 2:
                var next = (at + 1 + (other % 12)) % made.Count;
                (made[at], made[next]) = (made[next], made[at]);
                break;
            case 3:
                made[at] = made[other % made.Count];
                break;
            case 4:
            case 5:
                // A name for a name, which can still be read.
                var names = Enumerable.Range(0, made.Count).Where(k => char.IsAsciiLetter(made[k][0])).ToList();
                made[names[at % names.Count]] = made[names[other % names.Count]];
                break;
            default:
                var numbers = Enumerable.Range(0, made.Count).Where(k => char.IsAsciiDigit(made[k][0])).ToList();
                made[numbers[at % numbers.Count]] = Numbers[other % Numbers.Length];
                break;
        }

        return made;
    }

    [GeneratedRegex(@"\w+|[ \t]+|\n|[^\w\s]")]
    private static partial Regex Token();

    /// <summary>The real host with less than the usual budget, so that what is endless ends soon.</summary>
    public sealed class SmallService : ServiceFactory
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Limits:MaxProgramSteps", "300000");
            builder.UseSetting("Limits:MaxProgramElements", "20000000");
        }
    }
}
