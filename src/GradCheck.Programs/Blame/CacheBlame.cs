using GradCheck.Programs.Edits;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

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
                if (PackedTwice(made, other) is { } packed)
                {
                    return packed;
                }

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
        var lines = program.IsOneRun ? [] : forward.Where(made => made is { Statement: not null and not AssignStatement { Value: NameExpression, Targets: [NameExpression { Attribute: null }] }, IsReturn: false, Value.IsDiscrete: false } && !output.Contains(made)
            && DisplayedEntries.ValuesOf((made.Statement as AssignStatement)?.Value) is null
            && run.Events.Any(used => used.Value is { } value && value.Values.AsSpan().SequenceEqual(made.Value.Values))
            && worst.Trial.Truth?.StageOf(made.Name)?.Is(made.Value) != true).Concat(packed).ToList();
        var found = lines.Count == 0 ? null : trial.Best(lines, forward, isForward: true, (edited, k) => (IsRight(Examined.Of(edited, examined[k].Trial, source, budget), examined[k]), false), ("cache;", null));
        return found is not { } right ? null : new Blamed(right.At.Statement!.Span, right.Edit.Code) { At = right.At, Statement = right.At.Statement, MakesAllRight = true, Score = right.Score, Against = "what the backward pass takes it for" }.By(right.Edit);
    }

    /// <summary>Whether all holds, and the output of a function that no layer says anything of is still its own.</summary>
    private static bool IsRight(Examined again, Examined before) =>
        again.AllHolds && (again.Trial.Truth is not null || (again.Forward.Out is { } made && before.Forward.Out is { } own && Near.Holds(made, own)));

    /// <summary>The line that packs one value twice, and in the second place of the two should have another.</summary>
    private Blamed? PackedTwice(Event unpacked, string other)
    {
        foreach (var statement in Walk.Statements(program.Forward.Body))
        {
            var tuple = statement switch
            {
                AssignStatement { Targets: [NameExpression], Value: TupleExpression value } => value,
                ReturnStatement { Value: TupleExpression { Elements: [_, TupleExpression value] } } => value,
                _ => null,
            };
            var names = tuple?.Elements.Select(element => (element as NameExpression)?.Id).ToList();
            if (names is null || names.Count <= unpacked.Position || names[unpacked.Position] != other || names.Count(name => name == other) < 2 || names.Contains(unpacked.Name))
            {
                continue;
            }

            var place = tuple!.Elements[unpacked.Position];
            var edit = new Edit("wrong_name", 1, Walk.Replace(statement, place, Build.Name(unpacked.Name, place.Span)));
            var right = Holds(edit, statement);
            return new(statement.Span, "wrong_name", $"`{other}` is packed twice, and `{unpacked.Name}` not at all")
            {
                Statement = statement,
                Edit = right ? edit : null,
                MakesAllRight = right,
            };
        }

        return null;

        bool Holds(Edit edit, Statement statement) => Enumerable.Range(0, examined.Count).All(k => Examined.Whole(program.With(statement, edit), examined[k].Trial, source, budget));
    }

    private Edit? Reordered(Event made, Examined worst) =>
        trial.Best([made], worst.Backward!.Events, isForward: false, (edited, k) => (examined[k].With(edited, source, budget).BackwardHolds, false), ("order;", null))?.Edit;
}
