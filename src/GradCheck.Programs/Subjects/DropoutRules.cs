using GradCheck.Programs.Numbers;

namespace GradCheck.Programs.Subjects;

/// <summary>What an inverted dropout may give, whatever it draws.</summary>
internal static class DropoutRules
{
    /// <summary>What comes through depends on the values, and not on chance alone.</summary>
    public const string DependsOnX = "dropout_depends_on_x";

    /// <summary>So many values of a sign do not all drop out by chance.</summary>
    private const int Enough = 50;

    /// <summary>What is wrong with an output; null where nothing is.</summary>
    /// <param name="x">The input, no entry 0.</param>
    /// <param name="output">The output.</param>
    /// <param name="p">The probability in the arguments: to keep, or (in older versions of the course) to drop.</param>
    public static string? CodeOf(Snapshot x, Snapshot? output, double p)
    {
        if (output is null || output.Values.Length != x.Values.Length)
        {
            return "unknown";
        }

        var ratios = output.Values.Zip(x.Values, (made, value) => made / value).ToArray();
        var kept = ratios.Where(ratio => ratio != 0).ToArray();
        if (kept.Length == 0)
        {
            return "dropout_wrong_rate";
        }

        if (!Array.TrueForAll(kept, ratio => Math.Abs(ratio - kept[0]) <= 1e-9 * Math.Abs(kept[0])))
        {
            return "unknown";
        }

        if (OnlyOneSign(x.Values, ratios))
        {
            return DependsOnX;
        }

        if (kept.Length < ratios.Length && IsSharedByRows(x.Shape, ratios))
        {
            return "dropout_shared_mask";
        }

        // The share that is kept may be off by five standard deviations of as many draws.
        var (share, allowed) = ((double)kept.Length / ratios.Length, 5 * Math.Sqrt(p * (1 - p) / ratios.Length));
        foreach (var keep in new[] { p, 1 - p })
        {
            if (Math.Abs(share - keep) <= allowed)
            {
                return Math.Abs((kept[0] * keep) - 1) <= 1e-9 ? null : Math.Abs(kept[0] - 1) <= 1e-9 ? "dropout_not_scaled" : "dropout_wrong_scale";
            }
        }

        return "dropout_wrong_rate";
    }

    /// <summary>Whether nothing negative, or nothing positive, ever comes through: what is drawn knows nothing of the sign.</summary>
    private static bool OnlyOneSign(double[] x, double[] ratios)
    {
        bool Comes(int sign) => x.Where((value, k) => Math.Sign(value) == sign && ratios[k] != 0).Any();
        bool Is(int sign) => x.Count(value => Math.Sign(value) == sign) > Enough;
        return Is(1) && Is(-1) && Comes(1) != Comes(-1);
    }

    /// <summary>Whether the same columns are dropped in every row, or the same rows in every column.</summary>
    private static bool IsSharedByRows(int[] shape, double[] ratios)
    {
        if (shape is not [> 1, > 1])
        {
            return false;
        }

        var (rows, columns) = (shape[0], shape[1]);
        bool IsDropped(int i, int j) => ratios[(i * columns) + j] == 0;
        return Enumerable.Range(0, columns).All(j => Enumerable.Range(1, rows - 1).All(i => IsDropped(i, j) == IsDropped(0, j)))
            || Enumerable.Range(0, rows).All(i => Enumerable.Range(1, columns - 1).All(j => IsDropped(i, j) == IsDropped(i, 0)));
    }
}
