using GradCheck.Programs.Names;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>Parameters that take several inputs at once: <c>parameters["W1"]</c>, or <c>W1, b1 = params</c>.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="IsDictionary">Whether it is a dictionary of them by their names, rather than a tuple.</param>
/// <param name="Ingredients">The inputs in it, in order.</param>
internal sealed record PackedInputs(Parameter Parameter, bool IsDictionary, IReadOnlyList<string> Ingredients)
{
    private static readonly HashSet<string> Names = [.. "parameters params param weights model theta variables".Split(' ')];

    /// <summary>The one parameter of a function that takes the inputs which no other takes; null where there is none.</summary>
    /// <param name="function">The function.</param>
    /// <param name="trial">The case.</param>
    /// <param name="taken">The inputs that have a parameter of their name.</param>
    /// <param name="open">The parameters without a default that have no input of their name.</param>
    public static PackedInputs? In(FunctionStatement function, Trial trial, IReadOnlyCollection<string> taken, IReadOnlyList<Parameter> open)
    {
        var left = trial.Ingredients.Select(ingredient => ingredient.Name).Where(name => !taken.Contains(name) && !name.EndsWith("_param", StringComparison.Ordinal)).ToList();
        if (left.Count == 0)
        {
            return null;
        }

        var statements = Walk.Statements(function.Body).ToList();
        var expressions = statements.SelectMany(Walk.Children).SelectMany(Walk.Expressions).ToList();
        foreach (var parameter in open)
        {
            if (expressions.Any(part => part is SubscriptExpression { Value: NameExpression whole, Index: var key } && whole.Id == parameter.Name && IsText(key)))
            {
                var keys = expressions.OfType<SubscriptExpression>().Where(part => part.Value is NameExpression whole && whole.Id == parameter.Name).Select(part => (part.Index as StringLiteral)?.Value).Distinct().ToList();
                var own = keys.TrueForAll(key => key is not null) && !IsHandedOn(expressions, parameter.Name) ? [.. trial.Ingredients.Select(ingredient => ingredient.Name).Where(keys.Contains)] : left;
                return own.Count == 0 ? null
                    : keys.OfType<string>().Where(key => !trial.Ingredients.Any(ingredient => ingredient.Name == key)).ToList() is [var lacking, ..]
                        ? throw CallArguments.Cannot($"`{function.Name}` reads `{parameter.Name}[\"{lacking}\"]`, and no input is called `{lacking}`", function.Span)
                    : new(parameter, true, own);
            }

            if (statements.OfType<AssignStatement>().FirstOrDefault(line => line.Value is NameExpression whole && whole.Id == parameter.Name && line.Targets is [TupleExpression]) is { Targets: [TupleExpression targets] }
                && targets.Elements.Count > 1 && targets.Elements.Select(element => (element as NameExpression)?.Id).ToList() is var names && names.TrueForAll(name => name is not null && left.Contains(name)))
            {
                return new(parameter, false, [.. names.Select(name => name!)]);
            }
        }

        // The one parameter that is left for several inputs, by its name, and handed on as it is.
        return open is [var last] && left.Count > 1 && Names.Contains(Roles.Plain(last.Name)) && IsHandedOn(expressions, last.Name) ? new(last, true, left) : null;
    }

    /// <summary>The dictionary, or the tuple.</summary>
    /// <param name="made">The values of the inputs, by name.</param>
    public Value Of(IReadOnlyDictionary<string, Value> made)
    {
        if (!IsDictionary)
        {
            return new TupleValue([.. Ingredients.Select(name => made[name])]);
        }

        var packed = new DictionaryValue();
        foreach (var name in Ingredients)
        {
            packed.Items[DictionaryKey.Of(name)] = made[name];
        }

        return packed;
    }

    /// <summary>Whether a parameter is an argument of a call.</summary>
    private static bool IsHandedOn(List<Expression> expressions, string name)
    {
        bool Is(Expression part) => part is NameExpression used && used.Id == name;
        return expressions.OfType<CallExpression>().Any(call => call.Arguments.Any(Is) || call.Keywords.Any(keyword => Is(keyword.Value)));
    }

    private static bool IsText(Expression key) => key is StringLiteral or FormattedString || (key is BinaryExpression && Walk.Expressions(key).Any(part => part is StringLiteral or FormattedString));
}
