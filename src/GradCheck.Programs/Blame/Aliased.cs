using GradCheck.Programs.Dialects;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>Two names for one array, of which one is changed in place: <c>dh = dx</c>, then <c>dh += ...</c>, then <c>dx</c> is used.</summary>
internal static class Aliased
{
    /// <summary>So many are tried.</summary>
    private const int Most = 24;

    /// <summary>The edits that make a copy.</summary>
    /// <param name="program">The program.</param>
    /// <param name="upstream">The values that the wrong results depend on.</param>
    /// <param name="numberOf">The line of a statement, as the student counts it.</param>
    public static IEnumerable<Candidate> Of(ProgramUnderTest program, IReadOnlyList<Event> upstream, Func<Statement, string> numberOf)
    {
        var idioms = Idioms.Of(program.Tree);
        var changed = upstream.Where(made => made is { InPlace: true, Memory: not null, Statement: not null }).ToList();
        var shared = upstream.Where(made => made is { InPlace: false, Memory: not null, Statement: AssignStatement { Targets: [NameExpression] } });
        foreach (var made in shared.Where(made => Source(((AssignStatement)made.Statement!).Value) is not null).Take(Most))
        {
            var line = (AssignStatement)made.Statement!;
            if (changed.Find(later => ReferenceEquals(later.Memory, made.Memory) && later.Order > made.Order) is not { } later || Source(line.Value) is not { } other)
            {
                continue;
            }

            var copied = line with { Value = new CallExpression(new AttributeExpression(line.Value, idioms.CopyMethod, line.Span), [], [], line.Span) };
            var words = $"`{made.Name}` and `{other}` are one array here, and line {numberOf(later.Statement!)} changes it in place";
            yield return new(new("changed_in_place", 1, copied) { Words = words }, made, 0);
        }
    }

    /// <summary>The name of the array that a value is, or is a view of; null where it is made anew.</summary>
    private static string? Source(Expression value) => value switch
    {
        NameExpression name => name.Id,
        AttributeExpression { Name: "T" } turned => Source(turned.Value),
        SubscriptExpression { Value: var whole } => Source(whole),
        CallExpression { Function: AttributeExpression { Name: "reshape" or "view" or "ravel" or "squeeze" or "transpose" or "detach" or "expand_dims" } function } => Source(function.Value),
        _ => null,
    };
}
