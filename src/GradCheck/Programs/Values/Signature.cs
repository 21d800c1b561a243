using System.Numerics;
using GradCheck.Programs.Source;

namespace GradCheck.Programs.Values;

/// <summary>The parameters of a library function, written as Python writes them: <c>a, axis=None, keepdims=False</c>, <c>*args</c>.</summary>
internal sealed class Signature
{
    private readonly (string Name, Value? Default)[] parameters;

    private Signature(string text, (string, Value?)[] parameters, string? rest, string? keywords)
    {
        Text = text;
        this.parameters = parameters;
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

    /// <summary>Reads a signature. Defaults are <c>None</c>, <c>True</c>, <c>False</c>, numbers, or texts in single quotes.</summary>
    public static Signature Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var plain = parts.Where(part => part[0] != '*').Select(part => part.Split('=', 2)).Select(part => (part[0], part.Length == 2 ? Default(part[1]) : null));
        return new(
            text,
            [.. plain],
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
        function = function[(function.LastIndexOf('.') + 1)..];
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        for (var k = 0; k < positional.Count && k < parameters.Length; k++)
        {
            values[parameters[k].Name] = positional[k];
        }

        if (positional.Count > parameters.Length && Rest is null)
        {
            throw Wrong($"{function}() takes {Counted(parameters.Length)} but {positional.Count} were given", span);
        }

        var extra = new List<KeyValuePair<string, Value>>();
        foreach (var (name, value) in keywords)
        {
            if (!parameters.Any(parameter => parameter.Name == name))
            {
                if (Keywords is null)
                {
                    throw Wrong($"{function}() got an unexpected keyword argument '{name}'", span);
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

        return new(values, [.. positional.Skip(parameters.Length)], extra);
    }

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
