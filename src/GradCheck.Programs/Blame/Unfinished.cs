using GradCheck.Programs.Names;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>A run that ended because a name is still None: the lines that were to give it a value are not written yet, and the line that used it is none of theirs.</summary>
internal static class Unfinished
{
    /// <summary>The place where the value is missing; null where the error has another reason.</summary>
    /// <param name="program">The program.</param>
    /// <param name="error">What ended the run.</param>
    /// <param name="events">The run.</param>
    /// <param name="source">The program's text.</param>
    public static Blamed? Of(ProgramUnderTest program, ProgramError error, IReadOnlyList<Event> events, SourceText source)
    {
        if (events.Count == 0 || !error.Message.Contains("NoneType", StringComparison.Ordinal))
        {
            return null;
        }

        var statements = Walk.Statements(program.Tree.Body).ToList();
        var raised = statements.LastOrDefault(statement => statement is not FunctionStatement && statement.Span.Start <= error.Span.Start && error.Span.End <= statement.Span.End);
        var frame = events[^1].Frame;
        var empty = raised is null ? null : NamesRead.Of(raised)
            .Select(name => events.LastOrDefault(made => made.Frame == frame && made.Name == name))
            .FirstOrDefault(made => made is { Value: null, Statement: AssignStatement assigned } && IsNone(assigned.Value, made.Position));
        if (empty is null)
        {
            return null;
        }

        // Where the handout has `pass`, the lines are to be written.
        var place = statements.Find(statement => statement is PassStatement && statement.Span.Start > empty.Statement!.Span.Start && statement.Span.Start < raised!.Span.Start) ?? empty.Statement!;
        if (IsWritten(statements, place, empty.Name))
        {
            return null;
        }

        return new(place.Span, "unfinished", $"`{empty.Name}` is still None when line {source.PlaceOf(raised!.Span.Start)} reads it: the lines that give it a value are missing")
        {
            Statement = place,
        };
    }

    /// <summary>Whether the block of a handout's <c>pass</c> has lines that give the name a value: it is written, but was not run.</summary>
    private static bool IsWritten(List<Statement> statements, Statement place, string name) =>
        place is PassStatement
        && statements.SelectMany(Walk.Blocks).FirstOrDefault(block => block.Any(statement => ReferenceEquals(statement, place))) is { } around
        && Walk.Statements(around).Any(statement => statement is AssignStatement { Targets: [NameExpression target], Value: not NoneLiteral } && target.Id == name && !NamesRead.Of(statement).Contains(name));

    private static bool IsNone(Expression value, int position) =>
        value is NoneLiteral || (value is TupleExpression tuple && position >= 0 && position < tuple.Elements.Count && tuple.Elements[position] is NoneLiteral);
}
