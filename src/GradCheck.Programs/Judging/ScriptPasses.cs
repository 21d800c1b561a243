using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Scripts;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Judging;

/// <summary>The passes of a script: each loss with the gradients behind it, and what these should be.</summary>
internal sealed class ScriptPasses
{
    private readonly Script script;
    private readonly IReadOnlyList<Event> events;
    private readonly List<(Event Loss, Judge Judge, GradientTruth Truth, HashSet<Event> Forward)> passes = [];
    private readonly Dictionary<GradientLife, Event> kept = [];
    private readonly Dictionary<GradientLife, Event?> pairs = [];
    private readonly Dictionary<GradientLife, int> passOf = [];
    private readonly Dictionary<GradientLife, int> orders = [];

    /// <summary>Finds the passes of a run.</summary>
    /// <param name="forward">The run.</param>
    /// <param name="script">The script.</param>
    /// <param name="source">Its text.</param>
    public ScriptPasses(ForwardRun forward, Script script, SourceText source)
    {
        (this.script, events) = (script, forward.Events);
        var values = KeptIn(events);
        foreach (var life in script.Lives)
        {
            if (values.GetValueOrDefault(life.Kept) is { } made)
            {
                kept[life] = made;
            }
        }

        foreach (var loss in LossesIn(events, script, kept.Values.Select(made => made.Order).DefaultIfEmpty(int.MaxValue).Min()))
        {
            var truth = new GradientTruth(forward.Session.Tape, [loss.Value!], [new(loss.Value!.Shape, [.. loss.Value.Values.Select(_ => 1.0)])]);
            var made = UpstreamOf(loss);
            passes.Add((loss, new Judge(forward, truth, source, made.Contains), truth, made));
        }

        foreach (var life in script.Lives)
        {
            pairs[life] = PairOf(life);
        }
    }

    /// <summary>The first loss; null where no line makes one.</summary>
    public Event? Loss => passes.Count > 0 ? passes[0].Loss : null;

    /// <summary>Its judge.</summary>
    public Judge? First => passes.Count > 0 ? passes[0].Judge : null;

    /// <summary>The gradients through it.</summary>
    public GradientTruth? Truth => passes.Count > 0 ? passes[0].Truth : null;

    /// <summary>What each gradient came to at the end of its life; null for one that got no value.</summary>
    public IReadOnlyList<Snapshot?> Gradients => GradientsIn(events);

    /// <summary>Whether no gradient is what autograd says: then a run without a tape comes to the same.</summary>
    public bool IsDerived => !script.Lives.Any(life => life.IsCopied);

    /// <summary>What each gradient came to in a run of the same script with a line edited.</summary>
    /// <param name="run">What it made.</param>
    public IReadOnlyList<Snapshot?> GradientsIn(IReadOnlyList<Event> run)
    {
        var values = KeptIn(run);
        return [.. script.Lives.Select(life => values.GetValueOrDefault(life.Kept)?.Value)];
    }

    /// <summary>What each should be; null for one that cannot be held against anything.</summary>
    public IReadOnlyList<Snapshot?> Own => [.. script.Lives.Select(OwnOf)];

    /// <summary>Whether a gradient is one that can be judged: what it is of goes into a loss, and a line gave it numbers.</summary>
    /// <param name="life">Its place among the gradients.</param>
    public bool IsJudged(int life) => pairs[script.Lives[life]] is not null && kept.ContainsKey(script.Lives[life]) && !IsNumberAlone(script.Lives[life]);

    /// <summary>The value whose gradient one is; null where it has none.</summary>
    /// <param name="life">Its place among the gradients.</param>
    public Event? PairOf(int life) => pairs.GetValueOrDefault(script.Lives[life]);

    /// <summary>Whether a gradient is right.</summary>
    /// <param name="life">Its place.</param>
    /// <param name="value">What it came to.</param>
    /// <param name="own">What it should be.</param>
    public bool Holds(int life, Snapshot value, Snapshot own) =>
        passes[PassAt(OrderOf(script.Lives[life]), pairs[script.Lives[life]]!.Value)].Judge.IsGradient(value, own, pairs[script.Lives[life]]!);

    /// <summary>The gradient that a line left over from an earlier pass, where it is not that of this one; null where none is.</summary>
    /// <param name="wrong">The gradients that are wrong.</param>
    public GradientLife? LeftOver(IEnumerable<int> wrong) => wrong.Select(k => script.Lives[k]).FirstOrDefault(life => life.IsLeftOver);

    // dt = 0.01 beside an array t is a step in time.
    private bool IsNumberAlone(GradientLife life) => life.First is AssignStatement { Value: FloatLiteral or IntegerLiteral }
        && kept[life].Value!.Shape.Length == 0 && pairs[life]!.Value!.Shape.Length > 0;

    /// <summary>When a gradient got its first value: the loss before that is its own, whatever came before the end of its life.</summary>
    private int OrderOf(GradientLife life) => orders.TryGetValue(life, out var known) ? known : orders[life] = FirstOf(life);

    private int FirstOf(GradientLife life) => (life.IsLeftOver ? null
        : events.FirstOrDefault(made => made.Name == life.Name && made.Statement?.Span.Start >= life.First.Span.Start))?.Order
        ?? kept.GetValueOrDefault(life)?.Order ?? int.MaxValue;

    /// <summary>The judge of a value: that of the last loss before it that what it is about goes into.</summary>
    /// <param name="made">The value.</param>
    public Judge? JudgeOf(Event made)
    {
        var life = script.Lives.LastOrDefault(life => life.Name == made.Name && passOf.ContainsKey(life) && OrderOf(life) <= made.Order);
        var pass = life is null ? PassAt(made.Order, null) : passOf[life];
        return pass >= 0 ? passes[pass].Judge : null;
    }

    /// <summary>Whether a value belongs to the way to some loss.</summary>
    /// <param name="made">The value.</param>
    public bool IsForward(Event made) => passes.Exists(pass => pass.Forward.Contains(made));

    private Snapshot? OwnOf(GradientLife life) => pairs[life] is { Value: { } value } && kept.TryGetValue(life, out var made) && PassAt(OrderOf(life), value) is var pass && pass >= 0
        ? passes[pass].Judge.TruthOf(pairs[life]!, made.Value!) : null;

    private Event? PairOf(GradientLife life)
    {
        // A small example between the passes has a loss of its own: the last one that has the name counts.
        for (var k = kept.ContainsKey(life) ? PassAt(OrderOf(life), null) : -1; k >= 0; k--)
        {
            if (events.LastOrDefault(item => passes[k].Forward.Contains(item) && item.Name == life.Subject && item.Frame.Caller is null && item.Value?.Nodes is not null) is { } pair)
            {
                passOf[life] = k;
                return pair;
            }
        }

        return null;
    }

    /// <summary>The last loss before a time; that a value goes into, where one is given.</summary>
    private int PassAt(int order, Snapshot? own)
    {
        var last = passes.FindLastIndex(pass => pass.Loss.Order < order);
        if (last < 0)
        {
            return passes.Count - 1 < 0 ? -1 : 0;
        }

        for (var k = last; own is not null && k >= 0; k--)
        {
            if (passes[k].Truth.Of(own)!.Values.Any(entry => entry != 0))
            {
                return k;
            }
        }

        return last;
    }

    private static Dictionary<string, Event> KeptIn(IReadOnlyList<Event> run) =>
        run.Where(made => made is { IsAdded: true, Value: not null } && made.Name.Contains(GradientKeeping.Mark, StringComparison.Ordinal)).ToDictionary(made => made.Name);

    private static IEnumerable<Event> LossesIn(IReadOnlyList<Event> events, Script script, int firstKept)
    {
        var numbers = events.Where(made => made is { IsReturn: false, Statement: not null, Frame.Caller: null, Value: { Values.Length: 1, Nodes: not null, IsDiscrete: false } }
            && !made.Name.Contains(GradientKeeping.Mark, StringComparison.Ordinal)).ToList();
        if (script.Losses.Count > 0)
        {
            return numbers.Where(made => script.Losses.Contains(made.Name));
        }

        var first = script.Lives[0].First;
        var before = numbers.Where(made => made.Statement!.Span.Start < first.Span.Start).ToList();
        return (before.FindLast(made => LossNames.Is(made.Name)) ?? before.LastOrDefault()) is { } loss
            ? numbers.Where(made => made.Name == loss.Name && made.Statement!.Span.Start >= loss.Statement!.Span.Start) : [];
    }

    private static HashSet<Event> UpstreamOf(Event loss)
    {
        var seen = new HashSet<Event>();
        var open = new Stack<Event>([loss]);
        while (open.TryPop(out var made))
        {
            if (seen.Add(made))
            {
                foreach (var read in made.Reads)
                {
                    open.Push(read);
                }
            }
        }

        return seen;
    }
}
