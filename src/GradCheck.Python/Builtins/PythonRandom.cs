using System.Numerics;

namespace GradCheck.Python.Builtins;

/// <summary>The generator behind Python's module <c>random</c>, bit for bit: the Mersenne Twister, seeded by the words of a whole number. A run that seeds it not has always the same, so that a report can be repeated.</summary>
internal sealed class PythonRandom
{
    // CPython's 4 * exp(-0.5) / sqrt(2).
    private static readonly double Magic = 4 * Math.Exp(-0.5) / Math.Sqrt(2.0);

    private MersenneTwister generator = new(Words(BigInteger.Zero));
    private double? spare;

    /// <summary>Begins anew.</summary>
    /// <param name="seed">The seed; its sign does not count.</param>
    public void Seed(BigInteger seed) => (generator, spare) = (new(Words(BigInteger.Abs(seed))), null);

    /// <summary>A float in [0, 1).</summary>
    public double Next() => generator.NextDouble();

    /// <summary>A whole number of so many bits, up to 64.</summary>
    public ulong Bits(int count) =>
        count == 0 ? 0
        : count <= 32 ? generator.NextUInt32() >> (32 - count)
        : generator.NextUInt32() | ((ulong)(generator.NextUInt32() >> (64 - count)) << 32);

    /// <summary>A whole number from 0 on, less than a limit above 0.</summary>
    public long Below(long limit)
    {
        var bits = 64 - BitOperations.LeadingZeroCount((ulong)limit);
        ulong drawn;
        do
        {
            drawn = Bits(bits);
        }
        while (drawn >= (ulong)limit);

        return (long)drawn;
    }

    /// <summary>A normal deviate as <c>random.gauss</c> makes them, two at a time.</summary>
    public double Gauss()
    {
        if (spare is { } kept)
        {
            spare = null;
            return kept;
        }

        var angle = Next() * (2 * Math.PI);
        var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - Next()));
        spare = Math.Sin(angle) * radius;
        return Math.Cos(angle) * radius;
    }

    /// <summary>A normal deviate as <c>random.normalvariate</c> makes them (Kinderman and Monahan 1977).</summary>
    public double Normal()
    {
        while (true)
        {
            var first = Next();
            var second = 1.0 - Next();
            var ratio = Magic * (first - 0.5) / second;
            if (ratio * ratio / 4.0 <= -Math.Log(second))
            {
                return ratio;
            }
        }
    }

    private static uint[] Words(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true);
        var words = new uint[Math.Max(1, (bytes.Length + 3) / 4)];
        for (var k = 0; k < bytes.Length; k++)
        {
            words[k / 4] |= (uint)bytes[k] << (8 * (k % 4));
        }

        return words;
    }
}
