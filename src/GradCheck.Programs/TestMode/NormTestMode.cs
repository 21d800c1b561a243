using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Normalization;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Values;
using GradCheck.Tensors;

namespace GradCheck.Programs.TestMode;

/// <summary>Checks the running averages that a batch norm keeps, and its test mode.</summary>
internal static class NormTestMode
{
    private const double Eps = 1e-3;
    private const double Momentum = 0.8;

    /// <summary>What a program that tells the modes apart holds in its text.</summary>
    private static readonly string[] ModeWords = ["test", "eval", "\"train\"", "'train'"];

    /// <summary>Runs the forward function once in mode <c>train</c> and once in mode <c>test</c>.</summary>
    /// <param name="program">The program; its layer has running statistics.</param>
    /// <param name="layer">The layer, with its channels where they were declared.</param>
    /// <param name="conventions">The conventions that it is judged by.</param>
    /// <param name="seed">The seed of the batch.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="view">The program's text.</param>
    public static TestModeReport Of(ProgramUnderTest program, Layer layer, LayerOptions conventions, ulong seed, Budget budget, SourceView view)
    {
        var shape = layer.Rank == 2 ? new Shape(6, 4) : layer.HasChannelsLast ? new(3, 2, 5, 4) : new(3, 4, 2, 5);
        var options = conventions with { Eps = Eps, Momentum = Momentum, Running = Statistics(new Pcg32(seed, 9), layer.ParameterShapesOf(shape)[0]) };
        Pass In(Mode mode) => Pass.Of(CaseGenerator.Make(layer, seed, CaseProfile.Typical, shape, options with { Mode = mode }));
        var (training, testing) = (In(Mode.Train), In(Mode.Eval));
        var findings = new List<LineFinding>();
        var trained = Run(program, training.Input, "train", budget, out var after);
        var updates = trained.Error is null && after is not null && (!IsAsBefore(after, options.Running) || Mentions(view, "running"));
        if (updates)
        {
            Judge(findings, training, TensorId.RunningMean, after!.Value.Mean, training.Running!.Mean);
            Judge(findings, training, TensorId.RunningVar, after.Value.Var, training.Running.Var);
        }

        var hasTest = ModeWords.Any(word => Mentions(view, word));
        if (hasTest)
        {
            var tested = Run(program, testing.Input, "test", budget, out _);
            if (tested.Error is { } error)
            {
                findings.Add(Raised(error, view));
            }
            else
            {
                Judge(findings, testing, TensorId.Out, tested.Out?.Values, testing.Out);
            }
        }

        return new(updates || hasTest ? findings.Count == 0 ? Verdict.Match : Verdict.Mismatch : null, findings);
    }

    /// <summary>What an error in test mode is to be told as.</summary>
    public static LineFinding Raised(ProgramError error, SourceView view) => new(
        error.Code,
        $"test mode ends with {error.Type}, line {view.LineOf(error.Span.Start)}",
        $"{error.Message}: `{view.TextOf(error.Span.Start)}`");

    /// <summary>The finding of a code, in the words for test mode; of <c>unknown</c> where there are none.</summary>
    /// <param name="code">The code of a mistake; null for one that is not known.</param>
    /// <param name="tensor">What shows it.</param>
    public static LineFinding Of(string? code, TensorId tensor)
    {
        var brief = MistakeTable.Of(code ?? "unknown").OfTestMode!(tensor);
        return new(brief.Code ?? code ?? "unknown", brief.Title, brief.Explanation);
    }

    // The first variance is of the size of eps, so that it shows where eps goes.
    private static RunningStatistics Statistics(Pcg32 random, Shape shape)
    {
        double[] mean = [.. Enumerable.Range(0, shape.Count).Select(_ => random.Normal())];
        double[] variance = [.. Enumerable.Range(0, shape.Count).Select(k => k == 0 ? Eps / 2 : random.Uniform(0.5, 3))];
        return new(new(shape, mean), new(shape, variance));
    }

    /// <summary>Adds what a value shows, if it is wrong.</summary>
    private static void Judge(List<LineFinding> findings, Pass pass, TensorId tensor, double[]? values, Tensor right)
    {
        if (values is null || !Near.Close(values, right.Values))
        {
            findings.Add(Of(values?.Length == right.Shape.Count ? CauseOf(pass, tensor, new(right.Shape, values)) : null, tensor));
        }
    }

    /// <summary>What the diagnosis of tensors takes a wrong value for; null where it is nothing that test mode has words for.</summary>
    private static string? CauseOf(Pass pass, TensorId tensor, Tensor wrong) =>
        Checker.Check(pass, new Dictionary<TensorId, Tensor> { [tensor] = wrong }, new() { ReviewsInput = false }).Tensors[0].Findings
            .Select(CodeOf)
            .FirstOrDefault(code => code is not null && MistakeTable.Of(code).OfTestMode is not null);

    /// <summary>Two mistakes are told as one where the one is hardly made without the other, and otherwise not at all.</summary>
    private static string? CodeOf(Finding finding) => (finding.Code, finding.Together.ToArray()) switch
    {
        (var code, []) => code,
        ("missing_gamma", ["missing_beta"]) => "missing_gamma_and_beta",
        ("eps_omitted", ["divided_by_variance"]) => "divided_by_variance",
        _ => null,
    };

    private static ForwardRun Run(ProgramUnderTest program, LayerInput input, string mode, Budget budget, out (double[] Mean, double[] Var)? after)
    {
        var (count, running) = (input.Gamma.Shape.Count, input.Options.Running!);
        Ingredient[] items =
        [
            Ingredient.Text("mode", mode), Ingredient.Number("eps", Eps), Ingredient.Number("momentum", Momentum),
            Ingredient.Constant("running_mean", [count], [.. running.Mean.Values]),
            Ingredient.Constant("running_var", [count], [.. running.Var.Values]),
        ];
        var trial = new Trial
        {
            Name = mode,
            Ingredients =
            [
                Ingredient.Input("x", [.. input.X.Shape.Sizes], [.. input.X.Values]),
                Ingredient.Input("gamma", [count], [.. input.Gamma.Values]),
                Ingredient.Input("beta", [count], [.. input.Beta.Values]),
                Ingredient.Parameters("bn_param", items),
            ],
            Extras = items,
        };
        var run = ForwardRun.Of(program, trial, budget, recorded: false);
        after = run.Call.Arguments.GetValueOrDefault("bn_param") is DictionaryValue dictionary && Numbers(dictionary, "running_mean") is { } newMean && Numbers(dictionary, "running_var") is { } newVar
            ? (newMean, newVar)
            : null;
        return run;
    }

    private static double[]? Numbers(DictionaryValue dictionary, string key) =>
        dictionary.Items.TryGetValue(DictionaryKey.Of(key), out var value) ? Snapshot.Of(value)?.Values : null;

    private static bool IsAsBefore((double[] Mean, double[] Var)? after, RunningStatistics before) =>
        before.Mean.Values.SequenceEqual(after!.Value.Mean) && before.Var.Values.SequenceEqual(after.Value.Var);

    private static bool Mentions(SourceView view, string word) => view.Source.Text.Contains(word, StringComparison.Ordinal);
}
