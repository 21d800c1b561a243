using GradCheck.Programs.Judging;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Reports;
using GradCheck.Programs.Runs;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>Finds the line that makes the first wrong value of a backward pass wrong.</summary>
internal sealed class WrongValue
{
    private readonly ProgramUnderTest program;
    private readonly IReadOnlyList<Examined> examined;
    private readonly Examined worst;
    private readonly BackwardTrial trial;
    private readonly RightHelpers helpers;
    private readonly WrongGradients gradients;
    private readonly Event at;
    private readonly List<int> concerned;
    private readonly Snapshot? held;
    private readonly Event? pair;
    private readonly IReadOnlyList<Statement> writers;
    private readonly List<Event> suspects;
    private readonly Lazy<Blamed?> repaired;
    private readonly List<Event> others;
    private readonly bool isCall;

    /// <summary>Prepares a search.</summary>
    /// <param name="program">The program.</param>
    /// <param name="examined">Its runs, one a case.</param>
    /// <param name="worst">The case that is looked at.</param>
    /// <param name="trial">Tries edits.</param>
    /// <param name="helpers">The functions of the file that are right by themselves.</param>
    /// <param name="gradients">The gradients that are wrong.</param>
    /// <param name="departures">The values that are.</param>
    public WrongValue(
        ProgramUnderTest program,
        IReadOnlyList<Examined> examined,
        Examined worst,
        BackwardTrial trial,
        RightHelpers helpers,
        WrongGradients gradients,
        Departures departures)
    {
        (this.program, this.examined, this.worst, this.trial) = (program, examined, worst, trial);
        (this.helpers, this.gradients, at, isCall) = (helpers, gradients, departures.First, departures.IsCall);
        concerned = gradients.Paths.Concerned(at, gradients.Outputs, gradients.Wrong);
        var output = departures.ReturnedAs(at);
        held = (output ?? at).Value;
        pair = output is null ? worst.Of(at).Pair
            : gradients.Paths.GradientsOf(output) is [var alone] ? worst.PairOf(alone) : null;
        writers = held is not null && held.Values.All(entry => entry == 0) ? Untouched.Writers(program, at) : [];
        suspects = Suspects();
        others = gradients.Unsure.FindAll(made => !suspects.Contains(made));
        repaired = new(() => trial.Repair(suspects, concerned, gradients.Paths.IsRight(at) ? null : at));
    }

    /// <summary>Finds the line.</summary>
    public Blamed Find()
    {
        Func<Blamed?>[] suspicions = [Called, Parts, NormPath, Repaired, Missing, Elsewhere, Copied, () => trial.Pair([.. suspects, .. others], concerned), () => repaired.Value];
        var found = suspicions.Select(suspicion => suspicion()).FirstOrDefault(found => found is not null);
        return trial.Refined(found ?? Misused() ?? Idle() ?? WrongShape() ?? trial.Blame(gradients.OriginOf(at), TensorCauses.OfBackward(examined) ?? "unknown"));
    }

    /// <summary>The lines that may be it: the value's own, those before it that nothing is known of, and those that return it.</summary>
    private List<Event> Suspects()
    {
        List<Event> all =
        [
            .. gradients.Paths.Suspects(at),
            .. gradients.Outputs.Where(made => made.Statement is not null && made.Position >= 0 && !made.IsAdded && gradients.Paths.GradientsOf(made).Any(concerned.Contains)),
        ];
        if (writers.Count > 0)
        {
            // Nothing arrives there: the loops, what they run over, and the lines that write somewhere else are suspected.
            var known = all.ToHashSet();
            all.AddRange(worst.Backward!.Events.Where(made => made.Frame == at.Frame && made.Statement is not null && !made.IsReturn && known.Add(made)));
            all.AddRange(writers.Where(statement => !known.Any(made => ReferenceEquals(made.Statement, statement))).Select(statement => Event.Unseen(statement, at.Frame)));
        }

        return all;
    }

    /// <summary>In a normalization layer what is missing is a path, as a rule; elsewhere it may be a window or an index.</summary>
    private Blamed? NormPath() => worst.Trial.Batch is null ? null : Missing();

    /// <summary>A line that can be mended so that all comes right.</summary>
    private Blamed? Repaired() =>
        repaired.Value is { MakesAllRight: true } found ? gradients.Likelier(found, [.. suspects, .. gradients.Unsure], concerned) : null;

    /// <summary>What a function is called with, where that is wrong already: the lines of the caller come first.</summary>
    private Blamed? Called() => isCall ? OneOf(suspects.FindAll(made => made.Frame == at.Frame)) : null;

    /// <summary>A value of the same name that another was to be added to.</summary>
    private Blamed? Parts() => worst.Trial.Batch is not null || held is null || pair is null || worst.Judge!.MissingPaths(held, pair) is null ? null : OneOf(gradients.Values.FindAll(made => made.Name == at.Name && made.Frame == at.Frame && !suspects.Contains(made)));

    /// <summary>A value that is not there yet, or that lacks paths.</summary>
    private Blamed? Missing() =>
        held is null ? null
        : held.Values.All(entry => entry == 0) && writers.Count == 0 ? trial.Blame(at, "unfinished") with { Words = $"`{at.Name}` is all zeros" }
        : pair is not null && worst.JudgeOf(at)!.MissingPaths(held, pair) is { } operations
            ? trial.Blame(at, gradients.Paths.CodeOf(operations) ?? TensorCauses.OfBackward(examined) ?? "missing_path")
        : null;

    /// <summary>A name may not mean what it says: where another line can be mended so that all comes right, that one is it.</summary>
    private Blamed? Elsewhere() => OneOf(others);

    /// <summary>A line that copies a value of the forward pass made what its name may not mean.</summary>
    private Blamed? Copied() =>
        OneOf(gradients.Values.FindAll(made => !suspects.Contains(made) && !others.Contains(made) && worst.Of(made).Pair is null));

    private Blamed? OneOf(List<Event> lines) =>
        lines.Count > 0 && trial.RepairAll(lines, concerned) is { } found ? gradients.Fewest(found, concerned) : null;

    /// <summary>A right function that is given a wrong array.</summary>
    private Blamed? Misused()
    {
        var inside = gradients.Reached.FirstOrDefault(made => made.Statement is not null && helpers.Covers(made) && worst.Of(made).Verdict == LineVerdict.Mismatch);
        return inside is not null && inside.Order < at.Order && new Misuse(program, helpers).Of(inside, worst.Backward!.Events, worst.Trial) is { } misused
            ? trial.Blame(misused.At, "wrong_layout") with { Words = misused.Words }
            : null;
    }

    /// <summary>A loop that never runs.</summary>
    private Blamed? Idle() => Untouched.Idle(writers, worst.Backward!.Events) is not { } idle ? null
        : new(Walk.Children(idle)[^1].Span, "unknown", $"this loop never runs, so `{at.Name}` stays all zeros") { Statement = idle };

    private Blamed? WrongShape() =>
        concerned is [var only, ..] && held is not null && worst.Own[only] is { } own && Near.Close(held.Values, own.Values)
            ? trial.Blame(at, "wrong_shape") with { Words = $"the numbers are right, but the shape is {held.ShapeText} where {own.ShapeText} belongs" }
            : null;
}
