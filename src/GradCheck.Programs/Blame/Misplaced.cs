using GradCheck.Programs.Edits;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>A gradient that is added in the wrong line: before the backward pass of a layer that it does not come through, not behind it.</summary>
internal static class Misplaced
{
    /// <summary>So many are tried.</summary>
    private const int Most = 24;

    /// <summary>So many lines further a term may belong.</summary>
    private const int MostLines = 8;

    /// <summary>The edits that take a term out of a sum and add it to the value of a later line.</summary>
    /// <param name="program">The program.</param>
    /// <param name="upstream">The values that the wrong results depend on.</param>
    /// <param name="numberOf">The line of a statement, as the student counts it.</param>
    public static IEnumerable<Candidate> Of(ProgramUnderTest program, IReadOnlyList<Event> upstream, Func<Statement, string> numberOf)
    {
        var parameters = program.Backward?.Parameters.Items.Select(parameter => parameter.Name).ToHashSet() ?? [];
        return (program.Backward?.Body ?? []).SelectMany((statement, k) => In(statement, k)).Take(Most);

        IEnumerable<Candidate> In(Statement statement, int place)
        {
            var at = upstream.FirstOrDefault(made => ReferenceEquals(made.Statement, statement));
            var sums = at is null || statement is not AssignStatement assigned ? [] : Walk.Expressions(assigned.Value).OfType<BinaryExpression>().Where(sum => sum.Operator == BinaryOperator.Add);
            foreach (var (sum, term, rest) in sums.SelectMany(sum => new[] { (sum, sum.Left, sum.Right), (sum, sum.Right, sum.Left) }))
            {
                foreach (var later in program.Backward!.Body.Skip(place + 1).Take(MostLines).OfType<AssignStatement>().Where(_ => term is NameExpression name && parameters.Contains(name.Id)))
                {
                    if (later.Targets is [NameExpression target])
                    {
                        var made = later with { Value = Build.Plus(later.Value, term) };
                        yield return new(new("misplaced_term", 2, Walk.Replace(statement, sum, rest)) { Also = new(later, [made]) { Code = "missing_term" }, Words = $"`{((NameExpression)term).Id}` is added here; it belongs to `{target.Id}`, line {numberOf(later)}" }, at!, 0);
                    }
                }
            }
        }
    }
}
