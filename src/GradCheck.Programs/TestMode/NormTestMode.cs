using GradCheck.Cases;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Sources;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

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
        var input = CaseGenerator.Make(layer, seed, CaseProfile.Typical, layer.Rank == 2 ? new(6, 4) : layer.HasChannelsLast ? new(3, 2, 5, 4) : new(3, 4, 2, 5), conventions with { Eps = Eps, Momentum = Momentum });
        var count = input.Gamma.Shape.Count;
        var random = new Pcg32(seed, 9);
        double[] runningMean = [.. Enumerable.Range(0, count).Select(_ => random.Normal())];

        // The first variance is of the size of eps, so that it shows where eps goes.
        double[] runningVar = [.. Enumerable.Range(0, count).Select(k => k == 0 ? Eps / 2 : random.Uniform(0.5, 3))];
        var findings = new List<LineFinding>();
        var trained = Run(program, input, "train", runningMean, runningVar, budget, out var after);
        var updates = trained.Error is null && after is not null && !(Same(after.Value.Mean, runningMean) && Same(after.Value.Var, runningVar) && !Mentions(view, "running"));
        if (updates)
        {
            Judge(findings, after!.Value.Mean, RightMean(input, runningMean), OfMean(input, runningMean));
            Judge(findings, after.Value.Var, RightVar(input, runningVar), OfVar(input, runningVar));
        }

        var hasTest = ModeWords.Any(word => Mentions(view, word));
        if (hasTest)
        {
            var tested = Run(program, input, "test", runningMean, runningVar, budget, out _);
            if (tested.Error is { } error)
            {
                findings.Add(Raised(error, view));
            }
            else
            {
                Judge(findings, tested.Out?.Values, Test(input, runningMean, runningVar), OfTest(input, runningMean, runningVar));
            }
        }

        return new(updates || hasTest ? findings.Count == 0 ? Verdict.Match : Verdict.Mismatch : null, findings);
    }

    /// <summary>What an error in test mode is to be told as.</summary>
    public static LineFinding Raised(ProgramError error, SourceView view) => new(
        error.Code,
        $"test mode ends with {error.Type}, line {view.LineOf(error.Span.Start)}",
        $"{error.Message}: `{view.TextOf(error.Span.Start)}`");

    /// <summary>Adds what a value shows, if it is wrong.</summary>
    public static void Judge(List<LineFinding> findings, double[]? values, double[] right, IEnumerable<Hypothesis> hypotheses)
    {
        if (values is not null && Near.Close(values, right))
        {
            return;
        }

        var known = values is null ? null : hypotheses.FirstOrDefault(hypothesis => Near.Close(values, hypothesis.Values));
        findings.Add(known is null
            ? new("unknown", "test mode or running averages are wrong", "The numbers are not those of running = momentum * running + (1 - momentum) * sample and gamma * (x - running_mean) / sqrt(running_var + eps) + beta, nor those of a mistake that is known.")
            : new(known.Code, known.Title, known.Explanation));
    }

    private static ForwardRun Run(ProgramUnderTest program, LayerInput input, string mode, double[] mean, double[] variance, Budget budget, out (double[] Mean, double[] Var)? after)
    {
        var count = mean.Length;
        Ingredient[] items =
        [
            Ingredient.Text("mode", mode), Ingredient.Number("eps", Eps), Ingredient.Number("momentum", Momentum),
            Ingredient.Constant("running_mean", [count], mean), Ingredient.Constant("running_var", [count], variance),
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

    private static bool Same(double[] values, double[] before) => values.AsSpan().SequenceEqual(before);

    private static bool Mentions(SourceView view, string word) => view.Source.Text.Contains(word, StringComparison.Ordinal);

    private static double[] Blend(double[] old, double[] sample, double momentum) => [.. old.Zip(sample, (a, b) => (momentum * a) + ((1 - momentum) * b))];

    private static (double[] Mean, double[] Var) Sample(LayerInput input)
    {
        var forward = ForwardPass.Run(input);
        return ([.. forward.Mean.Values], [.. forward.Var.Values]);
    }

    // The variance that is averaged, which may be another than the batch is normalized with.
    private static double[] RunningSample(LayerInput input) => Array.ConvertAll(Sample(input).Var, v => v * input.VarDivisor / input.RunningVarDivisor);

    private static double[] RightMean(LayerInput input, double[] old) => Blend(old, Sample(input).Mean, input.Options.ShareOfOld);

    private static double[] RightVar(LayerInput input, double[] old) => Blend(old, RunningSample(input), input.Options.ShareOfOld);

    private static IEnumerable<Hypothesis> OfMean(LayerInput input, double[] old) => Shared(old, Sample(input).Mean, input.Options, "running_mean");

    private static IEnumerable<Hypothesis> OfVar(LayerInput input, double[] old)
    {
        var (variance, share) = (RunningSample(input), input.Options.ShareOfOld);
        return Shared(old, variance, input.Options, "running_var").Concat(
        [
            new("std_in_running_variance", "running_var is fed with the standard deviation", "It averages variances; test mode takes the root.", Blend(old, Array.ConvertAll(variance, v => Math.Sqrt(v + Eps)), share)),
            new("std_in_running_variance", "running_var is fed with the standard deviation", "It averages variances; test mode takes the root.", Blend(old, Array.ConvertAll(variance, Math.Sqrt), share)),
            new("eps_in_running_variance", "running_var is fed with var + eps", "Test mode adds eps itself, so it would come in twice.", Blend(old, Array.ConvertAll(variance, v => v + Eps), share)),
            OtherVariance(input, old, variance),
        ]);
    }

    private static Hypothesis OtherVariance(LayerInput input, double[] old, double[] variance)
    {
        var (m, isBiased) = (input.Groups.Size, input.RunningVarDivisor == input.Groups.Size);
        var other = Blend(old, Array.ConvertAll(variance, v => v * input.RunningVarDivisor / (isBiased ? m - 1.0 : m)), input.Options.ShareOfOld);
        return isBiased
            ? new("unbiased_running_variance", "running_var is fed with the unbiased variance", "The course averages the biased one (PyTorch the unbiased).", other)
            : new("biased_running_variance", "running_var is fed with the biased variance", "The one that was declared is the unbiased one, as PyTorch averages it.", other);
    }

    private static IEnumerable<Hypothesis> Shared(double[] old, double[] sample, LayerOptions options, string name) =>
    [
        new("momentum_swapped", $"{name}: momentum and 1 - momentum are swapped", options.MomentumOf == MomentumOf.Old
            ? "The course keeps the share momentum of the old average (PyTorch's momentum is the complement)."
            : "The momentum that was declared is the share of the new sample, as in PyTorch.", Blend(old, sample, 1 - options.ShareOfOld)),
        new("running_not_updated", $"{name} is not updated", "The new average has to be stored back into the dictionary.", old),
        new("running_replaced", $"{name} is replaced by the batch's own", "It is an average over batches: momentum keeps the old share.", sample),
    ];

    private static double[] Test(LayerInput input, double[] mean, double[] variance) =>
        Apply(input, (x, k, gamma, beta) => (gamma * (x - mean[k]) / Math.Sqrt(variance[k] + Eps)) + beta);

    private static IEnumerable<Hypothesis> OfTest(LayerInput input, double[] mean, double[] variance)
    {
        yield return new("eps_outside_root", "test mode adds eps outside the root", "Training divides by sqrt(var + eps), so test mode has to as well.", Apply(input, (x, k, gamma, beta) => (gamma * (x - mean[k]) / (Math.Sqrt(variance[k]) + Eps)) + beta));
        yield return new("eps_omitted", "test mode leaves eps out", "Training divides by sqrt(var + eps), so test mode has to as well.", Apply(input, (x, k, gamma, beta) => (gamma * (x - mean[k]) / Math.Sqrt(variance[k])) + beta));
        yield return new("divided_by_variance", "test mode divides by the variance", "The root is missing.", Apply(input, (x, k, gamma, beta) => (gamma * (x - mean[k]) / (variance[k] + Eps)) + beta));
        yield return new("divided_by_variance", "test mode divides by the variance", "The root is missing.", Apply(input, (x, k, gamma, beta) => (gamma * (x - mean[k]) / variance[k]) + beta));
        yield return new("missing_gamma_and_beta", "test mode leaves gamma and beta out", "The scale and the shift belong to both modes.", Apply(input, (x, k, _, _) => (x - mean[k]) / Math.Sqrt(variance[k] + Eps)));
        yield return new("missing_gamma", "test mode leaves gamma out", "The scale belongs to both modes.", Apply(input, (x, k, _, beta) => ((x - mean[k]) / Math.Sqrt(variance[k] + Eps)) + beta));
        yield return new("missing_beta", "test mode leaves beta out", "The shift belongs to both modes.", Apply(input, (x, k, gamma, _) => gamma * (x - mean[k]) / Math.Sqrt(variance[k] + Eps)));
        yield return new("batch_statistics_in_eval", "test mode uses the batch's own statistics", "At test time there may be no batch: the running averages are for that.", [.. ForwardPass.Run(input).Out.Values]);
    }

    private static double[] Apply(LayerInput input, Func<double, int, double, double, double> formula) =>
        [.. Enumerable.Range(0, input.X.Shape.Count).Select(element => (element, k: input.Groups.GroupOf(element))).Select(at => formula(input.X[at.element], at.k, input.Gamma[at.k], input.Beta[at.k]))];
}
