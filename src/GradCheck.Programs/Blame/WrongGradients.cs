using GradCheck.Programs.Edits;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>Finds the line that makes gradients wrong which a backward pass returned.</summary>
/// <remarks>
/// The first value whose name says which gradient it is, and which is not that gradient, is where the departure is seen.
/// The line to blame is that one, or one of those before it that nothing could be said of. Among these, edits decide: one
/// that makes every gradient right that depends on the value; else one that makes the value itself right.
/// </remarks>
internal sealed class WrongGradients
{
    /// <summary>From this score on a mend may make up for the mistake of another line.</summary>
    private const int LeastUnlikely = 2;

    private readonly ProgramUnderTest program;
    private readonly SourceText source;
    private readonly Examined worst;
    private readonly BackwardTrial trial;
    private readonly CacheBlame cache;
    private readonly RightHelpers helpers;
    private readonly IReadOnlyList<Examined> examined;
    private readonly Lazy<List<Event>> unsure;
    private readonly Lazy<HashSet<Event>> sound;
    private readonly Lazy<Departures> departures;

    /// <summary>Prepares a search.</summary>
    /// <param name="program">The program.</param>
    /// <param name="source">Its text.</param>
    /// <param name="examined">Its runs, one a case.</param>
    /// <param name="worst">The case that is looked at.</param>
    /// <param name="trial">Tries edits.</param>
    /// <param name="cache">Looks at what was kept for the way back.</param>
    /// <param name="helpers">The functions of the file that are right by themselves.</param>
    public WrongGradients(
        ProgramUnderTest program,
        SourceText source,
        IReadOnlyList<Examined> examined,
        Examined worst,
        BackwardTrial trial,
        CacheBlame cache,
        RightHelpers helpers)
    {
        (this.program, this.source, this.examined, this.worst) = (program, source, examined, worst);
        (this.trial, this.cache, this.helpers) = (trial, cache, helpers);
        Paths = new(program, worst);
        Wrong = trial.All.FindAll(k => !trial.Sound.Contains(k));
        Outputs = Paths.OutputsOf(Wrong);
        Reached = Upstream.Of(Outputs);
        Values = [.. Reached.Where(made => made.Statement is not null && !made.IsAdded && Paths.IsBackward(made) && !helpers.Covers(made))];
        unsure = new(() => Values.FindAll(made => !Paths.IsRight(made)));

        // What a right gradient is made from is right as well, whatever its name says: 1/m may be kept apart from dZ.
        sound = new(() => Paths.MadeFor(trial.Sound));
        departures = new(() => new(this, sound.Value, worst));
    }

    /// <summary>How the values hang together.</summary>
    public GradientPaths Paths { get; }

    /// <summary>The gradients that are wrong on any case.</summary>
    public List<int> Wrong { get; }

    /// <summary>The returned values that hold them.</summary>
    public List<Event> Outputs { get; }

    /// <summary>All that went into these.</summary>
    public IReadOnlyList<Event> Reached { get; }

    /// <summary>What went into them on the way back, but for what is made in functions that are right by themselves.</summary>
    public List<Event> Values { get; }

    /// <summary>Those of them that are not known to be right.</summary>
    public List<Event> Unsure => unsure.Value;

    /// <summary>Finds the line.</summary>
    public Blamed Find()
    {
        // So much was recorded that the end of the function was not.
        if (Outputs.Count == 0)
        {
            return new((program.Backward ?? program.Forward).Span, "unknown");
        }

        if (worst.Passes?.LeftOver(Wrong) is { } left)
        {
            return new(left.First.Span, "stale_value", $"`{left.Name}` is the value of an earlier pass: no line of this one computes it") { Statement = left.First };
        }

        Func<Blamed?>[] suspicions = [() => cache.Unpacked(worst, Values), Woven, MadeForIt, Meant];
        return suspicions.Select(suspicion => suspicion()).FirstOrDefault(found => found is not null)
            ?? new WrongValue(program, examined, worst, trial, helpers, this, departures.Value).Find();
    }

    /// <summary>The line of an edit of two lines: a stale value, a window that is cleared, a term in the wrong line.</summary>
    private Blamed? Woven()
    {
        string NumberOf(Statement statement) => source.PlaceOf(statement.Span.Start);
        var candidates = UpdatedFirst.Of(worst.Backward!, worst.Forward.Call.Homes.Values, Values).Concat(Lost.Of(program, Values)).Concat(Stale.Of(program, Values, NumberOf)).Concat(Aliased.Of(program, Values, NumberOf)).Concat(Overwritten.Of(program, Values, NumberOf)).Concat(Misplaced.Of(program, Values, NumberOf));
        return trial.First(candidates, Wrong);
    }

    /// <summary>A value that the forward pass made for the backward pass alone.</summary>
    private Blamed? MadeForIt()
    {
        // What it is multiplied with may have lost its sign as well.
        if (cache.MadeForIt(worst, worst.Backward!) is not { } cached)
        {
            return null;
        }

        // A line that only keeps a value kept another, or is right.
        if (cached.Statement is AssignStatement { Value: NameExpression })
        {
            return trial.RepairAll(Unsure, Wrong) is { } mended ? trial.Refined(mended)
                : cached.Edit is { Code: "wrong_name", Made: AssignStatement { Value: NameExpression { Attribute: null } } } ? cached : null;
        }

        return Burden.MayCompensate(cached.Edit!.Code) && trial.RepairAll(Unsure, Wrong, below: cached.Score + 1) is { } closer ? trial.Refined(closer)
            : cached;
    }

    /// <summary>A value that is another than its name says, before the first that is so for certain, where mending it mends all.</summary>
    private Blamed? Meant()
    {
        foreach (var departs in departures.Value.Meant)
        {
            var concerned = Paths.Concerned(departs, Outputs, Wrong);
            if (trial.RepairAll([departs], concerned, departs) is { } meant)
            {
                return trial.Refined(Likelier(meant, [.. Paths.Suspects(departs), .. Unsure], concerned));
            }
        }

        return null;
    }

    /// <summary>The value that another is a copy or a multiple of, where nothing says that it is right: what only moves or scales is seldom the mistake.</summary>
    /// <param name="at">The value.</param>
    public Event OriginOf(Event at)
    {
        while (at.Statement is { } statement && Burden.SourceOf(statement, name => at.Reads.Any(read => read.Name == name && read.Value is { IsDiscrete: true, Shape: [] })) is { } name
            && at.Reads.Where(read => read.Name == name && read.Frame == at.Frame && read.Order < at.Order).MaxBy(read => read.Order) is { Statement: not null } source
            && Values.Contains(source) && !Paths.IsRight(source))
        {
            at = source;
        }

        return at;
    }

    /// <summary>What makes up for a mistake in a line that it was not made in is given up for a smaller change of a line before.</summary>
    /// <param name="some">The line that was found.</param>
    /// <param name="suspects">The lines that may be it.</param>
    /// <param name="mends">The gradients that it mends.</param>
    public Blamed Likelier(Blamed some, IReadOnlyList<Event> suspects, IReadOnlyList<int> mends)
    {
        var fewest = Fewest(some, mends);
        if (!ReferenceEquals(fewest, some) || some.Score < LeastUnlikely)
        {
            return fewest;
        }

        List<Event> before = [.. suspects.Where(made => some.At is null || made.Order <= some.At.Order)];
        return trial.RepairAll(before, mends, below: some.Score) ?? some;
    }

    /// <summary>Where a line mends some of the gradients, but another mends all of them at once, the other is the mistake: 1/m twice.</summary>
    /// <param name="some">The line that was found.</param>
    /// <param name="mends">The gradients that it mends.</param>
    public Blamed Fewest(Blamed some, IReadOnlyList<int> mends)
    {
        if (mends.Count >= Wrong.Count || trial.MendsAll(some))
        {
            return some;
        }

        bool IsCommon(Event made) => !made.IsReturn && !sound.Value.Contains(made) && made.Statement != some.Statement && Wrong.TrueForAll(k => Paths.Reaches(made, Outputs, k));
        List<Event> common = [.. Values.Where(IsCommon).Reverse()];
        return common.Count == 0 ? some : trial.RepairAll(common, Wrong) ?? trial.Pair(common, Wrong) ?? some;
    }
}
