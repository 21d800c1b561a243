using GradCheck.Programs.Names;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;
using GradCheck.Python.Syntax.Printing;

namespace GradCheck.Programs.Blame;

/// <summary>Values made from a name that has got another value since: <c>a = dy * s</c>, then <c>dy = gamma * dy</c>, then <c>a</c> is used as if made from the new one.</summary>
internal static class Stale
{
    /// <summary>Functions of more lines are no passes that a person wrote: each line is held against all behind it.</summary>
    private const int MostLines = 200;

    /// <summary>So many are tried.</summary>
    private const int Most = 24;

    /// <summary>The edits that make the value once more, each at the first line that reads it afterwards.</summary>
    /// <param name="program">The program.</param>
    /// <param name="upstream">The values that the wrong results depend on, in the order of the run.</param>
    /// <param name="numberOf">The line of a statement, as the student counts it.</param>
    public static IEnumerable<Candidate> Of(ProgramUnderTest program, IReadOnlyList<Event> upstream, Func<Statement, string> numberOf)
    {
        var found = new List<Candidate>();
        foreach (var block in Walk.Statements(program.Tree.Body).OfType<FunctionStatement>().Select(function => function.Body).Where(body => body.Count <= MostLines))
        {
            for (var made = 0; made < block.Count; made++)
            {
                if (block[made] is not AssignStatement { Targets: [NameExpression target] } || NamesRead.Of(block[made]).Contains(target.Id))
                {
                    continue;
                }

                var changed = Enumerable.Range(made + 1, block.Count - made - 1).Where(k => Assigned(block[k]) is { } name && name != target.Id && NamesRead.Of(block[made]).Contains(name)).Cast<int?>().FirstOrDefault();
                var reads = changed is not { } after ? null : upstream.FirstOrDefault(item => item.Statement is { } statement && Place(block, statement) > after && NamesRead.Of(statement).Contains(target.Id));
                if (reads is null || Enumerable.Range(made + 1, changed!.Value - made).Any(k => Assigned(block[k]) == target.Id))
                {
                    continue;
                }

                var (first, second) = (block[made], block[changed.Value]);
                var words = $"`{target.Id}` was made in line {numberOf(first)}, before line {numberOf(second)} gave `{Assigned(second)}` another value, and is used here as if made from that";
                found.Add(new(new("stale_value", 1, reads.Statement!) { Also = new(second, [second, first], string.Empty), Words = words, Text = Text(first, reads.Statement!) }, reads, found.Count));
                if (found.Count == Most)
                {
                    return found;
                }
            }
        }

        return found;
    }

    // Once more before the line that reads it; a head of a block has no room for that.
    private static string? Text(Statement first, Statement reads) => Walk.Blocks(reads).Any() ? null : $"{Printer.Print(first)}; {Printer.Print(reads)}";

    private static string? Assigned(Statement statement) => statement switch
    {
        AssignStatement { Targets: [NameExpression name] } => name.Id,
        AugmentedAssignStatement { Target: NameExpression name } => name.Id,
        _ => null,
    };

    private static int Place(IReadOnlyList<Statement> block, Statement statement)
    {
        for (var k = 0; k < block.Count; k++)
        {
            if (ReferenceEquals(block[k], statement))
            {
                return k;
            }
        }

        return -1;
    }
}
