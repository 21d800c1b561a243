namespace GradCheck.Api.Contracts;

/// <summary>Which derivation to tell: the query as it was written.</summary>
/// <param name="Query">The parameters of the query by name; several of one name are several entries.</param>
public sealed record DerivationQuery(IReadOnlyList<KeyValuePair<string, string>> Query)
{
    /// <summary>The parameters of the query by name, a mode under the name that it has here.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } =
        [.. Query.Select(entry => entry.Key == "mode" ? new(entry.Key, ModeNames.Of(entry.Value)) : entry)];
}
