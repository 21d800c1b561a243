namespace GradCheck.Layers;

/// <summary>What a layer is run with, beside its tensors. The defaults are those of CS231n.</summary>
public sealed record LayerOptions
{
    /// <summary>The default of <see cref="Eps"/>, 1e-5.</summary>
    public const double DefaultEps = 1e-5;

    /// <summary>The default of <see cref="Momentum"/>, 0.9.</summary>
    public const double DefaultMomentum = 0.9;

    private readonly double eps = DefaultEps;
    private readonly double momentum = DefaultMomentum;

    /// <summary>The constant added to the variance under the root. 0 or more, finite; 1e-5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Eps
    {
        get => eps;
        init => eps = double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "eps is finite and 0 or more");
    }

    /// <summary>The share of the old running statistics that an update keeps, as in CS231n. From 0 to 1; 0.9 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double Momentum
    {
        get => momentum;
        init => momentum = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "momentum is from 0 to 1");
    }

    /// <summary>Into how many groups the channels of a sample are cut, for a layer that takes that; null for the others.</summary>
    public int? Groups { get; init; }

    /// <summary>Which statistics to normalize with; the batch's own by default.</summary>
    public Mode Mode { get; init; }

    /// <summary>The running statistics: needed in <see cref="Mode.Eval"/>, updated in <see cref="Mode.Train"/> where given.</summary>
    public RunningStatistics? Running { get; init; }
}
