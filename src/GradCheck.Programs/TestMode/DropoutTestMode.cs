using GradCheck.Comparison;
using GradCheck.Normalization;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;

namespace GradCheck.Programs.TestMode;

/// <summary>Checks that a dropout lets everything through at test time.</summary>
internal static class DropoutTestMode
{
    private const double P = 0.3;

    /// <summary>Runs the forward function in mode <c>test</c>.</summary>
    public static TestModeReport Of(ProgramUnderTest program, Budget budget, SourceView view)
    {
        double[] x = [.. Enumerable.Range(1, 12).Select(k => k * 0.5)];
        var trial = new Trial { Name = "test", Ingredients = [Ingredient.Input("x", [3, 4], x), DropoutCases.Parameters("test", P)], Extras = [Ingredient.Number("p", P), Ingredient.Text("mode", "test")] };
        var run = ForwardRun.Of(program, trial, budget, recorded: false);
        var findings = new List<LineFinding>();
        if (run.Error is { } error)
        {
            findings.Add(NormTestMode.Raised(error, view));
        }
        else if (run.Out is not { } made || !Near.Close(made.Values, x))
        {
            double[] scales = [P, 1 - P];
            var isScaled = run.Out is { } wrong && scales.Any(scale => Near.Close(wrong.Values, Array.ConvertAll(x, value => value * scale)));
            findings.Add(NormTestMode.Of(isScaled ? "scaled_at_test_time" : null, TensorId.Out));
        }

        return new(findings.Count == 0 ? Verdict.Match : Verdict.Mismatch, findings);
    }
}
