namespace GradCheck.Layers;

/// <summary>What a layer is run with, beside its tensors. The defaults are those of CS231n.</summary>
public sealed record LayerOptions
{
    /// <summary>The default of <see cref="Eps"/>, 1e-5.</summary>
    public const double DefaultEps = 1e-5;

    /// <summary>The default of <see cref="Momentum"/>, 0.9.</summary>
    public const double DefaultMomentum = 0.9;

    /// <summary>The momentum of the new sample that goes with <see cref="MomentumOf.New"/>, PyTorch's default: 0.1.</summary>
    public const double DefaultMomentumOfNew = 0.1;

    private readonly double eps = DefaultEps;
    private readonly int ddof;
    private readonly int? runningDdof;
    private readonly double? momentum;

    /// <summary>The constant added to the variance under the root. 0 or more, finite; 1e-5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Eps
    {
        get => eps;
        init => eps = double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "eps is finite and 0 or more");
    }

    /// <summary>The share of what <see cref="MomentumOf"/> says in an update of the running statistics. From 0 to 1; by default 0.9, and 0.1 of the new sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double Momentum
    {
        get => momentum ?? (MomentumOf == MomentumOf.New ? DefaultMomentumOfNew : DefaultMomentum);
        init => momentum = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "momentum is from 0 to 1");
    }

    /// <summary>Whether <see cref="Momentum"/> is the share of the old running statistics, as in CS231n, or of the new sample, as in PyTorch.</summary>
    public MomentumOf MomentumOf { get; init; }

    /// <summary>The share of the old running statistics that an update keeps.</summary>
    internal double ShareOfOld => MomentumOf == MomentumOf.New ? 1 - Momentum : Momentum;

    /// <summary>
    /// What is taken off the number <c>m</c> of elements in the divisor of the variance: 1 for Bessel's; 0, the default, for that
    /// of the layer, which is <c>m</c> but for a layer that says another.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither 0 nor 1.</exception>
    public int Ddof
    {
        get => ddof;
        init => ddof = RequireDdof(value);
    }

    /// <summary>The same of the variance that is averaged into the running one; null, the default, for that of <see cref="Ddof"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither 0 nor 1.</exception>
    public int? RunningDdof
    {
        get => runningDdof;
        init => runningDdof = value is { } given ? RequireDdof(given) : null;
    }

    /// <summary>Where the channels stand, for a layer that has them; after the samples by default.</summary>
    public ChannelOrder Channels { get; init; }

    /// <summary>
    /// How many of the last axes are normalized together, for a layer that normalizes trailing axes; null for the last one
    /// alone, and for the others.
    /// </summary>
    public int? NormalizedAxes { get; init; }

    /// <summary>Into how many groups the channels of a sample are cut, for a layer that takes that; null for the others.</summary>
    public int? Groups { get; init; }

    /// <summary>Which statistics to normalize with; the batch's own by default.</summary>
    public Mode Mode { get; init; }

    /// <summary>The running statistics: needed in <see cref="Mode.Eval"/>, updated in <see cref="Mode.Train"/> where given.</summary>
    public RunningStatistics? Running { get; init; }

    private static int RequireDdof(int value) => value is 0 or 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "ddof is 0 or 1");
}
