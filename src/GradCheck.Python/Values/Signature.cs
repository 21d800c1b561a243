using System.Collections.Frozen;
using System.Numerics;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Python.Values;

/// <summary>The parameters of a function, of the library or of a program; those of the library are written as Python writes them: <c>a, axis=None, keepdims=False</c>, <c>*args</c>.</summary>
internal sealed class Signature
{
    private readonly (string Name, Value? Default)[] parameters;
    private readonly int positionals;
    private readonly bool positionalOnly;
    private readonly IReadOnlyDictionary<string, string> aliases;

    private Signature(string text, (string, Value?)[] parameters, int positionals, bool positionalOnly, string? rest, string? keywords, IReadOnlyDictionary<string, string>? aliases = null)
    {
        this.aliases = aliases ?? FrozenDictionary<string, string>.Empty;
        Text = text;
        this.parameters = parameters;
        this.positionals = positionals;
        this.positionalOnly = positionalOnly;
        Rest = rest;
        Keywords = keywords;
    }

    /// <summary>As it is written in the docs.</summary>
    public string Text { get; }

    /// <summary>The name that takes the positional arguments beyond the named ones, or null.</summary>
    public string? Rest { get; }

    /// <summary>The name that takes further keywords, or null.</summary>
    public string? Keywords { get; }

    public static implicit operator Signature(string text) => Parse(text);

    /// <summary>Whether its first parameter is the receiver of a method.</summary>
    public bool IsMethod => parameters is [("self", _), ..];

    /// <summary>The names of its parameters, but for those that take all the rest.</summary>
    public IEnumerable<string> Names => parameters.Select(parameter => parameter.Name);

    /// <summary>
    /// Reads a signature. Defaults are <c>None</c>, <c>True</c>, <c>False</c>, numbers, or texts in single quotes. A <c>/</c> at the
    /// end says that no argument can be given by its name, and that errors are worded as those of CPython's functions in C.
    /// <c>dim|axis</c> is a parameter that has a second name, which the docs do not show; a <c>*</c> alone ends those that are given by place.
    /// </summary>
    public static Signature Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var k = 0; k < parts.Length; k++)
        {
            if (parts[k].Split('=', 2) is [var names, ..] && names.Split('|') is [var first, .. { Length: > 0 } others])
            {
                Array.ForEach(others, other => aliases[other] = first);
                parts[k] = first + parts[k][names.Length..];
            }
        }

        var plain = parts.Where(part => part[0] is not ('*' or '/')).Select(part => part.Split('=', 2)).Select(part => (part[0], part.Length == 2 ? Default(part[1]) : null));
        return new(
            string.Join(", ", parts),
            [.. plain],
            parts.TakeWhile(part => part[0] != '*').Count(part => part != "/"),
            parts.Contains("/"),
            parts.FirstOrDefault(part => part is ['*', not '*', ..])?[1..],
            parts.FirstOrDefault(part => part.StartsWith("**", StringComparison.Ordinal))?[2..],
            aliases);
    }

    /// <summary>The parameters of a function of the program.</summary>
    /// <param name="parameters">As they are written.</param>
    /// <param name="evaluate">Gives the value of a default.</param>
    public static Signature Of(Parameters parameters, Func<Expression, Value> evaluate) => new(
        string.Empty,
        [.. parameters.Items.Concat(parameters.KeywordOnly).Select(parameter => (parameter.Name, parameter.Default is { } standard ? evaluate(standard) : null))],
        parameters.Items.Count,
        positionalOnly: false,
        parameters.Rest,
        parameters.Keywords);

    /// <summary>Parameters with the values of their defaults; null for one that needs an argument.</summary>
    public static Signature Of(IReadOnlyList<(string Name, Value? Default)> parameters) => new(string.Empty, [.. parameters], parameters.Count, positionalOnly: false, null, null);

    /// <summary>Gives each parameter its argument.</summary>
    /// <param name="words">How an error is worded.</param>
    /// <param name="function">The function's name, for an error.</param>
    /// <param name="positional">The positional arguments.</param>
    /// <param name="keywords">The keyword arguments.</param>
    /// <param name="span">The call.</param>
    /// <param name="into">Where to put them; null for a new dictionary.</param>
    /// <exception cref="ProgramException">An argument is missing, too many, unknown, or given twice.</exception>
    public BoundArguments Bind(
        CallWords words, string function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords, Span span, Dictionary<string, Value>? into = null)
    {
        if (positionalOnly)
        {
            CheckCount(function, positional.Count, keywords.Count, span);
        }

        var values = into ?? new(StringComparer.Ordinal);
        for (var k = 0; k < positional.Count && k < positionals; k++)
        {
            values[parameters[k].Name] = positional[k];
        }

        var extra = Name(words, function, keywords, values, span);
        if (positional.Count > positionals && Rest is null)
        {
            var least = parameters.Take(positionals).Count(parameter => parameter.Default is null);
            throw Wrong(words.TooMany(words.NameOf(function), least, positionals, positional.Count, parameters.Skip(positionals).Count(parameter => values.ContainsKey(parameter.Name))), span);
        }

        Complete(words, function, 0, positionals, values, span);
        Complete(words, function, positionals, parameters.Length, values, span);
        return new(values, positional.Count > positionals ? [.. positional.Skip(positionals)] : [], extra);
    }

    private List<KeyValuePair<string, Value>> Name(CallWords words, string function, IReadOnlyList<KeyValuePair<string, Value>> keywords, Dictionary<string, Value> values, Span span)
    {
        var extra = new List<KeyValuePair<string, Value>>();
        foreach (var (given, value) in keywords)
        {
            var name = aliases.GetValueOrDefault(given, given);
            if (positionalOnly || !Has(name))
            {
                extra.Add(Keywords is not null ? new(name, value) : throw Wrong(words.Unexpected(words.NameOf(function), name), span, NearestName.Hint(name, positionalOnly ? [] : Names)));
            }
            else if (!values.TryAdd(name, value))
            {
                throw Wrong($"{words.NameOf(function)}() got multiple values for argument '{name}'", span);
            }
        }

        return extra;
    }

    // What has no argument by now has its default, or is missing.
    private void Complete(CallWords words, string function, int start, int end, Dictionary<string, Value> values, Span span)
    {
        List<string>? missing = null;
        for (var k = start; k < end; k++)
        {
            var (name, standard) = parameters[k];
            if (values.ContainsKey(name))
            {
                continue;
            }

            if (standard is null)
            {
                (missing ??= []).Add(name);
            }
            else
            {
                values[name] = standard;
            }
        }

        if (missing is not null)
        {
            throw Wrong(words.Missing(words.NameOf(function), missing, isKeywordOnly: start > 0 || positionals == 0), span);
        }
    }

    private bool Has(string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    // As Argument Clinic words it: the receiver of a method is not counted.
    private void CheckCount(string function, int given, int keywords, Span span)
    {
        var isMethod = IsMethod ? 1 : 0;
        var most = parameters.Length - isMethod;
        var least = parameters.Count(parameter => parameter.Default is null) - isMethod;
        given -= isMethod;
        if (keywords > 0 && Keywords is null)
        {
            throw Wrong($"{function}() takes no keyword arguments", span);
        }

        if (given >= least && (given <= most || Rest is not null))
        {
            return;
        }

        throw Wrong(
            most == 0 ? $"{function}() takes no arguments ({given} given)"
            : least == 1 && most == 1 ? $"{function}() takes exactly one argument ({given} given)"
            : $"{function[(function.LastIndexOf('.') + 1)..]} expected {(least == most && Rest is null ? string.Empty : given < least ? "at least " : "at most ")}{Arguments(given < least ? least : most)}, got {given}",
            span);
    }

    private static string Arguments(int count) => count == 1 ? "1 argument" : $"{count} arguments";

    private static ProgramException Wrong(string message, Span span, string hint = "") => Exceptions.WithHint("TypeError", ErrorCodes.WrongArguments, message, hint, span);

    private static Value Default(string text) => text switch
    {
        "None" => NoneValue.Instance,
        "True" => BooleanValue.True,
        "False" => BooleanValue.False,
        ['\'', .. var inner, '\''] => new StringValue(inner),
        _ when BigInteger.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var integer) => new IntegerValue(integer),
        _ => new FloatValue(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
