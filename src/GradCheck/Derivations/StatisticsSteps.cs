using GradCheck.Layers;
using static GradCheck.Derivations.Latex;

namespace GradCheck.Derivations;

/// <summary>The steps through the statistics of a group, where they depend on the batch: <c>dvar</c>, <c>dmean</c>, <c>dx</c>.</summary>
internal static class StatisticsSteps
{
    private const string X = "x_i";
    private const string Xhat = @"\hat{x}_i";
    private const string Var = @"\sigma^2";
    private const string Mean = @"\mu";

    public static IEnumerable<DerivationStep> Of(Layer layer, Notation words)
    {
        var centered = layer.SubtractsMean ? @"(x_i - \mu)" : "x_i";
        yield return new(
            "dvar",
            DerivationPart.Backward,
            $@"{D(Xhat, Var)} = -\frac{{1}}{{2}} {centered} (\sigma^2 + \epsilon)^{{-3/2}}",
            $@"{Dl(Var)} = \sum_{{i}} {Dl(Xhat)} {D(Xhat, Var)}",
            $"Every element of a {words.Group} is divided by the root of the same {(layer.SubtractsMean ? "variance" : "mean square")}, so the sum runs over all m = {words.Size} of them.",
            $@"{Dl(Var)} = -\frac{{1}}{{2}} (\sigma^2 + \epsilon)^{{-3/2}} \sum_{{i}} {Dl(Xhat)} {centered}");
        foreach (var step in layer.SubtractsMean ? WithMean(words) : WithoutMean(words))
        {
            yield return step;
        }
    }

    private static IEnumerable<DerivationStep> WithMean(Notation words)
    {
        yield return new(
            "dmean",
            DerivationPart.Backward,
            $@"{D(Xhat, Mean)} = -{Istd}, \quad {D(Var, Mean)} = -\frac{{2}}{{{words.Divisor.Text}}} \sum_{{i}} (x_i - \mu) = 0",
            $@"{Dl(Mean)} = \sum_{{i}} {Dl(Xhat)} {D(Xhat, Mean)} + {Dl(Var)} {D(Var, Mean)}",
            $"The part through the variance is zero, because the sum of x - mean over a {words.Group} is zero.",
            $@"{Dl(Mean)} = -{Istd} \sum_{{i}} {Dl(Xhat)}");
        yield return new(
            "dx",
            DerivationPart.Backward,
            $@"{D(Xhat, X)} = {Istd}, \quad {D(Var, X)} = \frac{{2 (x_i - \mu)}}{{{words.Divisor.Text}}}, \quad {D(Mean, X)} = \frac{{1}}{{m}}",
            $"{Dl(X)} = {Dl(Xhat)} {D(Xhat, X)} + {Dl(Var)} {D(Var, X)} + {Dl(Mean)} {D(Mean, X)}",
            "Staged: the direct path, the variance path and the mean path.",
            $@"{Dl(X)} = {Dl(Xhat)} {Istd} + {Dl(Var)} \frac{{2 (x_i - \mu)}}{{{words.Divisor.Text}}} + {Dl(Mean)} \frac{{1}}{{m}}");
        yield return new(
            "dx",
            DerivationPart.Simplification,
            @"(\sigma^2 + \epsilon)^{-3/2} (x_i - \mu) (x_j - \mu) = \frac{\hat{x}_i \hat{x}_j}{\sqrt{\sigma^2 + \epsilon}}",
            $@"{Dl(X)} = {Dl(Xhat)} {Istd} - \frac{{\hat{{x}}_i}}{{{words.Divisor.AsFactor} \sqrt{{\sigma^2 + \epsilon}}}} \sum_{{j}} {Dl(@"\hat{x}_j")} \hat{{x}}_j - \frac{{1}}{{m \sqrt{{\sigma^2 + \epsilon}}}} \sum_{{j}} {Dl(@"\hat{x}_j")}",
            "Closed form: dvar and dmean put in, and istd / m taken out of the three paths.",
            $@"{Dl(X)} = \frac{{1}}{{m \sqrt{{\sigma^2 + \epsilon}}}} \left( m {Dl(Xhat)} - \sum_{{j}} {Dl(@"\hat{x}_j")} - {words.Divisor.RatioLatex}\hat{{x}}_i \sum_{{j}} {Dl(@"\hat{x}_j")} \hat{{x}}_j \right)");
    }

    private static IEnumerable<DerivationStep> WithoutMean(Notation words)
    {
        yield return new(
            "dx",
            DerivationPart.Backward,
            $@"{D(Xhat, X)} = {Istd}, \quad {D(Var, X)} = \frac{{2 x_i}}{{{words.Divisor.Text}}}",
            $"{Dl(X)} = {Dl(Xhat)} {D(Xhat, X)} + {Dl(Var)} {D(Var, X)}",
            "Staged: the direct path and the variance path; no mean is subtracted, so there is no mean path.",
            $@"{Dl(X)} = {Dl(Xhat)} {Istd} + {Dl(Var)} \frac{{2 x_i}}{{{words.Divisor.Text}}}");
        yield return new(
            "dx",
            DerivationPart.Simplification,
            @"(\sigma^2 + \epsilon)^{-3/2} x_i x_j = \frac{\hat{x}_i \hat{x}_j}{\sqrt{\sigma^2 + \epsilon}}",
            $@"{Dl(X)} = {Dl(Xhat)} {Istd} - \frac{{\hat{{x}}_i}}{{{words.Divisor.AsFactor} \sqrt{{\sigma^2 + \epsilon}}}} \sum_{{j}} {Dl(@"\hat{x}_j")} \hat{{x}}_j",
            "Closed form: dvar put in, and istd / m taken out of both paths.",
            $@"{Dl(X)} = \frac{{1}}{{m \sqrt{{\sigma^2 + \epsilon}}}} \left( m {Dl(Xhat)} - {words.Divisor.RatioLatex}\hat{{x}}_i \sum_{{j}} {Dl(@"\hat{x}_j")} \hat{{x}}_j \right)");
    }
}
