namespace GradCheck.Normalization;

/// <summary>The tensors that can be submitted, in the order of the staged computation: a later one is made of earlier ones.</summary>
/// <remarks>The running statistics come last: nothing else in a pass follows from them.</remarks>
public enum TensorId
{
    /// <summary>The mean of each group.</summary>
    Mean,

    /// <summary>The biased variance of each group.</summary>
    Var,

    /// <summary><c>(x - mean) * istd</c>.</summary>
    Xhat,

    /// <summary><c>gamma * xhat + beta</c>.</summary>
    Out,

    /// <summary>The gradient with respect to <c>gamma</c>.</summary>
    Dgamma,

    /// <summary>The gradient with respect to <c>beta</c>.</summary>
    Dbeta,

    /// <summary>The gradient with respect to <c>xhat</c>.</summary>
    Dxhat,

    /// <summary>The gradient with respect to <c>var</c>.</summary>
    Dvar,

    /// <summary>The gradient with respect to <c>mean</c>.</summary>
    Dmean,

    /// <summary>The gradient with respect to <c>x</c>.</summary>
    Dx,

    /// <summary>The updated running mean.</summary>
    RunningMean,

    /// <summary>The updated running variance.</summary>
    RunningVar,
}
