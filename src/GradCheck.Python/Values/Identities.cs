using System.Globalization;

namespace GradCheck.Python.Values;

/// <summary>Tells objects apart that are the same only as themselves, as keys of a dictionary.</summary>
internal static class Identities
{
    private static long last;

    /// <summary>A text that no other object has.</summary>
    public static string Next() => "o" + Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
}
