using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Blame;

/// <summary>A right function that is given an array of the wrong layout: the line to blame is the one that prepares it, or that calls.</summary>
/// <param name="program">The program.</param>
/// <param name="helpers">Its functions that are right by themselves.</param>
internal sealed class Misuse(ProgramUnderTest program, RightHelpers helpers)
{
    /// <summary>The line that prepares what a right function gets, or that calls it where the call does both; null where no line of the file is to be found.</summary>
    /// <param name="inside">A value that was made in the function.</param>
    /// <param name="events">The run.</param>
    /// <param name="trial">The case, for the layout that is needed.</param>
    public (Event At, string Words)? Of(Event inside, IReadOnlyList<Event> events, Trial trial)
    {
        if (helpers.FrameOf(inside) is not { Caller: { } caller } frame)
        {
            return null;
        }

        var call = Walk.Statements(program.Tree.Body).LastOrDefault(statement => statement is not FunctionStatement && statement.Span.Start <= frame.CalledAt.Start && frame.CalledAt.End <= statement.Span.End);
        if (call is null)
        {
            return null;
        }

        var parameter = events.FirstOrDefault(made => made.Frame == frame && made is { Statement: null, Value: not null });
        var argument = Walk.Children(call).SelectMany(Walk.Expressions).OfType<CallExpression>().FirstOrDefault(node => node.Span == frame.CalledAt) is { Arguments: [NameExpression first, ..] } ? first : null;
        var prepared = argument is null ? null : events.LastOrDefault(made => made.Frame == caller && made.Name == argument.Id && made.Statement is not null && !ReferenceEquals(made.Statement, call) && (parameter is null || made.Order < parameter.Order));
        var at = prepared ?? events.LastOrDefault(made => made.Frame == caller && ReferenceEquals(made.Statement, call))
            ?? Event.Unseen(call, caller);
        return (at, Words(frame, parameter?.Value, trial));
    }

    private string Words(Frame frame, Snapshot? given, Trial trial)
    {
        var layer = helpers.LayerOf(frame);
        var isByColumn = layer.Id == "batchnorm";
        var (needed, shape) = Needed(trial, isByColumn);
        var words = $"`{frame.Function}` is right by itself: it takes its statistics over axis {(isByColumn ? "0, one mean and one variance a column" : "1, one mean and one variance a row")}";
        if (layer.Id is not ("batchnorm" or "layernorm" or "rmsnorm") || given is null || needed is null)
        {
            return $"`{frame.Function}` is right by itself, but not for what it is given here";
        }

        return given.Shape.AsSpan().SequenceEqual(shape)
            ? $"{words}; the array it gets here has the shape {given.ShapeText} that is needed, {needed}, but in its {(isByColumn ? "columns" : "rows")} values of several groups are mixed: the axes have to be brought into that order by a transpose before the reshape"
            : $"{words}; here it gets an array of shape {given.ShapeText}, and this layer needs {needed} = {ShapeWords.Of(shape)}";
    }

    /// <summary>The layout in which a plain normalization over rows or columns is the layer, in words and in numbers.</summary>
    private (string? Words, int[] Shape) Needed(Trial trial, bool isByColumn)
    {
        if (trial.Batch is not { } batch)
        {
            return (null, []);
        }

        var x = batch.X.Shape;
        var groups = batch.Options.Groups ?? 1;
        return (program.Subject.Id, x.Rank) switch
        {
            ("spatial_batchnorm", 4) => isByColumn ? ("(N * H * W, C)", [x[0] * x[2] * x[3], x[1]]) : ("(C, N * H * W)", [x[1], x[0] * x[2] * x[3]]),
            ("instancenorm", 4) => isByColumn ? ("(H * W, N * C)", [x[2] * x[3], x[0] * x[1]]) : ("(N * C, H * W)", [x[0] * x[1], x[2] * x[3]]),
            ("groupnorm", 4) => isByColumn ? ("(C // G * H * W, N * G)", [x[1] / groups * x[2] * x[3], x[0] * groups]) : ("(N * G, C // G * H * W)", [x[0] * groups, x[1] / groups * x[2] * x[3]]),
            ("layernorm" or "rmsnorm", 2) => isByColumn ? ("(D, N)", [x[1], x[0]]) : ("(N, D)", [x[0], x[1]]),
            ("batchnorm", 2) => isByColumn ? ("(N, D)", [x[0], x[1]]) : ("(D, N)", [x[1], x[0]]),
            _ => (null, []),
        };
    }
}
