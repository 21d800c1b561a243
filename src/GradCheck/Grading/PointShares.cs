namespace GradCheck.Grading;

/// <summary>Points divided among cases so that the shares add up to them exactly.</summary>
internal static class PointShares
{
    /// <summary>To how many decimals a share is rounded: 10 points among three cases are 3.333333, 3.333334 and 3.333333.</summary>
    private const int Decimals = 6;

    /// <summary>Divides points in proportion to weights.</summary>
    /// <param name="points">The points.</param>
    /// <param name="weights">The weights, 0 or more, and not all 0.</param>
    /// <returns>A share a weight; together they are the points.</returns>
    public static decimal[] Split(decimal points, IReadOnlyList<decimal> weights)
    {
        var shares = new decimal[weights.Count];
        var (total, weight, given) = (weights.Sum(), 0m, 0m);
        for (var k = 0; k < shares.Length; k++)
        {
            // Where the sum should stand after this case; rounding it, not the share, keeps errors from adding up.
            weight += weights[k];
            var due = weight == total ? points : Math.Min(points, Math.Round(points * weight / total, Decimals));
            (shares[k], given) = (due - given, due);
        }

        return shares;
    }

    /// <summary>A part of a share, to as many decimals.</summary>
    /// <param name="share">The share.</param>
    /// <param name="part">The part of it, from 0 to 1.</param>
    public static decimal Part(decimal share, decimal part) => part == 1 ? share : Math.Min(share, Math.Round(share * part, Decimals));
}
