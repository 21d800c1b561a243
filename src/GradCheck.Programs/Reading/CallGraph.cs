using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Reading;

/// <summary>Which functions of a file call which.</summary>
internal sealed class CallGraph
{
    private readonly Dictionary<string, HashSet<string>> called;

    /// <summary>Reads the calls of some functions; of those of one name the last counts.</summary>
    public CallGraph(IReadOnlyList<FunctionStatement> functions)
    {
        var names = functions.Select(function => function.Name).ToHashSet();
        called = functions.GroupBy(function => function.Name).ToDictionary(
            group => group.Key,
            group => Walk.Statements(group.Last().Body).SelectMany(Walk.Children).SelectMany(Walk.Expressions)
                .OfType<NameExpression>().Select(name => name.Id).Where(names.Contains).ToHashSet());
    }

    /// <summary>What a function names of the file's functions.</summary>
    public IReadOnlySet<string> Of(string name) => called.TryGetValue(name, out var names) ? names : new HashSet<string>();

    /// <summary>A function and all that it may reach.</summary>
    public IReadOnlySet<string> Reach(params IEnumerable<string> from)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(from);
        while (open.TryPop(out var name))
        {
            if (seen.Add(name))
            {
                Of(name).ToList().ForEach(open.Push);
            }
        }

        return seen;
    }
}
