using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>Gives a student's forward function its arguments: by the names of the field where it uses them, else in the course's order.</summary>
internal static class ForwardArguments
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

        // Whether it is the share kept or dropped, dropout's rules take both.
        ["keep_prob"] = "p",
        ["keep_probability"] = "p",
        ["drop_prob"] = "p",
        ["dropout_rate"] = "p",
        ["rate"] = "p",
    };

    /// <summary>Which ingredient each parameter gets, in order; null for one that keeps its default, or has nothing.</summary>
    /// <param name="function">The function.</param>
    /// <param name="trial">The case.</param>
    public static IReadOnlyList<(Parameter Parameter, string? Ingredient)> Plan(FunctionStatement function, Trial trial)
    {
        var names = trial.Ingredients.Select(ingredient => ingredient.Name).ToList();
        var known = names.Concat(trial.Extras.Select(extra => extra.Name)).ToHashSet();
        var parameters = function.Parameters.Items;
        var bound = parameters.Select(parameter => Known(parameter.Name, names, known)).ToArray();
        var keywords = function.Parameters.KeywordOnly.Select(parameter => (parameter, Known(parameter.Name, names, known))).ToList();
        var packed = PackedIn(function, trial);
        var free = new Queue<string>(names.Where(name => !bound.Contains(name) && !keywords.Exists(pair => pair.Item2 == name) && packed?.Ingredients.Contains(name) != true));
        var plan = new List<(Parameter, string?)>();
        for (var k = 0; k < parameters.Count; k++)
        {
            // A parameter with a default that has no name of the field keeps it.
            plan.Add((parameters[k], bound[k] ?? (parameters[k].Default is null && parameters[k] != packed?.Parameter && free.Count > 0 ? free.Dequeue() : null)));
        }

        return [.. plan, .. keywords];
    }

    /// <summary>The parameter that takes several inputs at once; null where there is none.</summary>
    /// <param name="function">The function.</param>
    /// <param name="trial">The case.</param>
    public static PackedInputs? PackedIn(FunctionStatement function, Trial trial)
    {
        var names = trial.Ingredients.Select(ingredient => ingredient.Name).ToList();
        var known = names.Concat(trial.Extras.Select(extra => extra.Name)).ToHashSet();
        var all = function.Parameters.Items.Concat(function.Parameters.KeywordOnly).Select(parameter => (parameter, Name: Known(parameter.Name, names, known))).ToList();
        return PackedInputs.In(function, trial, [.. all.Select(pair => pair.Name).OfType<string>()], [.. all.Where(pair => pair.Name is null && pair.parameter.Default is null).Select(pair => pair.parameter)]);
    }

    /// <summary>The arguments of a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="trial">The case.</param>
    /// <param name="made">The values of the case's ingredients and extras, by name.</param>
    /// <param name="isCourse">Whether it is a layer of the course; of any other function, what is differentiated has to be taken.</param>
    public static CallArguments Bind(FunctionStatement function, Trial trial, IReadOnlyDictionary<string, Value> made, bool isCourse)
    {
        var plan = Plan(function, trial);
        var packed = PackedIn(function, trial);
        bool IsGiven((Parameter Parameter, string? Ingredient) pair) => pair.Ingredient is not null || pair.Parameter == packed?.Parameter;
        Value Of((Parameter Parameter, string? Ingredient) pair) => pair.Ingredient is { } name ? made[name] : packed!.Of(made);
        if (plan.FirstOrDefault(pair => !IsGiven(pair) && pair.Parameter.Default is null).Parameter is { } missing)
        {
            throw CallArguments.Cannot(
                $"`{function.Name}` takes `{missing.Name}`, and nothing is given for it; there is {string.Join(", ", trial.Ingredients.Select(ingredient => $"`{ingredient.Name}`"))}",
                function.Span);
        }

        var items = function.Parameters.Items.Count;
        var inOrder = plan.Take(items).TakeWhile(IsGiven).ToList();
        var positional = inOrder.Select(Of).ToList();
        var left = trial.Ingredients.Select(ingredient => ingredient.Name).Where(name => !plan.Any(pair => pair.Ingredient == name) && packed?.Ingredients.Contains(name) != true).ToList();
        if (function.Parameters.Rest is not null && inOrder.Count == items)
        {
            positional.AddRange(left.Select(name => made[name]));
            left.Clear();
        }

        if (!isCourse && function.Parameters.Keywords is null && trial.Ingredients.FirstOrDefault(ingredient => ingredient.IsDifferentiable && left.Contains(ingredient.Name)) is { } lost)
        {
            throw CallArguments.Cannot($"`{lost.Name}` is to be differentiated, but `{function.Name}` has no parameter for it", function.Span);
        }

        var named = plan.Skip(inOrder.Count).Where(IsGiven).Select(pair => KeyValuePair.Create(pair.Parameter.Name, Of(pair)));
        return new(positional, [.. named, .. function.Parameters.Keywords is null ? [] : left.Select(name => KeyValuePair.Create(name, made[name]))]);
    }

    /// <summary>The ingredient that a name stands for, if it stands for one.</summary>
    public static string? Known(string parameter, List<string> names, IReadOnlySet<string> known)
    {
        if (known.Contains(parameter))
        {
            return parameter;
        }

        if (parameter.EndsWith("_param", StringComparison.Ordinal) || parameter.EndsWith("_params", StringComparison.Ordinal))
        {
            return names.FirstOrDefault(name => name.EndsWith("_param", StringComparison.Ordinal));
        }

        return Synonyms.TryGetValue(parameter, out var other) && known.Contains(other)
            ? other
            : known.FirstOrDefault(name => string.Equals(name, parameter, StringComparison.OrdinalIgnoreCase));
    }
}
