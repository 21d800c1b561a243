using System.Text.Json;

namespace GradCheck.Api.Fields;

/// <summary>The names that values of an enumeration have on the wire.</summary>
internal static class WireNames
{
    /// <summary>The names of all values, in their order.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    public static IReadOnlyList<string> Of<T>()
        where T : struct, Enum => Names<T>.All;

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly string[] All = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
    }
}
