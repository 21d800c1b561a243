using GradCheck.Programs.Classes;
using GradCheck.Programs.Dialects;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>An array that stays all zeros though lines write to it: the loops around them do not run, or what they write goes elsewhere.</summary>
internal static class Untouched
{
    /// <summary>The statements that were to write to an array, with the loops around them; none where it is not written to at all.</summary>
    /// <param name="program">The program.</param>
    /// <param name="at">The array.</param>
    public static IReadOnlyList<Statement> Writers(ProgramUnderTest program, Event at)
    {
        var function = ClassView.FunctionOf(program.Tree, at.Frame.Function);
        if (function is null || at.Name.Length == 0)
        {
            return [];
        }

        var idioms = Idioms.Of(program.Tree);
        var all = Walk.Statements(function.Body).ToList();

        // A view of it under another name is written to in its place.
        HashSet<string> names = [at.Name];
        foreach (var view in all.OfType<AssignStatement>())
        {
            if (view is { Targets: [NameExpression name], Value: var value } && Root(value, idioms) is { } root && names.Contains(root))
            {
                names.Add(name.Id);
            }
        }

        var writers = all.Where(statement => Target(statement) is { } target && Root(target, idioms) is { } root && names.Contains(root) && !ReferenceEquals(statement, at.Statement)
            && (target is SubscriptExpression || statement is AugmentedAssignStatement || root != at.Name)).ToHashSet<Statement>(ReferenceEqualityComparer.Instance);
        return [.. all.Where(statement => writers.Contains(statement) || (statement is ForStatement or WhileStatement && Walk.Statements([statement]).Any(writers.Contains)))];
    }

    /// <summary>The first loop that never ran; null where all did.</summary>
    /// <param name="writers">The loops, among others.</param>
    /// <param name="events">The run.</param>
    public static Statement? Idle(IReadOnlyList<Statement> writers, IReadOnlyList<Event> events)
    {
        var ran = events.Select(made => made.Statement).OfType<Statement>().ToHashSet<Statement>(ReferenceEqualityComparer.Instance);
        return writers.FirstOrDefault(statement => statement is ForStatement && !Walk.Statements([statement]).Any(ran.Contains));
    }

    private static Expression? Target(Statement statement) => statement switch
    {
        AssignStatement { Targets: [var target] } => target,
        AugmentedAssignStatement assign => assign.Target,
        _ => null,
    };

    private static string? Root(Expression place, Idioms idioms) => place switch
    {
        NameExpression name => name.Id,
        SubscriptExpression entry => Root(entry.Value, idioms),
        _ => idioms.Layout(place) is { IsTurned: true } turned ? Root(turned.Operand, idioms) : null,
    };
}
