namespace GradCheck.Python.Values;

/// <summary>The arguments of a call, by parameter.</summary>
/// <param name="values">One value a parameter.</param>
/// <param name="rest">What <c>*args</c> took.</param>
/// <param name="keywords">What <c>**kwargs</c> took.</param>
internal sealed class BoundArguments(IReadOnlyDictionary<string, Value> values, IReadOnlyList<Value> rest, IReadOnlyList<KeyValuePair<string, Value>> keywords)
{
    /// <summary>The argument of a parameter; its default where none was given.</summary>
    public Value this[string name] => values[name];

    /// <summary>The parameters.</summary>
    public IEnumerable<string> Names => values.Keys;

    public IReadOnlyList<Value> Rest { get; } = rest;

    public IReadOnlyList<KeyValuePair<string, Value>> Keywords { get; } = keywords;

    /// <summary>Whether a parameter has a value other than <c>None</c>.</summary>
    public bool Has(string name) => values[name] is not NoneValue;
}
