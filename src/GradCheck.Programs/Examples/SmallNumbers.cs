using GradCheck.Cases;

namespace GradCheck.Programs.Examples;

/// <summary>Whole numbers from -3 to 3, the same each time.</summary>
/// <param name="fill">Which of the fills of one shape: the first are the plainest.</param>
internal sealed class SmallNumbers(int fill)
{
    /// <summary>So many fills are tried for one shape.</summary>
    public const int Fills = 6;

    /// <summary>From this fill on, eps is 1, so that mistakes of eps show.</summary>
    private const int FirstWithEps = 4;

    private readonly Pcg32 random = new((ulong)fill, 41);

    /// <summary>Whether scales are 1 and shifts 0.</summary>
    public bool IsPlain => fill < 2;

    /// <summary>The constant under the root.</summary>
    /// <param name="usual">What it usually is.</param>
    public double Eps(double usual) => fill < FirstWithEps ? usual : 1;

    /// <summary>Numbers for an input: all different as far as that goes, so that two maxima are rare.</summary>
    /// <param name="count">How many.</param>
    public double[] Different(int count)
    {
        double[] all = [1, -2, 3, -1, 2, -3, 0];
        var made = new double[count];
        for (var k = 0; k < count; k++)
        {
            var from = k % all.Length;
            if (from == 0 && (fill > 0 || k > 0))
            {
                Shuffle(all);
            }

            made[k] = all[from];
        }

        return made;
    }

    /// <summary>Numbers for a gradient that comes in: in the first fill a one and zeros.</summary>
    /// <param name="count">How many.</param>
    public double[] Incoming(int count) => fill == 0 && count > 0 ? [1, .. new double[count - 1]] : Different(count);

    /// <summary>Numbers for a scale.</summary>
    /// <param name="count">How many.</param>
    public double[] Scales(int count) => [.. Enumerable.Range(0, count).Select(_ => IsPlain ? 1.0 : 1 + (random.Next() % 3))];

    /// <summary>Numbers for a shift.</summary>
    /// <param name="count">How many.</param>
    public double[] Shifts(int count) => [.. Enumerable.Range(0, count).Select(_ => IsPlain ? 0.0 : (double)(random.Next() % 3) - 1)];

    /// <summary>Labels below a limit.</summary>
    /// <param name="count">How many.</param>
    /// <param name="limit">The number of classes.</param>
    public long[] Labels(int count, int limit) => [.. Enumerable.Range(0, count).Select(k => fill == 0 ? k % limit : random.Next() % limit)];

    private void Shuffle(double[] numbers)
    {
        for (var k = numbers.Length - 1; k > 0; k--)
        {
            var other = (int)(random.Next() % (uint)(k + 1));
            (numbers[k], numbers[other]) = (numbers[other], numbers[k]);
        }
    }
}
