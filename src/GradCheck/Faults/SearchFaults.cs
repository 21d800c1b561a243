using System.Diagnostics;

namespace GradCheck.Faults;

/// <summary>Faults of the checker's own search for causes: they end the search and never the answer.</summary>
/// <remarks>
/// A verdict is known before a cause is looked for, so it stands whatever becomes of the search. What ended it is told to
/// whoever listens to <see cref="ListenerName"/>; a service logs it.
/// </remarks>
public static class SearchFaults
{
    /// <summary>The name of the <see cref="DiagnosticListener"/> that faults are told to.</summary>
    public const string ListenerName = "GradCheck";

    /// <summary>The name of the event; what comes with it is a <see cref="SearchFault"/>.</summary>
    public const string EventName = "GradCheck.SearchFailed";

    /// <summary>The stable code of the warning that an answer carries.</summary>
    internal const string Code = "search_failed";

    /// <summary>The words of the warning.</summary>
    internal const string Words = "The search for the cause failed; the verdict stands.";

    private static readonly DiagnosticListener Listener = new(ListenerName);

    /// <summary>The part of the search that fails, for tests; null for none.</summary>
    internal static AsyncLocal<string?> Injected { get; } = new();

    /// <summary>A part of the search, or what stands in its place where it fails.</summary>
    /// <typeparam name="T">What it finds.</typeparam>
    /// <param name="part">Its name, for the log.</param>
    /// <param name="search">The search.</param>
    /// <param name="otherwise">Makes what is found where it fails.</param>
    internal static T Try<T>(string part, Func<T> search, Func<T> otherwise)
    {
        try
        {
            if (Injected.Value == part)
            {
                throw new InvalidOperationException($"a fault of {part} that a test asked for");
            }

            return search();
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            if (Listener.IsEnabled(EventName))
            {
                Listener.Write(EventName, new SearchFault(part, fault));
            }

            return otherwise();
        }
    }
}
