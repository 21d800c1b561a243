using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Entries;

/// <summary>Which part each parameter of a student's function gets of a case: by the names of the field where it uses them, else in the course's order.</summary>
internal sealed class Casting
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

    private readonly FunctionStatement function;
    private readonly Trial trial;
    private readonly PackedInputs? packed;

    /// <summary>Casts the ingredients of a case.</summary>
    /// <param name="function">The function.</param>
    /// <param name="trial">The case.</param>
    public Casting(FunctionStatement function, Trial trial)
    {
        (this.function, this.trial) = (function, trial);
        var names = trial.InputNames;
        var known = names.Concat(trial.Extras.Select(extra => extra.Name)).ToHashSet();
        var named = function.Parameters.Items.Concat(function.Parameters.KeywordOnly)
            .Select(parameter => (Parameter: parameter, Ingredient: IngredientOf(parameter.Name, names, known))).ToList();
        List<string> taken = [.. named.Select(role => role.Ingredient).OfType<string>()];
        packed = PackedInputs.In(function, trial, taken, [.. named.Where(role => role.Ingredient is null && role.Parameter.Default is null).Select(role => role.Parameter)]);
        var free = new Queue<string>(names.Where(name => !taken.Contains(name) && packed?.Ingredients.Contains(name) != true));

        // A parameter with a default that has no name of the field keeps it; so does one that is given by its name alone.
        bool IsFree((Parameter Parameter, string? Ingredient) role, int place) =>
            role.Ingredient is null && role.Parameter.Default is null && role.Parameter != packed?.Parameter && place < function.Parameters.Items.Count;
        Roles = [.. named.Select((role, place) => IsFree(role, place) && free.TryDequeue(out var next) ? (role.Parameter, next) : role)];
    }

    /// <summary>Each parameter in order, and the ingredient that it gets; null for one that keeps its default, or has nothing.</summary>
    public IReadOnlyList<(Parameter Parameter, string? Ingredient)> Roles { get; }

    /// <summary>The arguments of the function.</summary>
    /// <param name="made">The values of the case's ingredients and extras, by name.</param>
    /// <param name="isCourse">Whether it is a layer of the course; of any other function, what is differentiated has to be taken.</param>
    public CallArguments Arguments(IReadOnlyDictionary<string, Value> made, bool isCourse)
    {
        bool IsGiven((Parameter Parameter, string? Ingredient) role) => role.Ingredient is not null || role.Parameter == packed?.Parameter;
        Value Of((Parameter Parameter, string? Ingredient) role) => role.Ingredient is { } name ? made[name] : packed!.Of(made);
        if (Roles.FirstOrDefault(role => !IsGiven(role) && role.Parameter.Default is null).Parameter is { } missing)
        {
            var there = string.Join(", ", trial.InputNames.Select(name => $"`{name}`"));
            throw CallArguments.Cannot($"`{function.Name}` takes `{missing.Name}`, and nothing is given for it; there is {there}", function.Span);
        }

        var items = function.Parameters.Items.Count;
        var inOrder = Roles.Take(items).TakeWhile(IsGiven).ToList();
        var positional = inOrder.Select(Of).ToList();
        var left = trial.InputNames.Where(name => !Roles.Any(role => role.Ingredient == name) && packed?.Ingredients.Contains(name) != true).ToList();
        if (function.Parameters.Rest is not null && inOrder.Count == items)
        {
            positional.AddRange(left.Select(name => made[name]));
            left.Clear();
        }

        var lost = isCourse || function.Parameters.Keywords is not null ? null
            : trial.Ingredients.FirstOrDefault(ingredient => ingredient.IsDifferentiable && left.Contains(ingredient.Name));
        if (lost is not null)
        {
            throw CallArguments.Cannot($"`{lost.Name}` is to be differentiated, but `{function.Name}` has no parameter for it", function.Span);
        }

        var byName = Roles.Skip(inOrder.Count).Where(IsGiven).Select(role => KeyValuePair.Create(role.Parameter.Name, Of(role)));
        var rest = function.Parameters.Keywords is null ? [] : left.Select(name => KeyValuePair.Create(name, made[name]));
        return new(positional, [.. byName, .. rest]) { Parameters = Roles.Where(IsGiven).ToDictionary(role => role.Parameter.Name, Of) };
    }

    /// <summary>The ingredient that a name stands for; null where it stands for none.</summary>
    /// <param name="parameter">The name.</param>
    /// <param name="names">The arguments of the course.</param>
    /// <param name="known">All that there is, those included.</param>
    public static string? IngredientOf(string parameter, IReadOnlyList<string> names, IReadOnlySet<string> known)
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
