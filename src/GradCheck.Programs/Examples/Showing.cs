using GradCheck.Programs.Numbers;

namespace GradCheck.Programs.Examples;

/// <summary>Whether a mistake shows in two numbers at a glance.</summary>
internal static class Showing
{
    /// <summary>Two numbers that are closer than this share have nearly the same first two digits.</summary>
    private const double Share = 0.05;

    /// <summary>A right value that is smaller throughout is one that only rounding or <c>eps</c> keeps from 0: no one works that out by hand.</summary>
    private const double Least = 0.01;

    /// <summary>No larger numbers are shown either.</summary>
    private const double Most = 1e4;

    /// <summary>Whether what a program gives is seen to be wrong; of an empty array there is nothing to see.</summary>
    public static bool Shows(Snapshot got, Snapshot right)
    {
        var largest = Largest(right);
        return got.Values.Length > 0 && largest is >= Least and <= Most && (!Near.Fits(got.Shape, right.Shape) || Differs(got, right, largest));
    }

    /// <summary>Whether two values of one shape differ in the first two digits of some entry.</summary>
    public static bool Differs(Snapshot got, Snapshot right) => got.Values.Length != right.Values.Length || Differs(got, right, Math.Max(Largest(right), Largest(got)));

    /// <summary>The entry that differs most; null where the shapes differ.</summary>
    public static IReadOnlyList<int>? PlaceOf(Snapshot got, Snapshot right)
    {
        if (!Near.Fits(got.Shape, right.Shape))
        {
            return null;
        }

        var worst = 0;
        for (var k = 1; k < right.Values.Length; k++)
        {
            worst = !(Off(k) <= Off(worst)) ? k : worst;
        }

        var index = new int[right.Shape.Length];
        for (var axis = index.Length - 1; axis >= 0; axis--)
        {
            (worst, index[axis]) = Math.DivRem(worst, right.Shape[axis]);
        }

        return index;

        double Off(int k) => Math.Abs(got.Values[k] - right.Values[k]);
    }

    /// <summary>Whether two runs on nearly the same inputs give nearly the same: where they do not, there is a kink.</summary>
    public static bool IsNear(Snapshot value, Snapshot moved)
    {
        var most = Share / 2 * Math.Max(Largest(value), Least);
        return value.Values.Length == moved.Values.Length && value.Values.Zip(moved.Values).All(pair => Math.Abs(pair.First - pair.Second) <= most || !double.IsFinite(pair.First));
    }

    private static bool Differs(Snapshot got, Snapshot right, double largest)
    {
        for (var k = 0; k < right.Values.Length; k++)
        {
            var off = Math.Abs(got.Values[k] - right.Values[k]);
            if (!double.IsFinite(off) || (off > Share * largest && off > Share * Math.Abs(right.Values[k])))
            {
                return true;
            }
        }

        return false;
    }

    private static double Largest(Snapshot value) => value.Values.Length == 0 ? 0 : value.Values.Max(Math.Abs);
}
