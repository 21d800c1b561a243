using System.Text;
using System.Text.Json.Nodes;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>NumPy's arrays instead of JSON: the same answers, the same problems.</summary>
public class NpzTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private const string Npz = "application/x-npz";
    private const string Path = "/v1/batchnorm/gradients";
    private const string Batch = "\"x\": [[1, 2.5, -3], [2, 4, 1], [3, 6, 5], [6, 8, 7]], \"gamma\": [1, 2, 0.5], \"dout\": [[1, 0, 2], [0, 1, -1], [-1, 2, 1], [0.5, -1, 0]]";
    private const string Small = "\"x\": [[1, 5], [2, 5]], \"dout\": [[1, 2], [3, 4]]";

    private readonly HttpClient client = service.CreateClient();

    [Theory]
    [InlineData("gradients", Batch + ", \"eps\": 1e-3, \"numeric\": {\"method\": \"richardson\", \"step\": 0.01}")]
    [InlineData("gradients", Batch + ", \"numeric\": true, \"mode\": \"eval\", \"running_mean\": [0, 1, 2], \"running_var\": [1, 2, 3]")]
    [InlineData("check", Batch + ", \"submitted\": {\"dx\": [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 1, 1]], \"dgamma\": [1, 2, 3]}, \"tolerance\": {\"rtol\": 1e-7}, \"reveal\": \"cause\"")]
    [InlineData("second-order", Batch + ", \"direction\": {\"dgamma\": [1, 0, 2]}, \"numeric\": false")]
    [InlineData("step-sweep", Small)]
    [InlineData("derivation", Small)]
    public async Task Post_AnArchive_IsAnsweredAsItsJsonIs(string route, string fields)
    {
        var (status, json) = await client.PostAsync($"/v1/batchnorm/{route}", $"{{{fields}}}");
        var (sameStatus, type, same) = await client.SendAsync($"/v1/batchnorm/{route}", Arrays.NpzOf($"{{{fields}}}"));

        Assert.Equal((200, 200, "application/json"), (status, sameStatus, type));
        Assert.Equal(json.ToJsonString(), Arrays.Json(same).ToJsonString());
    }

    [Theory]
    [InlineData(Path, "\"x\": [[1, 2], [3, 4]], \"dout\": [[1, 2, 3], [3, 4, 5]], \"gamma\": [1, 2, 3], \"epsilon\": 1, \"eps\": -1, \"mode\": \"evil\"")]
    [InlineData(Path, "\"dout\": [[1, 2, 3], [3, 4, 5]], \"running_var\": [-1, 1], \"groups\": 2, \"momentum\": \"high\"")]
    [InlineData(Path, "\"x\": 3, \"dout\": true, \"gamma\": \"ones\", \"mode\": [1, 2], \"eps\": [1], \"numeric\": [[1]], \"beta\": {\"a\": [1]}")]
    [InlineData(Path, Small + ", \"numeric\": {\"method\": \"centrl\", \"step\": 0, \"h\": 1}, \"include\": \"paths\"")]
    [InlineData(Path, "\"x\": [[1e300, 1], [-1e300, 2]], \"dout\": [[1, 1], [1, 1]]")]
    [InlineData("/v1/batchnorm/check", Small + ", \"submitted\": {\"dy\": [1], \"dx\": true}, \"tolerance\": {\"atol\": -1, \"rtol\": \"x\"}, \"precision\": \"float16\"")]
    [InlineData("/v1/batchnorm/check", Small + ", \"submitted\": [[1]], \"tolerance\": 1")]
    [InlineData("/v1/batchnorm/second-order", Small + ", \"direction\": {\"dx\": [[1, 2, 3]], \"dbeta\": [1]}")]
    [InlineData("/v1/groupnorm/derivation", Small)]
    public async Task Post_AnArchiveThatBreaksRules_IsToldWhatItsJsonIsTold(string path, string fields)
    {
        var (status, json) = await client.PostAsync(path, $"{{{fields}}}");
        var (sameStatus, type, same) = await client.SendAsync(path, Arrays.NpzOf($"{{{fields}}}"), accept: Npz);

        Assert.Equal((400, 400, "application/problem+json"), (status, sameStatus, type));
        Assert.Equal(Wire.ErrorsOf(json), Wire.ErrorsOf(Arrays.Json(same)));
        Assert.Equal(json["detail"]!.GetValue<string>(), Arrays.Json(same)["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_NotFiniteAndInexactNumbers_AreToldAsInJson()
    {
        var archive = Arrays.Npz(
            ("x.npy", Arrays.Doubles("(2, 1)", 1, double.NaN)),
            ("dout.npy", Arrays.Doubles("(2, 1)", double.NegativeInfinity, 1)),
            ("eps.npy", Arrays.Doubles("()", double.PositiveInfinity)));
        var (_, _, problem) = await client.SendAsync(Path, archive);
        var (_, _, answer) = await client.SendAsync(Path, Arrays.Npz(("x.npy", Arrays.Npy("<i8", "(2, 1)", [.. BitConverter.GetBytes(9007199254740993), .. new byte[8]])), ("dout.npy", Arrays.Doubles("(2, 1)", 1, 2))));

        Assert.Equal(
            ["x[1][0]: is NaN, but every input is a finite number", "dout[0][0]: is -Infinity, but every input is a finite number", "eps: is Infinity, but eps is 0 or more"],
            Wire.ErrorsOf(Arrays.Json(problem)));
        Assert.Equal("x[0][0]: no double equals 9007199254740993; it was read as 9007199254740992.", Arrays.Json(answer)["warnings"]![0]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_WithAcceptOfAnArchive_AnswersInOneWithTheBitsOfTheJson()
    {
        const string Fields = Batch + ", \"numeric\": true, \"include\": [\"paths\", \"intermediates\"]";
        var (_, json) = await client.PostAsync(Path, $"{{{Fields}}}");
        var (status, type, body) = await client.SendAsync(Path, Wire.Json($"{{{Fields}}}"), Npz);
        var files = Arrays.Unpack(body);

        Assert.Equal((200, Npz), (status, type));
        var paths = TensorsOf(json).ToList();
        Assert.Equal(paths.Select(entry => $"{entry.Path}.npy"), files.Keys.Where(name => name != "answer.json"));
        foreach (var (path, tensor) in paths)
        {
            var file = files[$"{path}.npy"];
            var numbers = Wire.Numbers(tensor);
            Assert.Equal(Arrays.Doubles(ShapeOf(tensor), numbers).AsSpan(^(8 * numbers.Length)..).ToArray(), file.AsSpan(^(8 * numbers.Length)..).ToArray());
            Assert.Contains($"'descr': '<f8', 'fortran_order': False, 'shape': {ShapeOf(tensor)}, ", Encoding.ASCII.GetString(file), StringComparison.Ordinal);
        }

        var rest = Arrays.Json(files["answer.json"]);
        Assert.Equal(["layer", "shape", "intermediates", "paths", "numeric", "warnings"], rest.AsObject().Select(field => field.Key));
        Assert.Equal(json["numeric"]!["dx"]!["comparison"]!.ToJsonString(), rest["numeric"]!["dx"]!["comparison"]!.ToJsonString());
        Assert.Empty(rest["paths"]!.AsObject());
    }

    [Fact]
    public async Task Post_ADerivationAsAnArchive_NamesTensorsByTheirStep()
    {
        var (_, json) = await client.PostAsync("/v1/batchnorm/derivation", $"{{{Small}}}");
        var (_, _, body) = await client.SendAsync("/v1/batchnorm/derivation", Wire.Json($"{{{Small}}}"), Npz);

        var steps = json["steps"]!.AsArray();
        var last = Enumerable.Range(0, steps.Count).Last(i => steps[i]!["paths"] is not null);
        Assert.Equal(BitConverter.GetBytes(Wire.Numbers(steps[last]!["paths"]!["variance"])[^1]), Arrays.Unpack(body)[$"steps[{last}].paths.variance.npy"][^8..]);
    }

    [Fact]
    public async Task Get_ACaseAsAnArchive_GoesBackAsItCame()
    {
        var (status, type, body) = await client.SendAsync("/v1/groupnorm/cases/7?include=answers", (HttpContent?)null, Npz);
        var (_, _, again) = await client.SendAsync("/v1/groupnorm/cases/7?include=answers", (HttpContent?)null, Npz);
        var files = Arrays.Unpack(body);
        var submission = files.Where(file => file.Key != "answer.json")
            .Select(file => (file.Key.Replace("inputs.", string.Empty, StringComparison.Ordinal).Replace("answers.", "submitted.", StringComparison.Ordinal), file.Value))
            .Append(("groups.npy", Arrays.Npy("|u1", "()", [2])));
        var (_, _, verdict) = await client.SendAsync("/v1/groupnorm/check", Arrays.Npz([.. submission]));

        Assert.Equal((200, Npz), (status, type));
        Assert.Equal(body, again);
        Assert.Equal("match", Arrays.Json(verdict)["verdict"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_AVerdictAsAnArchive_HoldsNaNAsPythonWritesIt()
    {
        var archive = Arrays.Npz(("x.npy", Arrays.Doubles("(2, 1)", 1, 2)), ("dout.npy", Arrays.Doubles("(2, 1)", 1, 2)), ("submitted.dx.npy", Arrays.Doubles("(2, 1)", double.NaN, 1)));
        var (_, _, body) = await client.SendAsync("/v1/batchnorm/check", archive, accept: Npz);
        var files = Arrays.Unpack(body);

        Assert.Equal(["answer.json"], files.Keys);
        Assert.Contains("\"submitted\":NaN", Encoding.UTF8.GetString(files["answer.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"x\": [[1], [2]], \"eps\": NaN}", "eps: is NaN, but eps is 0 or more")]
    [InlineData("{\"dout\": [[1], [2]], \"x\": [[1]]}", "dout: is given twice")]
    public async Task Post_AnArchiveWithJsonInIt_IsBoth(string json, string error)
    {
        var (_, _, body) = await client.SendAsync(Path, Arrays.Npz(("dout.npy", Arrays.Doubles("(2, 1)", 1, 2)), ("request.json", Encoding.UTF8.GetBytes(json))));

        Assert.Contains(error, Wire.ErrorsOf(Arrays.Json(body)));
    }

    [Fact]
    public async Task Post_AForm_TakesJsonAndArraysAndArchives()
    {
        var (_, json) = await client.PostAsync("/v1/batchnorm/check", "{\"x\": [[1, 5], [2, 4]], \"dout\": [[1, 2], [3, 4]], \"eps\": 1e-3, \"submitted\": {\"dgamma\": [1, 2], \"dbeta\": [4, 6]}, \"reveal\": \"index\"}");
        using var form = new MultipartFormDataContent
        {
            { Wire.Json("\uFEFF{\"eps\": 1e-3, \"submitted\": {\"dgamma\": [1, 2]}, \"reveal\": \"index\"}"), "request" },
            { new ByteArrayContent(Arrays.Doubles("(2, 2)", 1, 5, 2, 4)), "x", "whatever.npy" },
            { new ByteArrayContent(Arrays.Npz(("dout.npy", Arrays.Doubles("(2, 2)", 1, 2, 3, 4)))), "arrays", "arrays.npz" },
            { new ByteArrayContent(Arrays.Doubles("(2,)", 4, 6)), "submitted.dbeta.npy" },
        };
        var (status, _, body) = await client.SendAsync("/v1/batchnorm/check", form);

        Assert.Equal(200, status);
        Assert.Equal(json.ToJsonString(), Arrays.Json(body).ToJsonString());
    }

    [Fact]
    public async Task Post_AFormWithAFieldLeftEmpty_IsAnsweredAsWithoutIt()
    {
        const string Batch = """{"x": [[1, 2], [3, 5]], "dout": [[1, 0], [0, 1]]}""";
        var body = Encoding.ASCII.GetBytes($"--b\r\nContent-Disposition: form-data; name=request\r\n\r\n{Batch}\r\n--b\r\nContent-Disposition: form-data; name=arrays\r\n\r\n\r\n--b--\r\n");
        var (status, _, answer) = await client.SendAsync(Path, body, "multipart/form-data; boundary=b");

        Assert.Equal(200, status);
        Assert.Equal((await client.PostAsync(Path, Batch)).Body.ToJsonString(), Arrays.Json(answer).ToJsonString());
    }

    [Theory]
    [InlineData("multipart/form-data", "The Content-Type of the form has no boundary, which tells its parts apart: let your client write that header.")]
    [InlineData("multipart/form-data; boundary=b", "The form is damaged: it ends early, or has a part that is none.")]
    [InlineData("multipart/form-data; boundary=x", "The part note of the form is neither a JSON object nor an array (.npy) nor an archive of arrays (.npz).")]
    [InlineData("multipart/form-data; boundary=y", "The body holds two JSON documents, but one belongs in it.")]
    [InlineData("multipart/form-data; boundary=z", "A part of the form is an array without a name: call it by its field, such as x or submitted.dx.")]
    public async Task Post_AFormThatIsNone_SaysWhy(string type, string detail)
    {
        const string Field = "Content-Disposition: form-data; name=note\r\n\r\n";
        byte[] body =
        [
            .. Encoding.ASCII.GetBytes(type[^1] switch
            {
                'x' => $"--x\r\n{Field}hello\r\n--x--\r\n",
                'y' => $"--y\r\n{Field}{{}}\r\n--y\r\n{Field}{{}}\r\n--y--\r\n",
                'z' => "--z\r\nContent-Type: application/x-npy\r\n\r\n",
                _ => "nothing",
            }),
            .. type[^1] == 'z' ? [.. Arrays.Doubles("()", 1), .. "\r\n--z--\r\n"u8] : Array.Empty<byte>(),
        ];
        var (status, _, answer) = await client.SendAsync(Path, body, type);

        Assert.Equal(400, status);
        Assert.Equal("/problems/malformed-parts", Arrays.Json(answer)["type"]!.GetValue<string>());
        Assert.Equal(detail, Arrays.Json(answer)["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"eps\": 1, \"eps\": 2}", "At line 1, column 12 the field eps is given twice.")]
    [InlineData("{\"eps\": }", "At line 1, column 9, in eps, the value of eps is missing.")]
    [InlineData("{\"submitted\": {\"dx\": 1, \"dx\": 2}}", "At line 1, column 25 the field dx is given twice.")]
    [InlineData("[1]", "The body is not a JSON object: it does not start with { but is an array: put it into the field it belongs to, as in {\"x\": [[1, 2], [3, 4]]}.")]
    [InlineData("null", "The body is null, but an object belongs here.")]
    [InlineData("", "The body is empty.")]
    public async Task Post_JsonOfAFormThatIsNone_SaysWhere(string json, string detail)
    {
        using var form = new MultipartFormDataContent { { Wire.Json(json), "request" }, { new ByteArrayContent(Arrays.Doubles("(1,)", 1)), "x" } };
        var (status, _, body) = await client.SendAsync("/v1/batchnorm/check", form);

        Assert.Equal(400, status);
        Assert.Equal(detail, Arrays.Json(body)["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("submitted", "submitted.dx", "submitted.dx: is given in parts and as a whole")]
    [InlineData("submitted.dx", "submitted", "submitted: is given twice")]
    [InlineData("submitted.dx", "submitted.dx[0]", "submitted.dx[0]: is given in parts and as a whole")]
    [InlineData("submitted[0]", "submitted.dx", "submitted.dx: is given in parts and as a whole")]
    [InlineData("x[", "dx", "x[: is no place in a request, such as submitted.dx")]
    [InlineData("x[1]a", "dx", "x[1]a: is no place in a request, such as submitted.dx")]
    [InlineData("x[99999]", "dx", "x[99999]: is no place in a request, such as submitted.dx")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q", "dx", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q: is no place in a request, such as submitted.dx")]
    [InlineData("", "dx", ": is no place in a request, such as submitted.dx")]
    public async Task Post_MembersWithoutAPlace_AreNamed(string first, string second, string error)
    {
        var (status, _, body) = await client.SendAsync("/v1/batchnorm/check", Arrays.Npz(($"{first}.npy", Arrays.Doubles("(1,)", 1)), ($"{second}.npy", Arrays.Doubles("(1,)", 1))));

        Assert.Equal(400, status);
        Assert.Contains(error, Wire.ErrorsOf(Arrays.Json(body)));
    }

    [Fact]
    public async Task Post_ATypeThatIsNotRead_NamesTheMembers()
    {
        var archive = Arrays.Npz(("x.npy", Arrays.Npy("|O", "(2, 2)", [.. "\u0080\u0003]"u8])), ("submitted.dx.npy", Arrays.Npy("<c16", "(1,)", new byte[16])));
        var (status, _, body) = await client.SendAsync("/v1/batchnorm/check", archive);

        Assert.Equal(400, status);
        Assert.Equal(
            [
                "x: holds Python objects, which travel as a pickle, and no pickle is read: send an array of numbers",
                "submitted.dx: has dtype <c16, but only float16, float32, float64, int8 to int64, uint8 to uint64 and bool are read",
            ],
            Wire.ErrorsOf(Arrays.Json(body)));
    }

    [Fact]
    public async Task Post_ASubmissionOfATypeThatIsNotRead_IsNamedByACheckAndGraded()
    {
        var objects = Arrays.Npy("|O", "(2, 2)", [.. "\u0080\u0003]"u8]);
        var (status, _, body) = await client.SendAsync("/v1/batchnorm/check", Arrays.Npz(("x.npy", Arrays.Doubles("(2, 1)", 1, 2)), ("dout.npy", Arrays.Doubles("(2, 1)", 1, 2)), ("submitted.dx.npy", objects)));

        Assert.Equal(400, status);
        Assert.Equal("submitted.dx: holds Python objects, which travel as a pickle, and no pickle is read: send an array of numbers", Assert.Single(Wire.ErrorsOf(Arrays.Json(body))));

        var rest = Encoding.UTF8.GetBytes("{\"rubric\": [{\"tensor\": \"dx\", \"points\": 1}], \"cases\": [{\"seed\": 1}]}");
        (status, _, body) = await client.SendAsync("/v1/batchnorm/grade", Arrays.Npz(("request.json", rest), ("cases[0].submitted.dx.npy", objects)));

        Assert.Equal(200, status);
        Assert.Equal("unreadable", Arrays.Json(body)["items"]![0]!["verdict"]!.GetValue<string>());
        Assert.Equal("dx cannot be read. dx holds Python objects, which travel as a pickle, and no pickle is read: send an array of numbers.", Arrays.Json(body)["items"]![0]!["reason"]!.GetValue<string>());
    }

    private static IEnumerable<(string Path, JsonNode Tensor)> TensorsOf(JsonNode node, string path = "") =>
        node is not JsonObject fields ? []
        : fields.SelectMany(field => field.Value is JsonArray && field.Key is not ("shape" or "warnings")
            ? [(path + field.Key, field.Value)]
            : field.Value is null ? [] : TensorsOf(field.Value, $"{path}{field.Key}."));

    private static string ShapeOf(JsonNode tensor) => tensor[0] is JsonArray row ? $"({tensor.AsArray().Count}, {row.Count})" : $"({tensor.AsArray().Count},)";
}
