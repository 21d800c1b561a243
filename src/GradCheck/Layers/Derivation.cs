using System.Collections.Immutable;

namespace GradCheck.Layers;

/// <summary>The lines of the derivation, written over one group of <c>m</c> elements.</summary>
/// <remarks>
/// Source: K. Zakka, "Deriving the Gradient for the Backward Pass of Batch Normalization"; Ioffe and Szegedy 2015,
/// section 3. The post walks five cells from left to right: <c>f(y), y(xhat, gamma, beta), xhat(x, mu, sigma^2),
/// sigma^2(x, mu), mu(x)</c>.
/// </remarks>
internal static class Derivation
{
    /// <summary>For layers that subtract the mean and divide by the standard deviation.</summary>
    public static ImmutableArray<Formula> OfStandardized { get; } =
    [
        new("mean", @"\mu = \frac{1}{m} \sum_{i} x_i", "The mean of the group."),
        new("var", @"\sigma^2 = \frac{1}{m} \sum_{i} (x_i - \mu)^2", "The biased variance of the group."),
        new("xhat", @"\hat{x}_i = \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}}", "The normalized batch; istd is 1 / sqrt(var + eps)."),
        new("out", @"y_i = \gamma \hat{x}_i + \beta", "Scaled and shifted."),
        new("dgamma", @"\frac{\partial L}{\partial \gamma} = \sum_{i} \frac{\partial L}{\partial y_i} \hat{x}_i", "Over the elements that the parameter scales."),
        new("dbeta", @"\frac{\partial L}{\partial \beta} = \sum_{i} \frac{\partial L}{\partial y_i}", "Over the elements that the parameter shifts."),
        new("dxhat", @"\frac{\partial L}{\partial \hat{x}_i} = \frac{\partial L}{\partial y_i} \gamma", "Back through the scale."),
        new("dvar", @"\frac{\partial L}{\partial \sigma^2} = -\frac{1}{2} (\sigma^2 + \epsilon)^{-3/2} \sum_{i} \frac{\partial L}{\partial \hat{x}_i} (x_i - \mu)", "Every element of the group depends on its variance."),
        new("dmean", @"\frac{\partial L}{\partial \mu} = -\frac{1}{\sqrt{\sigma^2 + \epsilon}} \sum_{i} \frac{\partial L}{\partial \hat{x}_i}", "The part through the variance is zero, because the sum of x - mean is zero."),
        new("dx", @"\frac{\partial L}{\partial x_i} = \frac{\partial L}{\partial \hat{x}_i} \frac{1}{\sqrt{\sigma^2 + \epsilon}} + \frac{\partial L}{\partial \sigma^2} \frac{2 (x_i - \mu)}{m} + \frac{\partial L}{\partial \mu} \frac{1}{m}", "Staged: the direct path, the variance path and the mean path."),
        new("dx", @"\frac{\partial L}{\partial x_i} = \frac{1}{m \sqrt{\sigma^2 + \epsilon}} \left( m \frac{\partial L}{\partial \hat{x}_i} - \sum_{j} \frac{\partial L}{\partial \hat{x}_j} - \hat{x}_i \sum_{j} \frac{\partial L}{\partial \hat{x}_j} \hat{x}_j \right)", "Closed form: the three paths put together."),
    ];

    /// <summary>For layers that divide by the root of the mean square and subtract no mean.</summary>
    public static ImmutableArray<Formula> OfScaled { get; } =
    [
        new("var", @"\sigma^2 = \frac{1}{m} \sum_{i} x_i^2", "The mean square of the group; no mean is subtracted."),
        new("xhat", @"\hat{x}_i = \frac{x_i}{\sqrt{\sigma^2 + \epsilon}}", "The normalized batch; istd is 1 / sqrt(var + eps)."),
        new("out", @"y_i = \gamma \hat{x}_i + \beta", "Scaled and shifted."),
        new("dgamma", @"\frac{\partial L}{\partial \gamma} = \sum_{i} \frac{\partial L}{\partial y_i} \hat{x}_i", "Over the elements that the parameter scales."),
        new("dbeta", @"\frac{\partial L}{\partial \beta} = \sum_{i} \frac{\partial L}{\partial y_i}", "Over the elements that the parameter shifts."),
        new("dxhat", @"\frac{\partial L}{\partial \hat{x}_i} = \frac{\partial L}{\partial y_i} \gamma", "Back through the scale."),
        new("dvar", @"\frac{\partial L}{\partial \sigma^2} = -\frac{1}{2} (\sigma^2 + \epsilon)^{-3/2} \sum_{i} \frac{\partial L}{\partial \hat{x}_i} x_i", "Every element of the group depends on its mean square."),
        new("dx", @"\frac{\partial L}{\partial x_i} = \frac{\partial L}{\partial \hat{x}_i} \frac{1}{\sqrt{\sigma^2 + \epsilon}} + \frac{\partial L}{\partial \sigma^2} \frac{2 x_i}{m}", "Staged: the direct path and the variance path; there is no mean path."),
        new("dx", @"\frac{\partial L}{\partial x_i} = \frac{1}{m \sqrt{\sigma^2 + \epsilon}} \left( m \frac{\partial L}{\partial \hat{x}_i} - \hat{x}_i \sum_{j} \frac{\partial L}{\partial \hat{x}_j} \hat{x}_j \right)", "Closed form: both paths put together."),
    ];
}
