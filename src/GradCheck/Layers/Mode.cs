namespace GradCheck.Layers;

/// <summary>Which statistics a layer normalizes with.</summary>
public enum Mode
{
    /// <summary>The batch's own mean and variance, through which gradients flow.</summary>
    Train,

    /// <summary>The running mean and variance, which are constants: <c>dx = dout * gamma * istd</c>.</summary>
    Eval,
}
