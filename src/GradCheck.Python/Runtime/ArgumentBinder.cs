using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Python.Runtime;

/// <summary>Gives the parameters of a function of the program their arguments, with CPython's words for what does not fit.</summary>
internal static class ArgumentBinder
{
    public static void Bind(CallContext context, FunctionValue function, IReadOnlyList<Value> positional, IReadOnlyList<KeyValuePair<string, Value>> keywords, Dictionary<string, Value> values)
    {
        var parameters = function.Parameters;
        for (var k = 0; k < positional.Count && k < parameters.Items.Count; k++)
        {
            values[parameters.Items[k].Name] = positional[k];
        }

        var named = parameters.Keywords is null ? null : new DictionaryValue();
        foreach (var (name, value) in keywords)
        {
            if (!parameters.Items.Any(parameter => parameter.Name == name) && !parameters.KeywordOnly.Any(parameter => parameter.Name == name))
            {
                Operators.Keys.Set(
                    context,
                    named ?? throw Wrong(context, function, $"got an unexpected keyword argument '{name}'", NearestName.Hint(name, parameters.Items.Concat(parameters.KeywordOnly).Select(parameter => parameter.Name))),
                    new StringValue(name),
                    value);
            }
            else if (!values.TryAdd(name, value))
            {
                throw Wrong(context, function, $"got multiple values for argument '{name}'");
            }
        }

        if (positional.Count > parameters.Items.Count && parameters.Rest is null)
        {
            throw TooMany(context, function, positional.Count, values);
        }

        Complete(context, function, parameters.Items, values, "positional");
        Complete(context, function, parameters.KeywordOnly, values, "keyword-only");
        if (parameters.Rest is not null)
        {
            values[parameters.Rest] = new TupleValue([.. positional.Skip(parameters.Items.Count)]);
        }

        if (named is not null)
        {
            values[parameters.Keywords!] = named;
        }
    }

    private static void Complete(CallContext context, FunctionValue function, IReadOnlyList<Syntax.Parameter> parameters, Dictionary<string, Value> values, string kind)
    {
        var missing = new List<string>();
        foreach (var parameter in parameters)
        {
            if (!values.ContainsKey(parameter.Name))
            {
                if (function.Defaults.TryGetValue(parameter.Name, out var standard))
                {
                    values[parameter.Name] = standard;
                }
                else
                {
                    missing.Add($"'{parameter.Name}'");
                }
            }
        }

        if (missing.Count > 0)
        {
            var names = missing.Count switch
            {
                1 => missing[0],
                2 => $"{missing[0]} and {missing[1]}",
                _ => $"{string.Join(", ", missing.SkipLast(1))}, and {missing[^1]}",
            };
            throw Wrong(context, function, $"missing {missing.Count} required {kind} argument{(missing.Count == 1 ? string.Empty : "s")}: {names}");
        }
    }

    private static ProgramException TooMany(CallContext context, FunctionValue function, int given, Dictionary<string, Value> values)
    {
        var most = function.Parameters.Items.Count;
        var least = function.Parameters.Items.Count(parameter => !function.Defaults.ContainsKey(parameter.Name));
        var taken = least == most ? Counted(most) : $"from {least} to {Counted(most)}";
        var keywordOnly = function.Parameters.KeywordOnly.Count(parameter => values.ContainsKey(parameter.Name));
        var also = keywordOnly == 0
            ? $"{given} {(given == 1 ? "was" : "were")} given"
            : $"{Counted(given)} (and {keywordOnly} keyword-only argument{(keywordOnly == 1 ? string.Empty : "s")}) were given";
        return Wrong(context, function, $"takes {taken} but {also}");
    }

    private static string Counted(int count) => $"{count} positional argument{(count == 1 ? string.Empty : "s")}";

    private static ProgramException Wrong(CallContext context, FunctionValue function, string what, string hint = "") =>
        Exceptions.WithHint("TypeError", ErrorCodes.WrongArguments, $"{function.QualifiedName}() {what}", hint, context.Span);
}
