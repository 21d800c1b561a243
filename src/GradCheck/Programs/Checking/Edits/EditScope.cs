using GradCheck.Programs.Checking.Pairing;

namespace GradCheck.Programs.Checking.Edits;

/// <summary>What an edit of a line may draw on.</summary>
/// <param name="Names">The names that have numbers where the line stands, with their values.</param>
/// <param name="NumPy">How the program calls NumPy: <c>np</c>.</param>
/// <param name="IsForward">Whether the line belongs to the forward pass.</param>
internal sealed record EditScope(IReadOnlyDictionary<string, Snapshot> Names, string NumPy, bool IsForward)
{
    /// <summary>Whether the line makes a whole number: a count or a size.</summary>
    public bool MakesCount { get; init; }

    /// <summary>The name of eps here; <c>eps</c> where the function has none, and an edited program is then given one.</summary>
    public string Eps => Names.Keys.FirstOrDefault(name => Roles.Of(name) == Role.Eps) ?? "eps";

    /// <summary>Names of whole numbers above 1: counts.</summary>
    public IEnumerable<string> Counts => Names.Where(item => item.Value is { IsDiscrete: true, Shape: [], Values: [> 1] }).Select(item => item.Key);

    /// <summary>Names of arrays of floats.</summary>
    public IEnumerable<string> Arrays => Names.Where(item => item.Value is { IsDiscrete: false, Shape.Length: > 0 }).Select(item => item.Key);

    /// <summary>Whether a name holds a whole number.</summary>
    public bool IsCount(string name) => Names.TryGetValue(name, out var value) && value is { IsDiscrete: true, Shape: [] };
}
