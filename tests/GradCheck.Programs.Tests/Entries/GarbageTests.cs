using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Programs.Reports;
using GradCheck.Python.Budgets;
using GradCheck.Tensors;

namespace GradCheck.Programs.Tests.Entries;

/// <summary>Whatever functions take and return, a check ends in a report.</summary>
public class GarbageTests
{
    private static readonly ulong Programs = (ulong)Effort.Count(300, 2000);

    private static readonly string[] Values =
        ["x", "w", "x.dot(w)", "x * 2", "x.sum()", "1.0", "3", "None", "'text'", "True", "np.array([])", "np.zeros((2, 2), dtype=int)", "np.nan * x", "x[0]", "range(3)", "len", "np.float64(2)", "lambda a: a", "(x > 0)", "forward"];

    private static readonly string[] Names = ["dout", "cache", "x", "w", "g", "grads", "dx", "dw", "a", "saved", "dcache", "dout2", "ctx", "loss", "d"];

    private static readonly string[] Layers = ["custom", "custom", "custom", "affine", "layernorm", "softmax_loss", "relu", "rmsnorm"];

    [Fact]
    public void Check_RandomFunctions_AlwaysEndsInAReport()
    {
        var limits = BudgetLimits.Default with { Steps = 20_000 };
        for (ulong seed = 0; seed < Programs; seed++)
        {
            var random = new Pcg32(seed, 3);
            var code = Program(random);
            var request = RequestOf(random, code);
            try
            {
                var report = ProgramChecker.Check(request, limits);
                Assert.True(report.Verdict != Verdict.Match || report.Unchecked.Count == 0, code);
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, layer {request.Layer}: {fault}\n{code}");
            }
        }
    }

    private static int Next(Pcg32 random, int count) => (int)(random.Uniform(0, 1) * count);

    private static string Pick(Pcg32 random, string[] from) => from[Next(random, from.Length)];

    private static ProgramRequest RequestOf(Pcg32 random, string code)
    {
        var layer = Pick(random, Layers);
        if (layer != "custom")
        {
            return new() { Layer = layer, Code = code };
        }

        Tensor Square() => new(new Shape(2, 2), [.. Enumerable.Range(0, 4).Select(k => Next(random, 2) == 0 ? k : random.Normal())]);
        return new()
        {
            Layer = layer,
            Code = code,
            Inputs = [new("x", Square()), new("w", Next(random, 3) == 0 ? new(new Shape(), [2]) : Square())],
            Differentiate = Next(random, 4) switch { 0 => ["x"], 1 => ["w"], _ => ["x", "w"] },
            Dout = Next(random, 5) == 0 ? Square() : null,
            Douts = Next(random, 5) == 0 ? [new(Next(random, 2) == 0 ? string.Empty : Pick(random, Names), Square())] : [],
        };
    }

    private static string Program(Pcg32 random)
    {
        var (forward, backward) = (Next(random, 4) == 0 ? "f" : "forward", Next(random, 4) == 0 ? "df" : "backward");
        var code = $"import numpy as np\ndef {forward}({Parameters(random)}):\n    a = 1\n    {Return(random)}\n";
        return Next(random, 6) == 0 ? code : code + $"def {backward}({Parameters(random)}):\n    b = 2\n    {Return(random)}\n";
    }

    private static string Parameters(Pcg32 random)
    {
        var names = Enumerable.Range(0, Next(random, 4)).Select(_ => Pick(random, Names)).Distinct().ToList();
        var text = names.Select((name, k) => k == names.Count - 1 && Next(random, 4) == 0 ? name + "=None" : name).ToList();
        if (Next(random, 6) == 0)
        {
            text.Add(Next(random, 2) == 0 ? "*rest" : "*, only=1");
        }

        if (Next(random, 8) == 0)
        {
            text.Add("**more");
        }

        return string.Join(", ", text);
    }

    private static string Return(Pcg32 random) => Next(random, 8) switch
    {
        0 => "pass",
        1 => "return",
        _ => "return " + Value(random, 0),
    };

    private static string Value(Pcg32 random, int depth)
    {
        string Items(Func<string> item) => string.Join(", ", Enumerable.Range(0, Next(random, 4)).Select(_ => item()));
        return (depth > 3 ? 9 : Next(random, 9)) switch
        {
            0 or 1 => $"({Items(() => Value(random, depth + 1))},)".Replace("(,)", "()", StringComparison.Ordinal),
            2 => $"[{Items(() => Value(random, depth + 1))}]",
            3 => "{" + Items(() => $"'{Pick(random, Names)}': {Value(random, depth + 1)}") + "}",
            4 => Pick(random, Names),
            _ => Pick(random, Values),
        };
    }
}
