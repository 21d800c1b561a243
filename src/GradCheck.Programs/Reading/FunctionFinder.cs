using GradCheck.Programs.Names;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Reading;

/// <summary>Finds the functions of a layer in a file: by the names of the course, else by being the only ones that can be meant.</summary>
/// <param name="functions">The functions of the file.</param>
/// <param name="subject">The layer.</param>
internal sealed class FunctionFinder(IReadOnlyList<FunctionStatement> functions, Subject subject)
{
    /// <summary>What those are called that check or draw and are checked by nobody.</summary>
    private static readonly string[] Tools = ["numerical", "numeric", "check", "rel_error", "relative_error", "test", "plot", "print"];

    private static readonly string[] BackwardWords = ["backward", "backprop", "bprop", "back_prop", "grad", "deriv", "vjp", "prime"];

    private static readonly string[] Directions = ["forward", "backward", "backprop", "bprop", "grad", "fwd", "bwd", "pass", "layer"];

    private readonly Lazy<CallGraph> calls = new(() => new(functions));
    private readonly Lazy<HashSet<string>> plainNames = new(() => [.. functions.Select(function => Roles.Plain(function.Name))]);

    /// <summary>The functions that may be meant, those of the forward pass first.</summary>
    public IReadOnlyList<FunctionStatement> Candidates =>
        [.. functions.Where(IsCandidate).DistinctBy(function => function.Name).OrderBy(LooksBackward)];

    /// <summary>The forward function; null where there is none, or several.</summary>
    /// <param name="asked">The name that the client gave, or null.</param>
    public FunctionStatement? Forward(string? asked)
    {
        if (asked is not null || subject.ForwardNames.Any(name => Named(name) is not null))
        {
            return asked is not null ? Named(asked) : subject.ForwardNames.Select(Named).First(function => function is not null);
        }

        // Only one function that can be meant: its own name does not matter.
        var side = subject.IsLoss ? [] : functions.Where(function => Contains(function, "forward")).ToList();
        return side.Count > 0 ? Only(side)
            : Only(functions.Where(function => !LooksBackward(function) && IsCandidate(function)))
            ?? (subject.IsLoss || !subject.IsCourse ? Only(functions.Where(function => !TakesGradient(function) && IsCandidate(function))) : null);
    }

    /// <summary>The backward function that goes with a forward function: the one with its stem, if it has one; null where there is none, or several.</summary>
    /// <param name="asked">The name that the client gave, or null.</param>
    /// <param name="forward">The forward function.</param>
    public FunctionStatement? Backward(string? asked, FunctionStatement forward)
    {
        if (asked is not null)
        {
            return Named(asked);
        }

        var stem = forward.Name.Replace("forward", "backward", StringComparison.Ordinal);
        var name = forward.Name;
        IReadOnlyList<string> usual = stem != name ? [stem, .. subject.BackwardNames]
            :
            [
                .. subject.BackwardNames, $"{name}_backward", $"{name}_bwd", $"{name}_back", $"{name}_grad", $"{name}_vjp",
                $"backward_{name}", $"grad_{name}", $"d_{name}", $"d{name}",
            ];
        if (usual.Select(Named).FirstOrDefault(function => function is not null) is { } found)
        {
            return found;
        }

        // What the forward function calls itself is a part of it.
        var reached = calls.Value.Reach(forward.Name);
        var side = functions.Where(function =>
            !reached.Contains(function.Name) && (Contains(function, "backward") || Contains(function, "backprop"))).ToList();
        return side.Count > 0 ? Only(side) : Only(BackwardCandidates(forward));
    }

    /// <summary>Whether the names of two functions say that one goes back through the other: they share a word of three letters or more, or have none beside <c>forward</c> and <c>backward</c>.</summary>
    /// <param name="forward">The forward function.</param>
    /// <param name="backward">The other.</param>
    public static bool AreOfOneStem(FunctionStatement forward, FunctionStatement backward)
    {
        var (own, other) = (WordsOf(forward.Name), WordsOf(backward.Name));
        return own.Count == 0 || other.Count == 0 || own.Overlaps(other);
    }

    /// <summary>Functions that may be the backward one of a forward function, of which nothing is known by the names of the course.</summary>
    public IReadOnlyList<FunctionStatement> BackwardCandidates(FunctionStatement forward)
    {
        var reached = calls.Value.Reach(forward.Name);
        return [.. functions.Where(function => !reached.Contains(function.Name) && LooksBackward(function) && IsCandidate(function))];
    }

    private static HashSet<string> WordsOf(string name) =>
        [.. name.ToLowerInvariant().Split('_').Where(word => word.Length > 2 && !Directions.Contains(word))];

    private static bool Contains(FunctionStatement function, string word) => function.Name.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsCandidate(FunctionStatement function) => !Tools.Any(word => Contains(function, word))
        && (function.Parameters.Rest is not null
            || function.Parameters.Items.Concat(function.Parameters.KeywordOnly).Any(parameter => parameter.Default is null));

    private bool LooksBackward(FunctionStatement function) =>
        BackwardWords.Any(word => Contains(function, word))
        || ParameterNames.SubjectsOf(function.Name).Any(plainNames.Value.Contains)
        || function.Name is "back" or "bwd"
        || function.Name.StartsWith("d_", StringComparison.Ordinal)
        || function.Name.StartsWith("back_", StringComparison.Ordinal)
        || function.Name.EndsWith("_back", StringComparison.Ordinal)
        || function.Name.EndsWith("_bwd", StringComparison.Ordinal)
        || TakesGradient(function);

    private static bool TakesGradient(FunctionStatement function) =>
        function.Parameters.Items is [var first, ..] && (IsOfTheWayBack(first.Name) || IsOfTheWayBack(function.Parameters.Items[^1].Name));

    private static bool IsOfTheWayBack(string name) => ParameterNames.IsIncoming(name) || ParameterNames.IsCache(name);

    private FunctionStatement? Named(string name) => functions.LastOrDefault(function => function.Name == name);

    /// <summary>The only one, or the only one that none of the others calls.</summary>
    private FunctionStatement? Only(IEnumerable<FunctionStatement> meant)
    {
        var names = meant.Select(function => function.Name).Distinct().ToList();
        if (names.Count > 1)
        {
            var called = names.SelectMany(name => calls.Value.Of(name).Where(other => other != name)).ToHashSet();
            names = [.. names.Where(name => !called.Contains(name))];
        }

        return names is [var only] ? Named(only) : null;
    }
}
