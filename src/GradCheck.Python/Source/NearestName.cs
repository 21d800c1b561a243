namespace GradCheck.Python.Source;

/// <summary>The known name that a misspelt one most likely meant.</summary>
public static class NearestName
{
    private const int LongestName = 64;

    /// <summary>Finds the nearest of several names.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="known">The names there are, at least one.</param>
    /// <returns>The name with the fewest insertions, deletions, substitutions and swaps of neighbours; the first of several.</returns>
    public static string Of(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        var written = (name.Length <= LongestName ? name : name[..LongestName]).ToLowerInvariant();
        return known.MinBy(candidate => Distance(written, candidate))!;
    }

    /// <summary>What to add to a sentence about an unknown name.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="known">The names there are.</param>
    /// <returns><c>; the nearest is eps</c>, where a name is near enough to be meant, or begins or is begun by the one written; else nothing.</returns>
    public static string Clause(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        var names = known as IReadOnlyCollection<string> ?? [.. known];
        var near = Near(name, names)
            ?? names.FirstOrDefault(candidate => Math.Min(candidate.Length, name.Length) >= 3
                && (candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(candidate, StringComparison.OrdinalIgnoreCase)));
        return near is null ? string.Empty : $"; the nearest is {near}";
    }

    /// <summary>What to add to the words of an error about an unknown name.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="known">The names there are.</param>
    /// <returns><c>. Did you mean: 'ivar'?</c>, as CPython words it, where a name is near enough; else nothing.</returns>
    public static string Hint(string name, IEnumerable<string> known) =>
        Near(name, known) is { } near ? $". Did you mean: '{near}'?" : string.Empty;

    /// <summary>Finds the nearest of several names, if it is near enough to be meant.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="known">The names there are; those that come first win a draw.</param>
    /// <returns>A name that shares at least half of its letters with the one written, or null.</returns>
    public static string? Near(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        var written = (name.Length <= LongestName ? name : name[..LongestName]).ToLowerInvariant();
        var (best, least) = ((string?)null, int.MaxValue);
        foreach (var candidate in known)
        {
            if (candidate.Length > LongestName || Math.Abs(candidate.Length - written.Length) > Math.Max(candidate.Length, written.Length) / 2)
            {
                continue;
            }

            var distance = Distance(written, candidate.ToLowerInvariant());
            if (distance < least && 2 * distance <= Math.Max(candidate.Length, written.Length) && distance < Math.Min(candidate.Length, written.Length))
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    // Optimal string alignment: edit distance with swaps of neighbours.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
