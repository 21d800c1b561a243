using GradCheck.Programs.Dialects;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Edits;

/// <summary>What an edit of a line may draw on.</summary>
/// <param name="Names">The names that have numbers where the line stands, with their values.</param>
/// <param name="Idioms">How the program writes what its array library does.</param>
/// <param name="IsForward">Whether the line belongs to the forward pass.</param>
internal sealed record EditScope(IReadOnlyDictionary<string, Snapshot> Names, Idioms Idioms, bool IsForward)
{
    /// <summary>What eps is called where the function has none: no name of Python, so that it can meet none of the program's.</summary>
    public const string GivenEps = "eps of the case";

    /// <summary>Whether the line makes a whole number: a count or a size.</summary>
    public bool MakesCount { get; init; }

    /// <summary>The parameter that holds the dictionary with eps, such as <c>bn_param</c>; null where there is none.</summary>
    public string? Settings { get; init; }

    /// <summary>The parameters of the function.</summary>
    public IReadOnlySet<string> Parameters { get; init; } = new HashSet<string>();

    /// <summary>The output of the forward pass; null where it is not known.</summary>
    public Snapshot? Out { get; init; }

    /// <summary>The name of eps here; null where the function has none.</summary>
    public string? Eps => Names
        .FirstOrDefault(item => Roles.Of(item.Key) == Role.Eps && item.Value is { IsDiscrete: false, Values.Length: 1 }).Key;

    /// <summary>Names of whole numbers above 1: counts.</summary>
    public IEnumerable<string> Counts => Named(value => value is { IsDiscrete: true, Shape: [], Values: [> 1] });

    /// <summary>Names of arrays of floats.</summary>
    public IEnumerable<string> Arrays => Named(value => value is { IsDiscrete: false, Shape.Length: > 0 });

    /// <summary>Names of single floats, such as <c>keep_prob</c>.</summary>
    public IEnumerable<string> Numbers =>
        Named(value => value is { IsDiscrete: false, Values.Length: 1, Shape: [] }).Where(name => Roles.Of(name) != Role.Eps);

    /// <summary>Names of how far a window moves.</summary>
    public IEnumerable<string> Strides => Names.Keys
        .Where(name => IsCount(name) && (name is "s" or "S" || name.Contains("stride", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Names of how many rows of zeros are put around an image.</summary>
    public IEnumerable<string> Pads => Names.Keys.Where(name => IsCount(name) && Roles.Plain(name) is "p" or "pad" or "padding");

    /// <summary>Whether a name holds a whole number.</summary>
    public bool IsCount(string name) => Names.TryGetValue(name, out var value) && value is { IsDiscrete: true, Shape: [] };

    /// <summary>Whether a name holds an array of floats.</summary>
    public bool IsArray(string name) => Names.TryGetValue(name, out var value) && value is { IsDiscrete: false, Shape.Length: > 0 };

    /// <summary>eps as it can be written at this place.</summary>
    public Expression EpsAt(Span at)
    {
        if (Eps is null && Settings is { } settings)
        {
            var get = new AttributeExpression(Build.Name(settings, at), "get", at);
            return new CallExpression(get, [new StringLiteral("eps", at), new FloatLiteral(DefaultEps, at)], [], at);
        }

        return Build.Name(Eps ?? GivenEps, at);
    }

    private IEnumerable<string> Named(Predicate<Snapshot> holds) => Names.Where(item => holds(item.Value)).Select(item => item.Key);

    /// <summary>What the course takes where the dictionary has no eps.</summary>
    private const double DefaultEps = 1e-5;
}
