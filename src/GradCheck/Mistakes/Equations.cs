using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Mistakes;

/// <summary>The lines of the derivation that mistakes break, in LaTeX. They are written by <see cref="On"/>.</summary>
internal static class Equations
{
    // Where a layer's divisor of the variance stands, and what is left of it in a bracket that m was taken out of.
    private const string Divisor = "<divisor>";
    private const string Ratio = "<ratio>";

    public const string Mean = @"\mu = \frac{1}{m} \sum_{i} x_i";

    public const string Var = @"\sigma^2 = \frac{1}{" + Divisor + @"} \sum_{i} (x_i - \mu)^2";

    public const string Xhat = @"\hat{x}_i = \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}}";

    public const string Out = @"y_i = \gamma \hat{x}_i + \beta";

    public const string Dgamma = @"\frac{\partial L}{\partial \gamma} = \sum_{i} \frac{\partial L}{\partial y_i} \hat{x}_i";

    public const string Dbeta = @"\frac{\partial L}{\partial \beta} = \sum_{i} \frac{\partial L}{\partial y_i}";

    public const string Dxhat = @"\frac{\partial L}{\partial \hat{x}_i} = \frac{\partial L}{\partial y_i} \gamma";

    public const string Dvar = @"\frac{\partial L}{\partial \sigma^2} = -\frac{1}{2} (\sigma^2 + \epsilon)^{-3/2} \sum_{i} \frac{\partial L}{\partial \hat{x}_i} (x_i - \mu)";

    public const string Dmean = @"\frac{\partial L}{\partial \mu} = -\frac{1}{\sqrt{\sigma^2 + \epsilon}} \sum_{i} \frac{\partial L}{\partial \hat{x}_i}";

    public const string Direct = @"\frac{\partial L}{\partial \hat{x}_i} \frac{\partial \hat{x}_i}{\partial x_i} = \frac{\partial L}{\partial \hat{x}_i} \frac{1}{\sqrt{\sigma^2 + \epsilon}}";

    public const string VariancePath = @"\frac{\partial L}{\partial \sigma^2} \frac{\partial \sigma^2}{\partial x_i} = \frac{\partial L}{\partial \sigma^2} \frac{2 (x_i - \mu)}{" + Divisor + @"}";

    public const string MeanPath = @"\frac{\partial L}{\partial \mu} \frac{\partial \mu}{\partial x_i} = \frac{\partial L}{\partial \mu} \frac{1}{m}";

    public const string Staged = @"\frac{\partial L}{\partial x_i} = \frac{\partial L}{\partial \hat{x}_i} \frac{1}{\sqrt{\sigma^2 + \epsilon}} + \frac{\partial L}{\partial \sigma^2} \frac{2 (x_i - \mu)}{" + Divisor + @"} + \frac{\partial L}{\partial \mu} \frac{1}{m}";

    public const string Closed = @"\frac{\partial L}{\partial x_i} = \frac{1}{m \sqrt{\sigma^2 + \epsilon}} \left( m \frac{\partial L}{\partial \hat{x}_i} - \sum_{j} \frac{\partial L}{\partial \hat{x}_j} - " + Ratio + @"\hat{x}_i \sum_{j} \frac{\partial L}{\partial \hat{x}_j} \hat{x}_j \right)";

    public const string RunningMean = @"\text{running\_mean} \leftarrow \text{momentum} \cdot \text{running\_mean} + (1 - \text{momentum}) \, \mu";

    public const string RunningVar = @"\text{running\_var} \leftarrow \text{momentum} \cdot \text{running\_var} + (1 - \text{momentum}) \, \sigma^2";

    // Where no mean is subtracted.
    private static readonly Dictionary<string, string> WithoutMean = new()
    {
        [Mean] = @"\sigma^2 = \frac{1}{" + Divisor + @"} \sum_{i} x_i^2",
        [Var] = @"\sigma^2 = \frac{1}{" + Divisor + @"} \sum_{i} x_i^2",
        [Xhat] = @"\hat{x}_i = \frac{x_i}{\sqrt{\sigma^2 + \epsilon}}",
        [Dvar] = @"\frac{\partial L}{\partial \sigma^2} = -\frac{1}{2} (\sigma^2 + \epsilon)^{-3/2} \sum_{i} \frac{\partial L}{\partial \hat{x}_i} x_i",
        [VariancePath] = VariancePath.Replace(@"(x_i - \mu)", "x_i", StringComparison.Ordinal),
        [Staged] = @"\frac{\partial L}{\partial x_i} = \frac{\partial L}{\partial \hat{x}_i} \frac{1}{\sqrt{\sigma^2 + \epsilon}} + \frac{\partial L}{\partial \sigma^2} \frac{2 x_i}{" + Divisor + @"}",
        [Closed] = @"\frac{\partial L}{\partial x_i} = \frac{1}{m \sqrt{\sigma^2 + \epsilon}} \left( m \frac{\partial L}{\partial \hat{x}_i} - " + Ratio + @"\hat{x}_i \sum_{j} \frac{\partial L}{\partial \hat{x}_j} \hat{x}_j \right)",
    };

    /// <summary>A line as it stands in the derivation of a layer.</summary>
    public static string On(Layer layer, string equation) =>
        (!layer.SubtractsMean && WithoutMean.TryGetValue(equation, out var other) ? other : equation)
            .Replace(Divisor, layer.Divisor.Text, StringComparison.Ordinal)
            .Replace(Ratio, layer.Divisor.RatioLatex, StringComparison.Ordinal);

    /// <summary>The line that gives a tensor.</summary>
    public static string Of(TensorId tensor) => tensor switch
    {
        TensorId.Mean => Mean,
        TensorId.Var => Var,
        TensorId.Xhat => Xhat,
        TensorId.Out => Out,
        TensorId.Dgamma => Dgamma,
        TensorId.Dbeta => Dbeta,
        TensorId.Dxhat => Dxhat,
        TensorId.Dvar => Dvar,
        TensorId.Dmean => Dmean,
        TensorId.Dx => Staged,
        TensorId.RunningMean => RunningMean,
        _ => RunningVar,
    };
}
