using GradCheck.Layers;

namespace GradCheck.Derivations;

/// <summary>The quantities that the backward pass differentiates: mean, variance, normalized batch, output.</summary>
internal static class ForwardSteps
{
    public static IEnumerable<DerivationStep> Of(Layer layer, Mode mode, Notation words)
    {
        var centered = layer.SubtractsMean ? @"x_i - \mu" : "x_i";
        if (mode == Mode.Eval)
        {
            yield return Step("mean", @"\mu = \mu_{\mathrm{running}}", $"The running mean of each {words.Group}: a constant, whatever the batch.");
            yield return Step("var", @"\sigma^2 = \sigma^2_{\mathrm{running}}", $"The running variance of each {words.Group}: a constant, whatever the batch.");
        }
        else if (layer.SubtractsMean)
        {
            yield return Step("mean", @"\mu = \frac{1}{m} \sum_{i} x_i", $"The mean of each {words.Group}, over its m = {words.Size} elements.");
            yield return Step("var", $@"\sigma^2 = \frac{{1}}{{{words.Divisor.Text}}} \sum_{{i}} (x_i - \mu)^2", VarianceOf(words));
        }
        else
        {
            yield return Step("var", $@"\sigma^2 = \frac{{1}}{{{words.Divisor.Text}}} \sum_{{i}} x_i^2", $"The mean square of each {words.Group}, over its m = {words.Size} elements; no mean is subtracted.");
        }

        yield return Step("xhat", $@"\hat{{x}}_i = \frac{{{centered}}}{{\sqrt{{\sigma^2 + \epsilon}}}}", "The normalized batch; istd is 1 / sqrt(var + eps).");
        yield return Step("out", $"{words.Y} = {words.Gamma} {words.Xhat} + {words.Beta}", $"Scaled and shifted, with one gamma and one beta a {words.Parameter}.");
    }

    private static string VarianceOf(Notation words)
    {
        var (divisor, declared) = (words.Divisor, words.Divisor == VarianceDivisor.Count ? string.Empty : $" (ddof = {words.Divisor.DdofText})");
        return $"The {divisor.Adjective}variance of each {words.Group}{declared}: the sum is divided by {divisor.Text}, not by {divisor.Mistaken.Text}.";
    }

    private static DerivationStep Step(string quantity, string definition, string sentence) =>
        new(quantity, DerivationPart.Forward, definition, null, sentence, definition);
}
