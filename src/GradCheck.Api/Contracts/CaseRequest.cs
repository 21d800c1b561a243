namespace GradCheck.Api.Contracts;

/// <summary>Which case to make: the seed of the path, and the query as it was written.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Query">The parameters of the query by name; several of one name are several entries.</param>
public sealed record CaseRequest(string Seed, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    /// <summary>The request of an HTTP request.</summary>
    /// <param name="seed">The seed of its path.</param>
    /// <param name="query">Its query.</param>
    public static CaseRequest From(string seed, IQueryCollection query) =>
        new(seed, Entries(query));

    /// <summary>The parameters of a query, each time that it is given.</summary>
    /// <param name="query">The query.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Entries(IQueryCollection query) =>
        [.. from entry in query from value in entry.Value select KeyValuePair.Create(entry.Key, value ?? string.Empty)];

    /// <summary>A parameter of the query; null where it was left out.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name] => Query.FirstOrDefault(entry => entry.Key == name).Value;
}
