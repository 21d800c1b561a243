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
            yield return Step("var", $@"\sigma^2 = \frac{{1}}{{{words.VarCount}}} \sum_{{i}} (x_i - \mu)^2", layer.Ddof == 0
                ? $"The biased variance of each {words.Group}: the sum is divided by m, not by m - 1."
                : $"The unbiased variance of each {words.Group} (ddof = 1): the sum is divided by m - 1, not by m.");
        }
        else
        {
            yield return Step("var", $@"\sigma^2 = \frac{{1}}{{{words.VarCount}}} \sum_{{i}} x_i^2", $"The mean square of each {words.Group}, over its m = {words.Size} elements; no mean is subtracted.");
        }

        yield return Step("xhat", $@"\hat{{x}}_i = \frac{{{centered}}}{{\sqrt{{\sigma^2 + \epsilon}}}}", "The normalized batch; istd is 1 / sqrt(var + eps).");
        yield return Step("out", $"{words.Y} = {words.Gamma} {words.Xhat} + {words.Beta}", $"Scaled and shifted, with one gamma and one beta a {words.Parameter}.");
    }

    private static DerivationStep Step(string quantity, string definition, string sentence) =>
        new(quantity, DerivationPart.Forward, definition, null, sentence, definition);
}
