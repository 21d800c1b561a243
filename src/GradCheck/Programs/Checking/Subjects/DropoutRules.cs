namespace GradCheck.Programs.Checking.Subjects;

/// <summary>What an inverted dropout may give, whatever it draws.</summary>
internal static class DropoutRules
{
    /// <summary>What is wrong with an output; null where nothing is.</summary>
    /// <param name="x">The input, no entry 0.</param>
    /// <param name="output">The output.</param>
    /// <param name="p">The probability in the arguments: to keep, or (in older versions of the course) to drop.</param>
    public static string? CodeOf(ReadOnlySpan<double> x, Snapshot? output, double p)
    {
        if (output is null || output.Values.Length != x.Length)
        {
            return "unknown";
        }

        var kept = 0;
        double? scale = null;
        for (var k = 0; k < x.Length; k++)
        {
            var ratio = output.Values[k] / x[k];
            if (ratio == 0)
            {
                continue;
            }

            kept++;
            scale ??= ratio;
            if (!(Math.Abs(ratio - scale.Value) <= 1e-9 * Math.Abs(scale.Value)))
            {
                return "unknown";
            }
        }

        // The share that is kept may be off by five standard deviations of as many draws.
        var (share, allowed) = ((double)kept / x.Length, 5 * Math.Sqrt(p * (1 - p) / x.Length));
        if (scale is not { } factor)
        {
            return "dropout_wrong_rate";
        }

        foreach (var keep in new[] { p, 1 - p })
        {
            if (Math.Abs(share - keep) <= allowed)
            {
                return Math.Abs((factor * keep) - 1) <= 1e-9 ? null : Math.Abs(factor - 1) <= 1e-9 ? "dropout_not_scaled" : "dropout_wrong_scale";
            }
        }

        return "dropout_wrong_rate";
    }
}
