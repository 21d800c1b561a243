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

    /// <summary>Whether the function is no layer of the course: more is tried then, since nothing is known of it beforehand.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Whether the line belongs to the way back of such a function.</summary>
    public bool IsWide => IsCustom && !IsForward;

    /// <summary>Whether the forward pass divides by one less than a count anywhere.</summary>
    public bool HasUnbiased { get; init; }

    /// <summary>The small number that stands in the forward function where eps belongs; null where there is none.</summary>
    public double? SmallNumber { get; init; }

    /// <summary>The texts that the program takes entries of dictionaries by.</summary>
    public IReadOnlyCollection<string> Keys { get; init; } = [];

    /// <summary>The names that entries are taken from by such a text: <c>cache</c> in <c>cache["x"]</c>.</summary>
    public IReadOnlyCollection<string> Holders { get; init; } = [];

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

    /// <summary>The most axes that any array here has; where none is known, as many as are met.</summary>
    public int Rank => Names.Values.Select(value => value.Shape.Length).Append(0).Max() is > 0 and var rank ? rank : MostAxes;

    private const int MostAxes = 5;

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

        return Eps is null && SmallNumber is { } small ? new FloatLiteral(small, at) : Build.Name(Eps ?? GivenEps, at);
    }

    private IEnumerable<string> Named(Predicate<Snapshot> holds) => Names.Where(item => holds(item.Value)).Select(item => item.Key);

    /// <summary>What the course takes where the dictionary has no eps.</summary>
    private const double DefaultEps = 1e-5;
}
