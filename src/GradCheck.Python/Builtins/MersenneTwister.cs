namespace GradCheck.Python.Builtins;

/// <summary>The generator behind <c>np.random.seed</c>: MT19937 (Matsumoto and Nishimura 1998), with NumPy's way of making doubles and bounded integers, bit for bit.</summary>
internal sealed class MersenneTwister
{
    private const int Length = 624;
    private const int Middle = 397;
    private readonly uint[] state = new uint[Length];
    private int at = Length;
    private double? spare;

    public MersenneTwister(uint seed)
    {
        for (var k = 0; k < Length; k++)
        {
            state[k] = seed;
            seed = (1812433253u * (seed ^ (seed >> 30))) + (uint)k + 1;
        }
    }

    /// <summary>Seeds with several numbers, as <c>np.random.seed([1, 2])</c>.</summary>
    public MersenneTwister(ReadOnlySpan<uint> seeds)
        : this(19650218u)
    {
        int i = 1, j = 0;
        for (var k = Math.Max(Length, seeds.Length); k > 0; k--)
        {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525u)) + seeds[j] + (uint)j;
            j = (j + 1) % seeds.Length;
            i = Next(i);
        }

        for (var k = Length - 1; k > 0; k--)
        {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941u)) - (uint)i;
            i = Next(i);
        }

        state[0] = 0x80000000u;
        at = Length;

        int Next(int place)
        {
            if (place + 1 < Length)
            {
                return place + 1;
            }

            state[0] = state[Length - 1];
            return 1;
        }
    }

    public uint NextUInt32()
    {
        if (at == Length)
        {
            Refill();
        }

        var y = state[at++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>A double in [0, 1), of 53 bits.</summary>
    public double NextDouble()
    {
        uint a = NextUInt32() >> 5, b = NextUInt32() >> 6;
        return ((a * 67108864.0) + b) / 9007199254740992.0;
    }

    /// <summary>A normal deviate by the polar method, which makes two at a time.</summary>
    public double NextGauss()
    {
        if (spare is { } kept)
        {
            spare = null;
            return kept;
        }

        double x, y, square;
        do
        {
            x = (2.0 * NextDouble()) - 1.0;
            y = (2.0 * NextDouble()) - 1.0;
            square = (x * x) + (y * y);
        }
        while (square is >= 1.0 or 0.0);

        var factor = Math.Sqrt(-2.0 * Math.Log(square) / square);
        spare = factor * x;
        return factor * y;
    }

    /// <summary>A whole number from 0 to a greatest, by masks and rejection.</summary>
    public ulong NextBounded(ulong greatest)
    {
        if (greatest == 0)
        {
            return 0;
        }

        var mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(greatest);
        ulong value;
        do
        {
            value = (greatest <= uint.MaxValue ? NextUInt32() : ((ulong)NextUInt32() << 32) | NextUInt32()) & mask;
        }
        while (value > greatest);

        return value;
    }

    private void Refill()
    {
        for (var k = 0; k < Length; k++)
        {
            var y = (state[k] & 0x80000000u) | (state[(k + 1) % Length] & 0x7fffffffu);
            state[k] = state[(k + Middle) % Length] ^ (y >> 1) ^ ((y & 1) == 0 ? 0u : 0x9908b0dfu);
        }

        at = 0;
    }
}
