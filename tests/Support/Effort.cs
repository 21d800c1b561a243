namespace GradCheck.Testing;

/// <summary>
/// How much of a long test is done. By default a sample, the same each time, so that the tests take minutes; where
/// <c>GRADCHECK_COMPLETE=1</c> asks, as <c>.ci/run</c> does, all of it; where <c>GRADCHECK_LONG=1</c> asks, what takes a night.
/// </summary>
public static class Effort
{
    /// <summary>Whether a night's work is asked for.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("GRADCHECK_LONG") is not null;

    /// <summary>Whether all is asked for.</summary>
    public static bool IsComplete { get; } = IsLong || Environment.GetEnvironmentVariable("GRADCHECK_COMPLETE") == "1";

    /// <summary>How many tries.</summary>
    /// <param name="sample">By default.</param>
    /// <param name="complete">For all.</param>
    /// <param name="night">For a night; null for no more than all.</param>
    public static int Count(int sample, int complete, int? night = null) => IsLong ? night ?? complete : IsComplete ? complete : sample;

    /// <summary>The cases of a table: one of so many, or all.</summary>
    /// <typeparam name="T">What a case is.</typeparam>
    /// <param name="oneOf">Of how many one is taken by default.</param>
    /// <param name="all">All of them.</param>
    public static IEnumerable<T> Some<T>(int oneOf, IEnumerable<T> all) => all.Where((_, place) => IsComplete || place % oneOf == 0);
}
