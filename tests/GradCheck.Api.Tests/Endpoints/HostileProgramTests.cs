using System.Text;
using System.Text.Json.Nodes;
using GradCheck.Api.Tests.Support;

namespace GradCheck.Api.Tests.Endpoints;

/// <summary>Programs that would take all time or all memory: a report that says where it stopped, and a service that goes on.</summary>
public class HostileProgramTests(HostileProgramTests.SmallService service) : IClassFixture<HostileProgramTests.SmallService>
{
    private readonly HttpClient client = service.CreateClient();

    public static IEnumerable<object[]> Loops() => Effort.Some(3, new TheoryData<string, string>
    {
        { "endless while", "while True: pass" },
        { "endless while that works", "while 1:\n        x = x * 1.0" },
        { "a loop over a huge range", "for i in range(10 ** 15): pass" },
        { "loops in loops", "for a in range(10000):\n        for b in range(10000):\n            for c in range(10000): pass" },
        { "a comprehension over a huge range", "n = [i for i in range(10 ** 12)]" },
    });

    public static IEnumerable<object[]> Growth() => Effort.Some(3, new TheoryData<string, string>
    {
        { "a string that doubles", "s = 'x'\n    while True: s = s + s" },
        { "a string times a huge number", "s = 'x' * 10 ** 12" },
        { "a format of a huge width", "s = '%999999999d' % 3" },
        { "a list that doubles", "s = [1]\n    while True: s = s + s" },
        { "a list times a huge number", "s = [0] * 10 ** 11" },
        { "a list that holds itself many times", "s = [1]\n    for i in range(100): s = [s, s, s, s]\n    s = str(s)" },
        { "an array that doubles", "while True: x = np.concatenate([x, x])" },
        { "an array of a huge shape", "s = np.zeros((10 ** 6, 10 ** 6))" },
        { "a dictionary that grows", "d = {}\n    i = 0\n    while True:\n        d[i] = 'a' * 1000\n        i += 1" },
        { "an exception of a huge text", "raise ValueError('x' * 10 ** 7)" },
        { "a key of a huge text", "s = {}['k' * 10 ** 7]" },
        { "an assertion of a huge text", "assert False, 'x' * 10 ** 7" },
        { "printing for ever", "while True: print('x' * 1000)" },
    });

    public static IEnumerable<object[]> Depth() => Effort.Some(3, new TheoryData<string, string>
    {
        { "a tuple in a tuple, and so on, in the cache", "for i in range(100000): x = (x,)\n    return x, x" },
        { "a list in a list, and so on, in the cache", "c = x\n    for i in range(100000): c = [c]\n    return x * (x > 0), c" },
        { "a list that holds itself in the cache", "c = [x]\n    c.append(c)\n    return x * (x > 0), c" },
        { "a dictionary that holds itself in the cache", "c = {}\n    c['a'] = (c, [c])\n    return x * (x > 0), c" },
        { "a tuple twice in a tuple, and so on, in the cache", "c = x\n    for i in range(100): c = (c, c)\n    return x * (x > 0), c" },
        { "a text of a list in a list, and so on", "c = 1\n    for i in range(100000): c = [c]\n    s = str(c)" },
        { "brackets", "s = " + new string('[', 20000) },
        { "brackets that close", "s = " + new string('(', 20000) + "1" + new string(')', 20000) },
        { "minus signs", "s = " + new string('-', 50000) + "1" },
        { "attributes", "s = x" + string.Concat(Enumerable.Repeat(".T", 30000)) },
        { "a sum of many", "s = 1" + string.Concat(Enumerable.Repeat(" + 1", 30000)) },
        { "powers of powers", "s = 2" + string.Concat(Enumerable.Repeat(" ** 1", 20000)) },
        { "a function that calls itself", "def f(n): return f(n + 1)\n    s = f(0)" },
        { "two functions that call each other", "def f(n): return g(n)\n    def g(n): return f(n)\n    s = f(0)" },
        { "a lambda that calls itself", "f = lambda n: f(n)\n    s = f(0)" },
        { "calls in calls", "s = " + string.Concat(Enumerable.Repeat("abs(", 5000)) + "1" + new string(')', 5000) },
    });

    public static IEnumerable<object[]> Numbers() => Effort.Some(3, new TheoryData<string, string>
    {
        { "a power of a power", "n = 9 ** 9 ** 9" },
        { "squares of squares", "n = 3\n    while True: n = n * n" },
        { "a shift", "n = 1 << 10 ** 10" },
        { "a literal of many digits", "n = " + new string('9', 200_000) },
        { "digits of a huge number", "n = str(7 ** 200000)" },
        { "a power of three arguments", "n = pow(3, 10 ** 100000, 7)" },
        { "a float of a huge number", "n = float(10 ** 100000)" },
        { "a huge exponent", "n = 1e999999999 ** 1e999" },
    });

    public static IEnumerable<object[]> Broadcasts() => Effort.Some(3, new TheoryData<string, string>
    {
        { "a million by a million", "a = np.arange(10 ** 6)\n    s = a[:, None] + a" },
        { "an outer product", "a = np.ones(10 ** 5)\n    s = np.outer(a, a)" },
        { "a view that is written out", "s = np.broadcast_to(x, (10 ** 5,) + x.shape) + 1" },
        { "a product of a thousand cubed", "a = np.ones((3000, 3000))\n    s = a.dot(a)" },
        { "einsum over many letters", "a = np.ones((40, 40))\n    s = np.einsum('ab,cd,ef,gh->', a, a, a, a)" },
        { "padding", "s = np.pad(x, 10 ** 7, mode='constant')" },
        { "tiles", "s = np.tile(x, (10 ** 4, 10 ** 4))" },
        { "fancy indices", "i = np.zeros((10 ** 4, 10 ** 4), dtype=int)\n    s = x[i]" },
        { "random numbers", "s = np.random.randn(10 ** 5, 10 ** 5)" },
    });

    public static IEnumerable<object[]> Texts() => Effort.Some(3, new TheoryData<string, string>
    {
        { "zeros", new string('\0', 10_000) },
        { "a bracket a line", string.Concat(Enumerable.Repeat("(\n", 20_000)) },
        { "indents ever deeper", string.Concat(Enumerable.Range(0, 2000).Select(k => new string(' ', k) + "if 1:\n")) },
        { "quotes", new string('"', 100_001) },
        { "backslashes", string.Concat(Enumerable.Repeat("\\\n", 50_000)) },
        { "one line of a megabyte", "x = '" + new string('a', 1_000_000) + "'" },
        { "a hundred thousand lines", string.Concat(Enumerable.Repeat("a = 1\n", 100_000)) },
        { "formatted strings in formatted strings", string.Concat(Enumerable.Repeat("f'{", 3000)) },
        { "commas", "x = " + new string(',', 50_000) },
        { "many functions", string.Concat(Enumerable.Range(0, 20_000).Select(k => $"def f{k}(x): return f{k + 1}(x)\n")) },
        { "many lines that make names of each other", "import numpy as np\ndef relu_forward(x):\n    return np.maximum(0, x), x\ndef relu_backward(dout, x):\n    s = dout\n" + string.Concat(Enumerable.Range(0, 5000).Select(k => $"    s{k} = s * 2\n    s = s{k}\n")) + "    return s\n" },
        { "many lines that write into one array", "import numpy as np\ndef relu_forward(x):\n    return np.maximum(0, x), x\ndef relu_backward(dout, x):\n    s = dout * 1\n" + string.Concat(Enumerable.Repeat("    s += dout\n", 10_000)) + "    return s\n" },
        { "many parameters", "def relu_forward(" + string.Join(", ", Enumerable.Range(0, 20_000).Select(k => $"a{k}")) + "): pass" },
        { "surrogates", "def relu_forward(x): return '\\ud800\\udfff', x" },
        { "tabs and form feeds", "\f\t \f\tdef\trelu_forward(x):\n\t\freturn x\n" },
    });

    [Theory]
    [MemberData(nameof(Loops))]
    [MemberData(nameof(Growth))]
    [MemberData(nameof(Depth))]
    [MemberData(nameof(Numbers))]
    [MemberData(nameof(Broadcasts))]
    public async Task Post_AHostileBody_IsAReportOfBoundedCost(string what, string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        foreach (var code in new[] { $"import numpy as np\ndef relu_forward(x):\n    {body}\n    return x * (x > 0), x\ndef relu_backward(dout, x):\n    return dout * (x > 0)\n", $"import numpy as np\ndef relu_forward(x):\n    return x * (x > 0), x\ndef relu_backward(dout, x):\n    {body}\n    return dout * (x > 0)\n" })
        {
            AssertReport(what, await client.CheckAsync("relu", code));
        }
    }

    [Theory]
    [MemberData(nameof(Loops))]
    [MemberData(nameof(Growth))]
    public async Task Post_AHostileTopOfTheFile_IsAReportOfBoundedCost(string what, string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var code = $"import numpy as np\nx = np.ones(3)\n{body.Replace("\n    ", "\n", StringComparison.Ordinal)}\n{StudentPrograms.Right("affine_relu_softmax")}";

        AssertReport(what, await client.CheckAsync("relu", code));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Post_AHostileText_IsAReport(string what, string text)
    {
        AssertReport(what, await client.CheckAsync("relu", text));
        AssertReport(what, await client.CheckAsync("relu", text + "\n" + StudentPrograms.Right("affine_relu_softmax")));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Post_HostileSnippets_AreAReport(string what, string text)
    {
        var body = new JsonObject { ["layer"] = "relu", ["forward"] = text, ["backward"] = text };
        var (status, report) = await client.PostAsync("/v1/programs/check", body.ToJsonString());

        Assert.True(status == 200, report.ToJsonString());
        AssertReport(what, report);
    }

    /// <summary>A verdict, and where it is no match the line that was come to, in a message of bounded length without a trace of the host.</summary>
    private static void AssertReport(string what, JsonNode report)
    {
        var text = report.ToJsonString();
        Assert.True(Encoding.UTF8.GetByteCount(text) < 2_000_000, $"{what}: {text.Length} characters");
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        if (report.Text("verdict") == "match")
        {
            return;
        }

        Assert.True(report.Text("first_wrong_line.finding.code") is { Length: > 0 }, what);
        Assert.InRange(report.Text("first_wrong_line.message")!.Length, 10, 3000);
    }

    /// <summary>The real host with a tenth of the usual budget, so that the tests end soon; where a budget stops a program is the same code.</summary>
    public sealed class SmallService : ServiceFactory
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Limits:MaxProgramSteps", "500000");
            builder.UseSetting("Limits:MaxProgramElements", "20000000");
        }
    }
}
