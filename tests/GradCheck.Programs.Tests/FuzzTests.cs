using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Tests.Support;
using GradCheck.Python.Budgets;
using Xunit.Abstractions;

namespace GradCheck.Programs.Tests;

/// <summary>
/// Mutated programs for as long as <c>GRADCHECK_FUZZ_SECONDS</c> says (60 by default), where <c>GRADCHECK_LONG=1</c> asks
/// for it: no crash, no hang, no budget overrun, memory within its limit. Prints what it saw.
/// </summary>
public partial class FuzzTests(ITestOutputHelper output)
{
    /// <summary>What the process may hold: the test host itself, and one check at its limit of half a gibibyte, what is recorded beside it, and what its earlier runs have left to be collected.</summary>
    private const long MostWorkingSet = 3L << 30;

    private static readonly BudgetLimits Limits = BudgetLimits.Default;

    /// <summary>One clock bounds the whole check; then the slack of a busy machine.</summary>
    private static readonly TimeSpan Patience = Limits.Time + TimeSpan.FromSeconds(20);

    private static readonly string[] Fragments =
    [
        "0", "-1", "3", "1e300", "10**9", "None", "np.nan", "[]", "()", "{}", "''", "x", "dout", "cache", "np", "np.zeros((10**4, 10**4))", "[0] * 10**8", "'a' * 10**9",
        "while True: pass", "for i in range(10**12): pass", "lambda: x", "x.T", "x.shape", "[...]", "[:, None]", "axis=5", "**", "//", "@", "(", ")", "[", "]", ":", ",", "\n", "\n    ", "\t", "\\",
        "def f(n): return f(n + 1)", "f(0)", "return", "raise ValueError(x)", "try:", "except:", "global x", "del x", "*x", "**x", "x += x", "print(x)", "np.random.randn(*x.shape)", "out=x", "é", "\0",
    ];

    private static readonly string[] Numbers = ["0", "1", "2", "-1", "3", "0.5", "1e300", "1e-300", "10**9", "99999999999999999999", "None", "True", "np.nan", "np.inf", "x", "()", "''"];

    private static readonly string[] Signs = ["+", "-", "*", "/", "@", "%", "<", ">", "&", "|", "^"];

    private static readonly string[] Words = ["sum", "mean", "T", "dot", "reshape", "max", "exp", "log", "sqrt", "zeros", "None", "len", "range", "sorted", "list", "str", "copy", "append", "newaxis", "einsum", "tile", "outer", "pad", "random"];

    private static readonly string[] Keywords = ["import", "as", "def", "return", "for", "in", "if", "elif", "else", "raise", "numpy"];

    /// <summary>The program that is being checked: what ends the process leaves no other trace.</summary>
    private static readonly string Last = Path.Combine(AppContext.BaseDirectory, "fuzz-last.py");

    [SkippableFact]
    public void Check_MutatedPrograms_IsAlwaysAReportWithinItsLimits()
    {
        Skip.IfNot(Effort.IsLong, "a minute or more of mutated programs: GRADCHECK_LONG=1 asks for them, GRADCHECK_FUZZ_SECONDS says how long");
        var seconds = double.Parse(Environment.GetEnvironmentVariable("GRADCHECK_FUZZ_SECONDS") ?? "60", CultureInfo.InvariantCulture);
        var programs = ProgramCase.Right.Concat(ProgramCase.Wrong).ToList();
        var verdicts = new Dictionary<string, int>();
        var (count, slowest, slowestSeed, peak, mostAllocated) = (0, TimeSpan.Zero, 0UL, 0L, 0L);
        using var process = Process.GetCurrentProcess();
        var clock = Stopwatch.StartNew();
        var first = (ulong)Environment.TickCount64;
        for (var seed = first; clock.Elapsed.TotalSeconds < seconds; seed++, count++)
        {
            var random = new Pcg32(seed, 5);
            var program = programs[random.Whole(0, programs.Count - 1)];
            var request = program.Request with { Code = Mutate(program.Code, random), Seed = seed };
            File.WriteAllText(Last, $"# seed {seed}, {request.Layer}\n{request.Code}");
            var before = GC.GetTotalAllocatedBytes();
            var start = Stopwatch.GetTimestamp();
            var report = Check(request, seed);
            var took = Stopwatch.GetElapsedTime(start);
            mostAllocated = Math.Max(mostAllocated, GC.GetTotalAllocatedBytes() - before);
            if (took > slowest)
            {
                (slowest, slowestSeed) = (took, seed);
            }

            process.Refresh();
            peak = Math.Max(peak, process.WorkingSet64);
            var key = report.Verdict + (report.FirstWrongLine is { } line ? " " + line.Finding.Code : string.Empty);
            verdicts[key] = verdicts.GetValueOrDefault(key) + 1;
            Assert.True(took < Patience, $"seed {seed}: {took}\n{request.Code}");
            Assert.True(peak < MostWorkingSet, $"seed {seed}: working set {peak}\n{request.Code}");
            Assert.True((report.Verdict == Verdict.Match) == (report.FirstWrongLine is null), $"seed {seed}: {report.Verdict}, {report.FirstWrongLine}\n{request.Code}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} programs from seed {first} in {clock.Elapsed.TotalSeconds:0} s; slowest {slowest.TotalSeconds:0.00} s (seed {slowestSeed}); most allocated by one check, garbage included, {mostAllocated >> 20} MiB; peak working set {peak >> 20} MiB"));
        foreach (var (verdict, times) in verdicts.OrderByDescending(pair => pair.Value))
        {
            output.WriteLine($"{times,8} {verdict}");
        }

        Assert.True(count > 0);
    }

    private static ProgramReport Check(ProgramRequest request, ulong seed)
    {
        try
        {
            return ProgramChecker.Check(request, Limits);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"seed {seed}, {request.Layer}:\n{request.Code}", exception);
        }
    }

    private static string Mutate(string code, Pcg32 random)
    {
        // Of what is cut anywhere nine in ten are no Python; three in four programs are only changed in what their tokens say.
        var tokens = Token().Matches(code).Select(match => match.Value).ToList();
        return random.Whole(0, 3) == 0 ? Cut(tokens, random) : Changed(tokens, random);
    }

    /// <summary>Names for names, numbers for numbers, signs for signs, lines for lines: most of it can still be read.</summary>
    private static string Changed(List<string> tokens, Pcg32 random)
    {
        var edits = random.Whole(1, 4);
        for (var k = 0; k < edits; k++)
        {
            var at = random.Whole(0, tokens.Count - 1);
            var kind = KindOf(tokens[at]);
            var others = kind switch
            {
                Kind.Number => Numbers,
                Kind.Sign => Signs,
                Kind.Name => [.. tokens.Where(token => KindOf(token) == Kind.Name), .. Words],
                _ => [],
            };
            if (others.Length > 0)
            {
                tokens[at] = others[random.Whole(0, others.Length - 1)];
            }
            else if (tokens[at] == "\n")
            {
                var lines = string.Concat(tokens).Split('\n').ToList();
                var line = lines[random.Whole(0, lines.Count - 1)];
                lines.Insert(random.Whole(0, lines.Count - 1), line);
                tokens = [.. Token().Matches(string.Join('\n', lines)).Select(match => match.Value)];
            }
        }

        return string.Concat(tokens);
    }

    private static Kind KindOf(string token) =>
        char.IsAsciiDigit(token[0]) ? Kind.Number
        : char.IsAsciiLetter(token[0]) || token[0] == '_' ? Keywords.Contains(token) ? Kind.None : Kind.Name
        : Signs.Contains(token) ? Kind.Sign : Kind.None;

    private static string Cut(List<string> tokens, Pcg32 random)
    {
        var edits = random.Whole(1, 6);
        for (var k = 0; k < edits; k++)
        {
            var at = random.Whole(0, tokens.Count - 1);
            switch (random.Whole(0, 6))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    var other = random.Whole(0, tokens.Count - 1);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3:
                    tokens[at] = tokens[random.Whole(0, tokens.Count - 1)];
                    break;
                case 4:
                    tokens[at] = Fragments[random.Whole(0, Fragments.Length - 1)];
                    break;
                case 5:
                    tokens.Insert(at, Fragments[random.Whole(0, Fragments.Length - 1)]);
                    break;
                default:
                    // A piece of the program once more, elsewhere.
                    var length = Math.Min(random.Whole(1, 60), tokens.Count - at);
                    tokens.InsertRange(random.Whole(0, tokens.Count - 1), tokens.GetRange(at, length));
                    break;
            }
        }

        return string.Concat(tokens);
    }

    private enum Kind
    {
        None,
        Name,
        Number,
        Sign,
    }

    [GeneratedRegex(@"\w+|[ \t]+|\n|[^\w\s]")]
    private static partial Regex Token();
}
