namespace GradCheck.Cases;

/// <summary>A portable generator of random numbers: the same seed gives the same bits on every machine, in every version.</summary>
/// <remarks>
/// PCG-XSH-RR with 64 bits of state and 32 of output; source: M. E. O'Neill, "PCG: A Family of Simple Fast
/// Space-Efficient Statistically Good Algorithms for Random Number Generation" (2014), <c>pcg32_srandom</c> and
/// <c>pcg32_random</c>. What is built on its output uses integers and correctly rounded operations alone.
/// </remarks>
public sealed class Pcg32
{
    private const ulong Multiplier = 6364136223846793005;

    /// <summary>How many uniform numbers make a normal one: their sum has variance 1.</summary>
    private const int Summands = 12;

    private readonly ulong increment;
    private ulong state;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Where it starts.</param>
    /// <param name="stream">Which of 2^63 sequences it is.</param>
    public Pcg32(ulong seed, ulong stream)
    {
        increment = (stream << 1) | 1;
        Next();
        state += seed;
        Next();
    }

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        var old = state;
        state = unchecked((old * Multiplier) + increment);
        var shifted = (uint)(((old >> 18) ^ old) >> 27);
        return uint.RotateRight(shifted, (int)(old >> 59));
    }

    /// <summary>A whole number, each with the same chance to within 2^-32 of it.</summary>
    /// <param name="least">The least.</param>
    /// <param name="most">The largest, not below <paramref name="least"/>.</param>
    public int Whole(int least, int most) => least + (int)((Next() * ((ulong)(uint)(most - least) + 1)) >> 32);

    /// <summary>A number from <paramref name="from"/> up to, and not including, <paramref name="to"/>: one of 2^32, evenly spaced.</summary>
    /// <param name="from">The least.</param>
    /// <param name="to">The bound.</param>
    public double Uniform(double from, double to) => from + ((to - from) * (Next() * (1.0 / (1L << 32))));

    /// <summary>A nearly normal number of mean 0 and variance 1, between -6 and 6.</summary>
    /// <remarks>
    /// The sum of twelve uniform numbers less 6 (Irwin and Hall), which needs no logarithm or cosine, whose last bits
    /// differ between machines. The sum is taken in integers and is exact.
    /// </remarks>
    public double Normal()
    {
        long sum = 0;
        for (var k = 0; k < Summands; k++)
        {
            sum += Next();
        }

        // Half a step each, so that the mean is 0 exactly.
        return ((2 * sum) + Summands - (Summands * (1L << 32))) * (1.0 / (1L << 33));
    }
}
