using GradCheck.Programs.Names;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>A value that is given another under its name before any line has read it: the second was to be added.</summary>
internal static class Lost
{
    /// <summary>So many are tried.</summary>
    private const int Most = 24;

    /// <summary>The edits that add.</summary>
    /// <param name="program">The program.</param>
    /// <param name="upstream">The values that the wrong results depend on.</param>
    public static IEnumerable<Candidate> Of(ProgramUnderTest program, IReadOnlyList<Event> upstream) =>
        Walk.Statements(program.Tree.Body).OfType<FunctionStatement>().SelectMany(function => In(function.Body, upstream)).Take(Most);

    private static IEnumerable<Candidate> In(IReadOnlyList<Statement> block, IReadOnlyList<Event> upstream)
    {
        var open = new Dictionary<string, Statement>();
        foreach (var statement in block)
        {
            foreach (var name in Walk.Statements([statement]).SelectMany(NamesRead.Of))
            {
                open.Remove(name);
            }

            if (statement is AssignStatement { Targets: [NameExpression target] } assign)
            {
                if (open.ContainsKey(target.Id) && upstream.FirstOrDefault(made => ReferenceEquals(made.Statement, statement)) is { } at)
                {
                    yield return new(new("overwrites_instead_of_adding", 1, new AugmentedAssignStatement(target, BinaryOperator.Add, assign.Value, assign.Span)), at, 0);
                }

                open[target.Id] = statement;
            }
        }
    }
}
