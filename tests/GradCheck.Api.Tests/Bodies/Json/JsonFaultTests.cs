using System.Text;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Bodies.Json;

/// <summary>What people send in place of JSON, and what they are told: where, what stands there, what to write.</summary>
public class JsonFaultTests(ServiceFactory service) : IClassFixture<ServiceFactory>
{
    private readonly HttpClient client = service.CreateClient();

    [Theory]
    [InlineData("{'x': [[1.]]}", "column 2 the name is in single quotes: write \"x\".")]
    [InlineData("{x: [[1]]}", "column 2 the name has no quotes: write \"x\".")]
    [InlineData("{\"x\": [[1, 2.]]}", "column 12, in x[0][1], there is `2.`, a number that JSON writes 2.0: a digit must follow the point.")]
    [InlineData("{\"x\": [[-.5, 1]]}", "column 9, in x[0][0], there is `-.5`, a number that JSON writes -0.5.")]
    [InlineData("{\"x\": [[+1]]}", "column 9, in x[0][0], there is `+1`, a number that JSON writes 1.")]
    [InlineData("{\"x\": [[007]]}", "column 9, in x[0][0], there is `007`, a number that JSON writes 7.")]
    [InlineData("{\"x\": [[1.e-5]]}", "column 9, in x[0][0], there is `1.e-5`, a number that JSON writes 1.0e-5: a digit must follow the point.")]
    [InlineData("{\"x\": [[1_000]]}", "column 9, in x[0][0], there is `1_000`, a number that JSON writes 1000.")]
    [InlineData("{\"x\": [[1e]]}", "column 9, in x[0][0], there is `1e`, a number without the digits of its exponent.")]
    [InlineData("{\"x\": [[2j]]}", "column 9, in x[0][0], there is `2j`, a complex number: JSON has real ones.")]
    [InlineData("{\"x\": [[1/3]]}", "column 9, in x[0][0], there is `1/3`: JSON has no arithmetic; write the number that it makes.")]
    [InlineData("{\"eps\": 1 / 3}", "column 11, in eps, there is `/`: JSON has no arithmetic; write the number that it makes.")]
    [InlineData("{\"x\": [[1. 2.]\n [3. 4.]]}", "column 9, in x[0][0], there is `1.`, a number that JSON writes 1.0: a digit must follow the point; with commas between the numbers, as x.tolist() gives them.")]
    [InlineData("{\"x\": [[1 -2]]}", "column 11, in x[0][0], a comma is missing before `-2`; x.tolist() gives an array with its commas.")]
    [InlineData("{\"x\": [[1, 2] [3, 4]]}", "column 15, in x[0], a comma is missing before `[`; x.tolist() gives an array with its commas.")]
    [InlineData("{\"x\": None}", "column 7, in x, there is `None`: JSON has null; a field that has no value is left out.")]
    [InlineData("{\"numeric\": True}", "column 13, in numeric, there is `True`: write true.")]
    [InlineData("{\"x\": [[nan]]}", "column 9, in x[0][0], there is `nan`: write NaN.")]
    [InlineData("{\"x\": [[-inf]]}", "column 9, in x[0][0], there is `-inf`: write -Infinity.")]
    [InlineData("{\"x\": [[np.nan]]}", "column 9, in x[0][0], there is `np.nan`: write NaN.")]
    [InlineData("{\"x\": [[float('nan')]]}", "column 9, in x[0][0], there is `float('nan')`: write NaN.")]
    [InlineData("{\"x\": np.array([[1]])}", "column 7, in x, there is `np.array(...)`, as Python prints an array: write its brackets alone, as x.tolist() gives them.")]
    [InlineData("{\"x\": array([[1.]])}", "column 7, in x, there is `array(...)`, as Python prints an array: write its brackets alone, as x.tolist() gives them.")]
    [InlineData("{\"x\": tensor([[1.]])}", "column 7, in x, there is `tensor(...)`, as Python prints an array: write its brackets alone, as x.tolist() gives them.")]
    [InlineData("{\"x\": [[1, ..., 2]]}", "column 12, in x[0][1], there are three points, as NumPy prints a large array: send every number, as x.tolist() gives them.")]
    [InlineData("{\"x\": ((1, 2),)}", "column 7, in x, there is `(`, as of a tuple of Python: JSON has square brackets in its place.")]
    [InlineData("{\"mode\": 'train'}", "column 10, in mode, there is a string in single quotes: JSON's quotes are double; json.dumps makes them.")]
    [InlineData("{\"mode\": r\"train\"}", "column 10, in mode, there is `r\"`, a string of Python with a prefix: leave the prefix out, and escape the text as json.dumps does.")]
    [InlineData("{\"mode\": \"\"\"a\"\"\"}", "column 10, in mode, there are three quotes: in JSON a string has one on each side, and its line breaks are written `\\n`, as json.dumps does.")]
    [InlineData("{\"x\": [1, 2,]}", "column 12, in x[2], there is a comma with nothing after it but `]`: leave the comma out.")]
    [InlineData("{\"x\": [1],}", "column 10, in x, there is a comma with nothing after it but `}`: leave the comma out.")]
    [InlineData("{\"x\": [1,, 2]}", "column 10, in x[1], there is a comma too many: leave it out.")]
    [InlineData("{\"x\": [, 1]}", "column 8, in x[0], there is a comma before the first value: leave it out.")]
    [InlineData("{\"x\": [1] \"dout\": [2]}", "column 11, in x, a comma is missing before the next field.")]
    [InlineData("{\"mode\": \"a\" \"b\"}", "column 14, in mode, a string follows a string: put a comma between them, or write one string; a double quote inside a string is written `\\\"`.")]
    [InlineData("{\"x\" [1]}", "column 6, in x, a colon is missing after the name of the field.")]
    [InlineData("{\"x\" = [1]}", "column 6, in x, there is `=`: between a field and its value JSON has a colon.")]
    [InlineData("{\"x\": }", "column 7, in x, the value of x is missing.")]
    [InlineData("{\"mode\": \"a\nb\"}", "column 12, in mode, there is a raw line break in a string: write `\\n` for it, as json.dumps does.")]
    [InlineData("{\"mode\": \"a\tb\"}", "column 12, in mode, there is a raw tab in a string: write `\\t` for it, as json.dumps does.")]
    [InlineData("{\"mode\": \"\\d\"}", "column 11, in mode, there is `\\d` in a string, which JSON does not have: a backslash itself is written `\\\\`, as json.dumps does.")]
    [InlineData("{\"mode\": \"it\\'s\"}", "column 13, in mode, there is `\\'` in a string: a single quote needs no backslash.")]
    [InlineData("{\"mode\": \"train}", "column 17, in mode, the body ends in a string, whose quote of line 1, column 10 is not closed.")]
    [InlineData("{\"x\": [[1, 2], [3, 4]", "column 22, in x[1], the body ends: the bracket `[` of line 1, column 7 is not closed.")]
    [InlineData("{\"x\": [[1, 2}", "column 13, in x[0][1], there is `}`, but the bracket `[` of line 1, column 8 is still open: close it with `]` first.")]
    [InlineData("{\"x\": [1]} # mine", "column 12 there is a comment: JSON has none; leave it out.")]
    [InlineData("{\"x\": [1, // one\n 2]}", "column 11, in x[1], there is a comment: JSON has none; leave it out.")]
    [InlineData("{\"x\": [1]}}", "column 11 there is `}` too many: every bracket before it is closed already.")]
    [InlineData("{\"x\": [1]} {\"x\": [2]}", "column 12 a second object begins: a body holds one.")]
    [InlineData("{\u201cx\u201d: [1]}", "column 2 there is a typographic quote: JSON's quotes are `\"`.")]
    [InlineData("{\"x\":\u00a0[1]}", "column 6, in x, there is the space U+00A0, which JSON does not take for one: write a plain space.")]
    [InlineData("{\"submitted\": {\"dx\": [[\u00e9]]}}", "column 24, in submitted.dx[0][0], there is `\u00e9]]}}`, but a value belongs here: a number, an array, a string in double quotes, true, false or null.")]
    public async Task Post_WhatIsAlmostJson_SaysWhatStandsThere(string body, string detail)
    {
        var (status, problem) = await client.PostAsync("/v1/batchnorm/check", body);

        Assert.Equal(400, status);
        Assert.Equal("/problems/malformed-json", problem["type"]!.GetValue<string>());
        Assert.Equal("At line 1, " + detail, problem["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("def f(x):\n  return x", "The body is not a JSON object: it does not start with { but is code of Python: put it into the field code, as json.dumps({\"code\": text}) does.")]
    [InlineData("x=1&y=2", "The body is not a JSON object: it does not start with { but is a form: send JSON, with requests.post(url, json=...).")]
    [InlineData("\"{}\"", "The body is not a JSON object: it does not start with { but is a string: if it was made by json.dumps of a text that was JSON already, send that text.")]
    [InlineData("'{}'", "The body is not a JSON object: it does not start with { but with a single quote: JSON's quotes are double.")]
    public async Task Post_WhatIsNoObject_SaysWhatItIs(string body, string detail)
    {
        var (status, problem) = await client.PostAsync("/v1/batchnorm/check", body);

        Assert.Equal(400, status);
        Assert.Equal(detail, problem["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("utf-16", "The body is not a JSON object: it does not start with {, and it is no UTF-8 but seems to be UTF-16: save or encode it as UTF-8.")]
    [InlineData("latin1", "At line 1, column 11, in mode, there is the byte 0xE9, which is no UTF-8: encode the body as UTF-8.")]
    public async Task Post_InAnotherEncoding_SaysSo(string encoding, string detail)
    {
        var text = Encoding.GetEncoding(encoding);
        using var content = new ByteArrayContent([.. text.GetPreamble(), .. text.GetBytes("{\"mode\": \"\u00e9\"}")]);
        content.Headers.ContentType = new("application/json");
        using var answer = await client.PostAsync(new Uri("/v1/batchnorm/check", UriKind.Relative), content);
        var problem = await answer.Content.ReadAsStringAsync();

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(detail, System.Text.Json.Nodes.JsonNode.Parse(problem)!["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_WithAByteOrderMark_IsRead()
    {
        var (status, _) = await client.PostAsync("/v1/batchnorm/gradients", "\ufeff{\"x\": [[1], [2]], \"dout\": [[1], [3]]}");

        Assert.Equal(200, status);
    }

    [Theory]
    [InlineData("/v1/batchnorm/gradients", "{\"x\": [[1], [2]], \"dout\": [[1], [3]], \"running_mean\": [1], \"running_var\": [2], \"mode\": \"test\"}")]
    [InlineData("/v1/batchnorm/derivation", "{\"x\": [[1], [2]], \"dout\": [[1], [3]], \"running_mean\": [1], \"running_var\": [2], \"mode\": \"test\"}")]
    public async Task Post_ModeTest_IsModeEval(string path, string body)
    {
        var test = await client.PostAsync(path, body);
        var eval = await client.PostAsync(path, body.Replace("\"test\"", "\"eval\"", StringComparison.Ordinal));

        Assert.Equal(200, test.Status);
        Assert.Equal(eval.Body.ToJsonString(), test.Body.ToJsonString());
    }

    [Fact]
    public async Task Get_ModeTest_IsModeEval()
    {
        var test = await client.GetStringAsync(new Uri("/v1/batchnorm/derivation?mode=test", UriKind.Relative));
        var eval = await client.GetStringAsync(new Uri("/v1/batchnorm/derivation?mode=eval", UriKind.Relative));

        Assert.Equal(eval, test);
    }
}
