using GradCheck.Programs.Checking.Edits;
using GradCheck.Programs.Checking.Runs;
using GradCheck.Programs.Source;
using GradCheck.Programs.Syntax;
using GradCheck.Programs.Values;

namespace GradCheck.Programs.Checking.Blame;

/// <summary>Finds mistakes on the way from the forward pass to the backward pass: a cache unpacked in another order, a value made wrong for it.</summary>
internal sealed class CacheBlame(ProgramUnderTest program, SourceText source, IReadOnlyList<Examined> examined, Budget budget)
{
    private readonly EditTrial trial = new(program, examined, budget);

    /// <summary>A value that came out of the cache under another's name.</summary>
    /// <param name="worst">The case that is looked at.</param>
    /// <param name="events">Its values to look through.</param>
    public Blamed? Unpacked(Examined worst, IReadOnlyList<Event> events)
    {
        foreach (var made in events.Where(made => made.Statement is AssignStatement { Targets: [TupleExpression] }))
        {
            if (worst.Judge!.MistakenFor(made) is { } other)
            {
                var reordered = Reordered(made, worst);
                return new(made.Statement!.Span, "cache_order", $"`{made.Name}` gets what the forward pass calls `{other}` (position {made.Position + 1} of the cache)")
                {
                    At = made,
                    Statement = made.Statement,
                    Edit = reordered,
                    MakesAllRight = reordered is not null,
                };
            }
        }

        return null;
    }

    /// <summary>A line of the forward pass that the output does not depend on, made for the backward pass alone: it may be the one that is wrong.</summary>
    /// <param name="worst">The case that is looked at.</param>
    /// <param name="run">Its backward pass.</param>
    public Blamed? MadeForIt(Examined worst, BackwardRun run)
    {
        var forward = worst.Forward.Events;
        var output = Upstream.Of(forward.Where(made => made.IsReturn && worst.Forward.IsOutput(made))).ToHashSet();
        var packed = forward.Where(made => made is { IsReturn: true, Position: > 0, Frame.Caller: null, Statement: ReturnStatement { Value: TupleExpression { Elements: [_, TupleExpression rest] } } } && rest.Elements.Any(element => element is CallExpression or BinaryExpression));
        var lines = program.Subject.IsLoss ? [] : forward.Where(made => made is { Statement: not null and not AssignStatement { Value: NameExpression }, IsReturn: false, Value.IsDiscrete: false } && !output.Contains(made)
            && run.Events.Any(used => used.Value is { } value && value.Values.AsSpan().SequenceEqual(made.Value.Values))
            && worst.Trial.Truth?.StageOf(made.Name)?.Is(made.Value) != true).Concat(packed).ToList();
        var found = lines.Count == 0 ? null : trial.Best(lines, forward, isForward: true, (edited, k) => (Examined.Of(edited, examined[k].Trial, source, budget).AllHolds, false));
        return found is not { } right ? null : new Blamed(right.At.Statement!.Span, right.Edit.Code) { At = right.At, Statement = right.At.Statement, MakesAllRight = true, Against = "what the backward pass takes it for" }.By(right.Edit);
    }

    private Edit? Reordered(Event made, Examined worst) =>
        trial.Best([made], worst.Backward!.Events, isForward: false, (edited, k) => (examined[k].With(edited, source, budget).BackwardHolds, false))?.Edit;
}
