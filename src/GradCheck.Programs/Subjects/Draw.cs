using GradCheck.Cases;

namespace GradCheck.Programs.Subjects;

/// <summary>Numbers from a seed.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Draw(ulong seed)
{
    private readonly Pcg32 random = new(seed, 7);

    /// <summary>Normal ones.</summary>
    public double[] Normal(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Normal())];

    /// <summary>An array of normal ones.</summary>
    public double[] Normal(int[] shape) => Normal(shape.Aggregate(1, (a, b) => a * b));

    /// <summary>No entry where a kink could be met, at 0.</summary>
    public double[] AwayFromZero(int[] shape) => Array.ConvertAll(Normal(shape), value => value + (value < 0 ? -0.1 : 0.1));

    /// <summary>Labels, each class at least once where there are as many samples.</summary>
    public long[] Labels(int count, int classes) => [.. Enumerable.Range(0, count).Select(k => k < classes ? classes - 1 - k : (long)random.Whole(0, classes - 1))];
}
