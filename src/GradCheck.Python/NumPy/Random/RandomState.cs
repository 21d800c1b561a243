using GradCheck.Python.Builtins;

namespace GradCheck.Python.NumPy.Random;

/// <summary>Where the numbers of <c>np.random</c> come from in one run.</summary>
internal sealed class RandomState
{
    /// <summary>What a run starts from that was not seeded: always the same, so that a report can be repeated.</summary>
    public const uint Unseeded = 0;

    public MersenneTwister Generator { get; set; } = new(Unseeded);
}
