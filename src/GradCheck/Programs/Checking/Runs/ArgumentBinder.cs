using GradCheck.Programs.Checking.Subjects;
using GradCheck.Programs.Syntax;
using GradCheck.Programs.Values;

namespace GradCheck.Programs.Checking.Runs;

/// <summary>Gives a student's forward function its arguments: by the names of the field where it uses them, else in the course's order.</summary>
internal static class ArgumentBinder
{
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["inputs"] = "x",
        ["input"] = "x",
        ["scores"] = "x",
        ["weight"] = "gamma",
        ["scale"] = "gamma",
        ["g"] = "gamma",
        ["bias"] = "beta",
        ["shift"] = "beta",
        ["epsilon"] = "eps",
        ["groups"] = "G",
        ["num_groups"] = "G",
        ["labels"] = "y",
    };

    /// <summary>The arguments of a function's parameters, in their order.</summary>
    /// <param name="function">The function.</param>
    /// <param name="trial">The case.</param>
    /// <param name="made">The values of the case's ingredients and extras, by name.</param>
    public static IReadOnlyList<Value> Bind(FunctionStatement function, Trial trial, IReadOnlyDictionary<string, Value> made)
    {
        var parameters = function.Parameters.Items;
        var names = trial.Ingredients.Select(ingredient => ingredient.Name).ToList();
        var bound = parameters.Select(parameter => Known(parameter.Name, names, made)).ToArray();
        var free = new Queue<string>(names.Where(name => !bound.Contains(name)));
        var arguments = new List<Value>();
        for (var k = 0; k < parameters.Count; k++)
        {
            // A parameter with a default that has no name of the field keeps it, and so do those behind it.
            if (bound[k] is null && (free.Count == 0 || parameters[k].Default is not null))
            {
                break;
            }

            arguments.Add(made[bound[k] ?? free.Dequeue()]);
        }

        return arguments;
    }

    private static string? Known(string parameter, List<string> names, IReadOnlyDictionary<string, Value> made)
    {
        if (made.ContainsKey(parameter))
        {
            return parameter;
        }

        if (parameter.EndsWith("_param", StringComparison.Ordinal) || parameter.EndsWith("_params", StringComparison.Ordinal))
        {
            return names.FirstOrDefault(name => name.EndsWith("_param", StringComparison.Ordinal));
        }

        if (Synonyms.TryGetValue(parameter, out var known) && made.ContainsKey(known))
        {
            return known;
        }

        return made.Keys.FirstOrDefault(name => string.Equals(name, parameter, StringComparison.OrdinalIgnoreCase));
    }
}
