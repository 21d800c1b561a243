using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Programs.Subjects;

namespace GradCheck.Api.Tests.Support;

/// <summary>A request of the kinds that people send, changed in ways that they do not foresee. The same for the same seed.</summary>
public sealed partial class RandomRequest
{
    /// <summary>What stands for a number that is not finite while a body is a tree; no JSON has a word for it.</summary>
    private static readonly (string Mark, string Text)[] Literals = [("@nan", "NaN"), ("@inf", "Infinity"), ("@neg", "-Infinity"), ("@big", "1e400"), ("@int", "123456789012345678901234567890")];

    private static readonly string[] Junk =
    [
        "null", "true", "0", "-1", "3", "0.5", "1e308", "-0.0", "9007199254740993", "\"@nan\"", "\"@inf\"", "\"@neg\"", "\"@big\"", "\"@int\"", "\"\"", "\"dx\"", "\"x\"", "\"nan\"",
        "\"None\"", "[]", "[[]]", "[[[]]]", "{}", "[1]", "[[1]]", "[1, 2]", "[[1, 2], [3]]", "[null]", "{\"dx\": [[1]]}", "[\"a\"]", "[[[[1]]]]", "1000000000", "2147483648", "1e-320",
    ];

    private static readonly string[] Layers = [.. ProgramLayers.Ids];

    // What a returned value is wrapped in; $ is the whole, * its first part.
    private static readonly string[] Returned =
    [
        "{'dx': *, 'dgamma': *}", "{'x': $}", "dict(dx=*)", "[$]", "($,)", "($), ($)", "None", "*, None", "None, *", "3", "0.5", "'dx'", "True", "{}", "[]", "()", "np.nan", "*, 1", "1, *",
        "[[*]]", "(*, (*, *))", "*.tolist()", "*.astype(np.float32), *", "*.astype(int)", "*.astype(np.float16)", "* > 0", "*.ravel()", "*[None]", "*.T", "*.sum()", "np.array([])", "np.zeros((0, 3))",
        "*.reshape(-1, 1)", "lambda: *", "{'grads': {'dW1': *}}", "*, {'dgamma': *}", "np.float64(3)", "*, *, *, *, *, *, *, *", "* + 1j", "np.inf * *", "range(3)", "np.array([None, *], dtype=object)", "{0: *}",
        "{'dx': *, 'db': None}", "iter([*])", "float(*.sum())", "int(3)", "[*, *]", "zip([*], [*])", "str(*)", "set()", "*, *, 'a'", "{'dx': [[*]], 'dgamma': 3}", "namedtuple('G', 'dx')(*)", "...",
    ];

    private static readonly string[] Values = ["0", "-1", "3", "0.5", "1e300", "10**9", "10**40", "None", "np.nan", "True", "''", "[]", "()", "{}", "np.zeros(0)", "np.eye(3)", "x", "dout", "cache", "print", "np"];

    private readonly Pcg32 random;

    private RandomRequest(Pcg32 random) => this.random = random;

    /// <summary>Where it is sent.</summary>
    public string Path { get; private set; } = string.Empty;

    /// <summary>The body.</summary>
    public string Body { get; private set; } = string.Empty;

    /// <summary>Makes a request.</summary>
    /// <param name="seeds">Requests to begin with: a path and a body.</param>
    /// <param name="seed">Which one to make of them.</param>
    public static RandomRequest Of(IReadOnlyList<(string Path, string Body)> seeds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        var made = new RandomRequest(new(seed, 77));
        var (path, body) = made.OneOf(seeds);
        var root = JsonNode.Parse(body)!;
        for (var left = made.Below(4); left >= 0; left--)
        {
            made.Change(root);
        }

        made.Path = made.Below(12) == 0 ? Regex.Replace(path, "(?<=/v1/)[a-z_]+(?=/)", made.OneOf(Layers)) : path;
        made.Body = Literals.Aggregate(root.ToJsonString(), (text, literal) => text.Replace($"\"{literal.Mark}\"", literal.Text, StringComparison.Ordinal));
        return made;
    }

    /// <summary>Right and plain requests of every route, with numbers of a few shapes.</summary>
    public static IEnumerable<(string Path, string Body)> Plain()
    {
        foreach (var (layer, isOfRows) in LayerCatalog.All.Select(layer => (layer.Id, layer.Rank == 2)))
        {
            var batch = isOfRows switch
            {
                true => "\"x\": [[1, 2, 4], [3, 1, 0.5], [0, 2, 1], [5, 3, 2]], \"gamma\": [1, 2, 0.5], \"dout\": [[1, 0, 2], [0, 1, -1], [-1, 2, 1], [0.5, -1, 0]]",
                false => "\"x\": [[[[1, 2], [3, 5]], [[4, 0], [1, 1]]], [[[2, 2], [0, 5]], [[7, 1], [1, 3]]]], \"dout\": [[[[1, 0], [2, 1]], [[0, 1], [1, 2]]], [[[2, 1], [0, 1]], [[1, 1], [0, 3]]]]" + (layer == "groupnorm" ? ", \"groups\": 1" : string.Empty),
            };
            yield return ($"/v1/{layer}/gradients", $"{{{batch}, \"numeric\": {{\"method\": \"central\"}}, \"include\": [\"paths\", \"intermediates\"]}}");
            yield return ($"/v1/{layer}/derivation", $"{{{batch}, \"eps\": 1e-3}}");
            yield return ($"/v1/{layer}/step-sweep", $"{{{batch}}}");
            yield return ($"/v1/{layer}/second-order", $"{{{batch}, \"numeric\": true}}");
            foreach (var submitted in (string[])["\"dx\": @, \"dgamma\": [1, 2, 3]", "\"out\": @, \"xhat\": @, \"dx\": @", "\"var\": [1, 2, 3], \"mean\": [1, 2, 3], \"dxhat\": @"])
            {
                var dout = batch[(batch.IndexOf("\"dout\": ", StringComparison.Ordinal) + 8)..].Replace(", \"groups\": 1", string.Empty, StringComparison.Ordinal);
                yield return ($"/v1/{layer}/check", $"{{{batch}, \"submitted\": {{{submitted.Replace("@", dout, StringComparison.Ordinal)}}}, \"reveal\": \"fix\", \"tolerance\": {{\"rtol\": 1e-4}}}}");
            }

            yield return ($"/v1/{layer}/grade", "{\"rubric\": [{\"tensor\": \"dx\", \"points\": 2}, {\"tensor\": \"dgamma\", \"points\": 1}], \"reveal\": \"fix\", \"cases\": [{\"seed\": 1, \"profile\": \"readable\", \"submitted\": {\"dx\": [[1, 2], [3, 4], [5, 6]], \"dgamma\": [1, 2]}}]}");
        }

        foreach (var (layer, file) in (IEnumerable<(string, string)>)[("batchnorm", "batchnorm_staged"), ("batchnorm", "batchnorm_paper"), ("layernorm", "layernorm"), ("spatial_batchnorm", "spatial_batchnorm"), ("groupnorm", "spatial_groupnorm"), ("affine", "affine_relu_softmax"), ("relu", "affine_relu_softmax"), ("softmax_loss", "affine_relu_softmax"), ("conv", "conv_pool"), ("max_pool", "conv_pool")])
        {
            yield return ("/v1/programs/check", StudentPrograms.Body(layer, StudentPrograms.Right(file)));
            yield return ("/v1/programs/grade?format=gradescope", StudentPrograms.Body(layer, StudentPrograms.Right(file), "\"reveal\": \"fix\""));
        }

        foreach (var (code, inputs, differentiate) in Custom)
        {
            yield return ("/v1/programs/check", StudentPrograms.Body("custom", code, $"\"inputs\": {inputs}, \"differentiate\": {differentiate}"));
        }
    }

    private static readonly (string Code, string Inputs, string Differentiate)[] Custom =
    [
        ("import numpy as np\ndef forward(x, w):\n    h = x.dot(w)\n    out = np.tanh(h)\n    return out, (x, w, out)\ndef backward(dout, cache):\n    x, w, out = cache\n    dh = dout * (1 - out ** 2)\n    dx = dh.dot(w.T)\n    dw = x.T.dot(dh)\n    return dx, dw\n", "{\"x\": [[1, 2], [3, 4], [0, 1]], \"w\": [[1, -1, 2], [0, 1, 0.5]]}", "[\"x\", \"w\"]"),
        ("import numpy as np\ndef lstm_step_forward(x, h, c, wx):\n    a = x.dot(wx) + h\n    c2 = c * 0.5 + np.tanh(a)\n    h2 = np.tanh(c2)\n    return h2, c2, (x, h, c, wx, a, c2)\ndef lstm_step_backward(dh, dc, cache):\n    x, h, c, wx, a, c2 = cache\n    dc2 = dc + dh * (1 - np.tanh(c2) ** 2)\n    da = dc2 * (1 - np.tanh(a) ** 2)\n    return da.dot(wx.T), da, dc2 * 0.5, x.T.dot(da)\n", "{\"x\": [[1, 2], [3, 1]], \"h\": [[1, 0, 2], [0, 1, 1]], \"c\": [[1, 2, 0], [1, 1, 1]], \"wx\": [[0.1, 0.2, 0.3], [0.3, 0.1, 0]]}", "[\"x\", \"h\", \"c\", \"wx\"]"),
        ("import numpy as np\ndef loss(x, y):\n    e = x - y\n    l = np.mean(e ** 2)\n    grads = {}\n    grads['dx'] = 2 * e / e.size\n    grads['dy'] = -2 * e / e.size\n    return l, grads\n", "{\"x\": [1, 2, 3], \"y\": [0, 1, 5]}", "[\"x\", \"y\"]"),
        ("import numpy as np\ndef word_embedding_forward(x, W):\n    return W[x], (x, W)\ndef word_embedding_backward(dout, cache):\n    x, W = cache\n    dW = np.zeros_like(W)\n    np.add.at(dW, x, dout)\n    return dW\n", "{\"x\": [[0, 1], [2, 0]], \"W\": [[1, 2], [3, 4], [5, 6]]}", "[\"W\"]"),
    ];

    private int Below(int limit) => (int)(random.Next() % (uint)limit);

    private T OneOf<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private void Change(JsonNode root)
    {
        var nodes = Nodes(root).ToList();
        var codes = nodes.Where(node => node.GetPropertyName() is "code" && node.Node?.GetValueKind() == System.Text.Json.JsonValueKind.String).ToList();
        if (codes.Count > 0 && Below(4) > 0)
        {
            codes[0].Put(ChangeCode(codes[0].Node!.GetValue<string>()));
            return;
        }

        if (nodes.Count == 0)
        {
            return;
        }

        var (at, other) = (OneOf(nodes), OneOf(nodes));
        switch (Below(8))
        {
            case 0:
                at.Remove();
                break;
            case 1:
                at.Put(other.Node?.DeepClone());
                break;
            case 2:
                at.Put(new JsonArray(at.Node?.DeepClone()));
                break;
            case 3 when at.Node is JsonArray { Count: > 0 } list:
                at.Put(list[0]?.DeepClone());
                break;
            case 4:
                at.Put(new JsonObject { ["dx"] = at.Node?.DeepClone() });
                break;
            case 5:
                at.Rename(OneOf((string[])["x", "dx", "dgamma", "gamma", "beta", "W", "mode", "layer", "eps", "dout", "inputs", "differentiate", "groups", "seed", "profile", "reveal", "precision", "", "submitted"]));
                break;
            case 6 when at.Node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String:
                at.Put(OneOf((IReadOnlyList<string>)[.. Layers, "eval", "test", "train", "fix", "hint", "float32", "dx", "readable", "discriminating"]));
                break;
            default:
                at.Put(JsonNode.Parse(OneOf(Junk)));
                break;
        }
    }

    private string ChangeCode(string code)
    {
        var returns = Return().Matches(code);
        if (Below(2) == 0 && returns.Count > 0)
        {
            var at = OneOf(returns);
            var value = at.Groups[1].Value.Trim();
            var first = value.Split(',')[0].Trim('(', ')', ' ', '[', ']');
            var made = OneOf(Returned).Replace("$", value, StringComparison.Ordinal).Replace("*", first.Length == 0 ? "None" : first, StringComparison.Ordinal);
            return code[..at.Groups[1].Index] + made + code[(at.Groups[1].Index + at.Groups[1].Length)..];
        }

        var tokens = Token().Matches(code).Select(match => match.Value).ToList();
        var names = Enumerable.Range(0, tokens.Count).Where(k => char.IsAsciiLetterOrDigit(tokens[k][0])).ToList();
        if (names.Count == 0)
        {
            return code + "\n";
        }

        var place = OneOf(names);
        switch (Below(6))
        {
            case 0:
                tokens[place] = OneOf(Values);
                break;
            case 1:
                tokens[place] = tokens[OneOf(names)];
                break;
            case 2:
                tokens.RemoveAt(Below(tokens.Count));
                break;
            case 3:
                tokens.Insert(Below(tokens.Count), tokens[Below(tokens.Count)]);
                break;
            case 4:
                tokens[place] += OneOf((string[])[".T", ".astype(np.float32)", "[0]", "[None]", ".tolist()", ".reshape(-1)", ".sum()", "()", ".shape", " * 0", ".copy()", "[::-1]", ".astype(int)", "[..., 0]"]);
                break;
            default:
                var operators = Enumerable.Range(0, tokens.Count).Where(k => tokens[k] is "+" or "-" or "*" or "/" or "," or "=").ToList();
                if (operators.Count > 0)
                {
                    tokens[OneOf(operators)] = OneOf((string[])["+", "-", "*", "/", "//", "**", ",", "=", "@", "<", "%", "+="]);
                }

                break;
        }

        return string.Concat(tokens);
    }

    private static IEnumerable<Place> Nodes(JsonNode root)
    {
        switch (root)
        {
            case JsonObject fields:
                foreach (var (name, node) in fields)
                {
                    yield return new(fields, name, 0);
                    foreach (var inner in node is null ? [] : Nodes(node))
                    {
                        yield return inner;
                    }
                }

                break;

            case JsonArray list:
                for (var k = 0; k < list.Count; k++)
                {
                    yield return new(list, null, k);
                    foreach (var inner in list[k] is { } node ? Nodes(node) : [])
                    {
                        yield return inner;
                    }
                }

                break;
        }
    }

    [GeneratedRegex(@"^[ \t]*return\b[ \t]*(.*)$", RegexOptions.Multiline)]
    private static partial Regex Return();

    [GeneratedRegex(@"\w+|[ \t]+|\n|[^\w\s]")]
    private static partial Regex Token();

    /// <summary>A place in the tree.</summary>
    private readonly record struct Place(JsonNode Parent, string? Name, int Index)
    {
        public JsonNode? Node => Name is not null ? Parent[Name] : Parent[Index];

        public string? GetPropertyName() => Name;

        public void Put(JsonNode? node)
        {
            if (Name is not null)
            {
                Parent[Name] = node;
            }
            else
            {
                Parent[Index] = node;
            }
        }

        public void Remove()
        {
            if (Name is not null)
            {
                Parent.AsObject().Remove(Name);
            }
            else
            {
                Parent.AsArray().RemoveAt(Index);
            }
        }

        public void Rename(string name)
        {
            if (Name is not null && Node?.DeepClone() is { } node)
            {
                Remove();
                Parent[name] = node;
            }
        }
    }
}
