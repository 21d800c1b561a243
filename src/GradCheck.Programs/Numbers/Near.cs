using GradCheck.Comparison;
namespace GradCheck.Programs.Numbers;

/// <summary>Whether a student's numbers are the right ones.</summary>
/// <remarks>
/// The truth comes from reverse mode in doubles on the program's own forward pass, so it is exact to rounding and no
/// better. What is allowed is 1e-7 of the entry and of the largest entry: a thousand times what rounding does to a right
/// program on the cases here, and a thousandth of what the smallest known mistake does to a wrong one.
/// </remarks>
internal static class Near
{
    /// <summary>The share of an entry, and of the largest, that may be off.</summary>
    public const double Share = 1e-7;

    /// <summary>Whether two agree, shapes included; axes of length 1 are looked through.</summary>
    public static bool Holds(Snapshot value, Snapshot truth) => Fits(value.Shape, truth.Shape) && Close(value.Values, truth.Values);

    /// <summary>Whether the numbers agree, one by one.</summary>
    public static bool Close(ReadOnlySpan<double> values, ReadOnlySpan<double> truth)
    {
        if (values.Length != truth.Length)
        {
            return false;
        }

        double largest = 0;
        foreach (var entry in truth)
        {
            largest = double.IsFinite(entry) ? Math.Max(largest, Math.Abs(entry)) : largest;
        }

        // A truth of rounding errors alone (a sum that cancels) says nothing finer than this.
        var floor = Math.Max(Share * largest, 1e-13);
        for (var k = 0; k < values.Length; k++)
        {
            var near = double.IsFinite(truth[k]) && Math.Abs(values[k] - truth[k]) <= floor + (Share * Math.Abs(truth[k]));
            if (!near && !values[k].Equals(truth[k]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two shapes are the same but for axes of length 1.</summary>
    public static bool Fits(ReadOnlySpan<int> shape, ReadOnlySpan<int> right)
    {
        var at = 0;
        foreach (var size in shape)
        {
            if (size == 1)
            {
                continue;
            }

            while (at < right.Length && right[at] == 1)
            {
                at++;
            }

            if (at == right.Length || right[at++] != size)
            {
                return false;
            }
        }

        while (at < right.Length && right[at] == 1)
        {
            at++;
        }

        return at == right.Length;
    }

    /// <summary>How far a value is off, as a share of the largest entry of the truth: 0.01 is a hundredth, 8 is off by eight times its size; null where the shapes do not fit.</summary>
    public static double? Deviation(Snapshot? value, Snapshot truth)
    {
        if (value is null || !Fits(value.Shape, truth.Shape))
        {
            return null;
        }

        double most = 0, largest = 0;
        for (var k = 0; k < value.Values.Length; k++)
        {
            var off = Math.Abs(value.Values[k] - truth.Values[k]);
            most = double.IsFinite(off) ? Math.Max(most, off) : double.PositiveInfinity;
            largest = Math.Max(largest, Math.Abs(truth.Values[k]));
        }

        return most == 0 ? 0 : largest == 0 ? double.PositiveInfinity : most / largest;
    }

    /// <summary>CS231n's relative error: <c>max(|a - b| / max(1e-8, |a| + |b|))</c>; null where the shapes do not fit, 1 for what is not finite.</summary>
    public static double? Error(Snapshot? value, Snapshot truth)
    {
        if (value is null || !Fits(value.Shape, truth.Shape))
        {
            return null;
        }

        double largest = 0;
        for (var k = 0; k < value.Values.Length; k++)
        {
            var (a, b) = (value.Values[k], truth.Values[k]);
            largest = Math.Max(largest, a.Equals(b) ? 0 : double.IsFinite(a - b) ? Metrics.RelativeError(a, b) : 1);
        }

        return largest;
    }
}
