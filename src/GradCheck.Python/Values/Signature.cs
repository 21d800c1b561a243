using System.Numerics;
using GradCheck.Python.Source;

namespace GradCheck.Python.Values;

/// <summary>The parameters of a library function, written as Python writes them: <c>a, axis=None, keepdims=False</c>, <c>*args</c>.</summary>
internal sealed class Signature
{
    private readonly (string Name, Value? Default)[] parameters;
    private readonly int positionals;
    private readonly bool positionalOnly;

    private Signature(string text, (string, Value?)[] parameters, int positionals, bool positionalOnly, string? rest, string? keywords)
    {
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

    /// <summary>The names that a keyword argument may have.</summary>
    public IEnumerable<string> Names => positionalOnly ? [] : parameters.Select(parameter => parameter.Name);

    /// <summary>
    /// Reads a signature. Defaults are <c>None</c>, <c>True</c>, <c>False</c>, numbers, or texts in single quotes. A <c>/</c> at the
    /// end says that no argument can be given by its name, and that errors are worded as those of CPython's functions in C.
    /// </summary>
    public static Signature Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var plain = parts.Where(part => part[0] is not ('*' or '/')).Select(part => part.Split('=', 2)).Select(part => (part[0], part.Length == 2 ? Default(part[1]) : null));
        return new(
            text,
            [.. plain],
            parts.TakeWhile(part => part[0] != '*').Count(part => part != "/"),
            parts.Contains("/"),
            parts.FirstOrDefault(part => part[0] == '*' && !part.StartsWith("**", StringComparison.Ordinal))?[1..],
            parts.FirstOrDefault(part => part.StartsWith("**", StringComparison.Ordinal))?[2..]);
    }

    /// <summary>Gives each parameter its argument.</summary>
    /// <param name="function">The function's name, for the words of an error.</param>
    /// <param name="positional">The positional arguments.</param>
    /// <param name="keywords">The keyword arguments.</param>
    /// <param name="span">The call.</param>
    /// <exception cref="ProgramException">An argument is missing, too many, unknown, or given twice.</exception>
    public BoundArguments Bind(string function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords, Span span)
    {
        if (positionalOnly)
        {
            CheckCount(function, positional.Count, keywords.Count, span);
        }

        var isNumPy = function.StartsWith("numpy.", StringComparison.Ordinal) || function.StartsWith("ndarray.", StringComparison.Ordinal);
        function = function[(function.LastIndexOf('.') + 1)..];
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        for (var k = 0; k < positional.Count && k < positionals; k++)
        {
            values[parameters[k].Name] = positional[k];
        }

        if (positional.Count > positionals && Rest is null)
        {
            throw Wrong($"{function}() takes {Counted(positionals)} but {positional.Count} were given", span);
        }

        var extra = new List<KeyValuePair<string, Value>>();
        foreach (var (name, value) in keywords)
        {
            if (!parameters.Any(parameter => parameter.Name == name))
            {
                if (Keywords is null)
                {
                    var words = isNumPy ? $"{function}() got an unexpected keyword argument '{name}'" : $"'{name}' is an invalid keyword argument for {function}()";
                    throw Wrong(words + NearestName.Hint(name, Names), span);
                }

                extra.Add(new(name, value));
            }
            else if (!values.TryAdd(name, value))
            {
                throw Wrong($"{function}() got multiple values for argument '{name}'", span);
            }
        }

        foreach (var (name, standard) in parameters)
        {
            if (!values.ContainsKey(name))
            {
                values[name] = standard ?? throw Wrong($"{function}() missing required argument '{name}'", span);
            }
        }

        return new(values, [.. positional.Skip(positionals)], extra);
    }

    // As Argument Clinic words it: the receiver of a method is not counted.
    private void CheckCount(string function, int given, int keywords, Span span)
    {
        var isMethod = IsMethod ? 1 : 0;
        var most = parameters.Length - isMethod;
        var least = parameters.Count(parameter => parameter.Default is null) - isMethod;
        var name = function[(function.LastIndexOf('.') + 1)..];
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
            : $"{name} expected {(least == most && Rest is null ? string.Empty : given < least ? "at least " : "at most ")}{Arguments(given < least ? least : most)}, got {given}",
            span);
    }

    private static string Arguments(int count) => count == 1 ? "1 argument" : $"{count} arguments";

    private static string Counted(int count) => count == 1 ? "1 positional argument" : $"{count} positional arguments";

    private static ProgramException Wrong(string message, Span span) => Errors.Python("TypeError", ErrorCodes.WrongArguments, message, span);

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
