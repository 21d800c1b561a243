using GradCheck.Mistakes;
using GradCheck.Programs.Judging;
using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;

namespace GradCheck.Programs.Blame;

/// <summary>Finds the line of a forward pass that makes it another function than the layer.</summary>
internal static class ForwardBlame
{
    /// <summary>Finds the line.</summary>
    /// <param name="program">The program.</param>
    /// <param name="examined">Its runs, one a case; at least one output is wrong.</param>
    /// <param name="budget">What trying edits may cost.</param>
    /// <param name="helpers">The functions of the file that are right by themselves.</param>
    /// <param name="source">The program's text.</param>
    /// <param name="numberOf">The line of a statement.</param>
    public static Blamed Find(ProgramUnderTest program, IReadOnlyList<Examined> examined, Budget budget, RightHelpers helpers, SourceText source, Func<Statement, string> numberOf)
    {
        var worst = examined.FirstOrDefault(item => !item.ForwardHolds) ?? examined[0];
        var run = worst.Forward;
        var results = run.Events.Where(made => made.IsReturn && made.Frame.Caller is null && run.IsOutput(made)).ToList();
        if (run.Out is null || results.Count == 0)
        {
            var empty = run.Events.LastOrDefault(made => made.IsReturn && made.Frame.Caller is null);
            return new(empty?.Statement?.Span ?? program.Forward.Span, "unfinished", $"`{program.Forward.Name}` returns no array where the output should be") { At = empty, Statement = empty?.Statement };
        }

        var upstream = Upstream.Of(results).Where(made => made.Statement is not null).ToList();
        var departs = worst.Trial.Fault is not null
            ? DropoutBlame.Departure(worst.Trial, run.Out, upstream)
            : upstream.Find(made => StageOf(made, worst) is { } stage && !stage.Allows(made.Value!) && !upstream.Exists(later => later.Frame == made.Frame && later.Name == made.Name && later.Order > made.Order));
        var misused = departs is null ? null : new Misuse(program, helpers).Of(departs, run.Events, worst.Trial);
        if (misused is { } prepared)
        {
            // The function that departs is right by itself: what can be mended is what it is given.
            (departs, upstream) = (null, [prepared.At, .. upstream.Where(made => !helpers.Covers(made) && made != prepared.At)]);
        }

        var suspects = departs is null ? [] : Upstream.Of([departs], IsRight).Where(made => made.Statement is not null).ToList();

        // What comes after the values that are the layer's own is suspected before what made them.
        bool IsRight(Event made) => StageOf(made, worst)?.Is(made.Value!) == true;
        var after = Upstream.Of(results, IsRight).Where(made => made.Statement is not null && !suspects.Contains(made) && !helpers.Covers(made)).ToList();
        if (worst.Trial.Truth is { Out.Shape: var wanted } && !Near.Fits(run.Out.Shape, wanted))
        {
            // A wrong shape comes from a wrong size.
            after = [.. after.OrderBy(made => made.Value is { IsDiscrete: true, Shape: [] } ? 0 : 1)];
        }

        var trial = new EditTrial(program, examined, budget);
        (bool All, bool Here) Helps(ProgramUnderTest edited, int k) => Try(edited, k, departs is not null);
        (bool All, bool Here) Mends(ProgramUnderTest edited, int k) => Try(edited, k, false);
        (bool All, bool Here) Try(ProgramUnderTest edited, int k, bool recorded)
        {
            var again = ForwardRun.Of(edited, examined[k].Trial, budget, recorded);
            var all = again.Error is null && again.Out is { } made && examined[k].Trial.Accepts(made);
            return (all, recorded && again.Events.Any(made => made.IsSameAs(departs!) && StageOf(made, examined[k])?.Is(made.Value!) == true));
        }

        if (trial.First(Stale.Of(program, upstream, numberOf).Concat(Overwritten.Of(program, upstream, numberOf)), Mends) is { All: true } woven)
        {
            return Blame(woven.At, woven.Edit.Code, examined).By(woven.Edit) with { MakesAllRight = true, Words = woven.Edit.Words };
        }

        // Of the edits that mend the output the one is meant with which the backward pass is right as well.
        var isWhole = WholeOf(program, examined, source, budget);
        var early = upstream.Except(suspects).Except(after).Where(made => !IsRight(made)).ToList();
        var found = trial.Best((departs is null ? [] : new[] { departs }).Concat(suspects), run.Events, isForward: true, Helps, ("output;", departs is null ? null : "value;"), isWhole: isWhole);
        foreach (var others in new[] { after, early })
        {
            if (found is not { All: true, IsWhole: true } && trial.Best(others, run.Events, isForward: true, Mends, ("output;", null), Below(found), isWhole) is { All: true } other && (found is not { All: true } || other.IsWhole))
            {
                found = other;
            }
        }

        if (found is not { All: true } && misused is null)
        {
            found = trial.BestPair(suspects.Concat(after).Concat(upstream.Where(made => !IsRight(made))), run.Events, isForward: true, (edited, k) => Mends(edited, k).All, isWhole) ?? found;
        }

        if (found is { } mended)
        {
            return Blame(mended.At, worst.Trial.Fault?.Invoke(run.Out) ?? mended.Edit.Code, examined).By(mended.Edit) with { MakesAllRight = mended.All, Words = misused is { } why && why.At == mended.At ? why.Words : mended.Edit.Words };
        }

        if (misused is { } given)
        {
            return Blame(given.At, TensorCauses.OfForward(examined) is { } seen && MistakeTable.IsOf(seen, Family.Grouping) ? seen : "wrong_layout", examined) with { Words = given.Words };
        }

        if (worst.Trial.Fault is not null && departs is { Value: { } mask } && run.Call.Inputs.Values.FirstOrDefault() is { } x && mask.Values.Length < x.Values.Length)
        {
            return Blame(departs, worst.Trial.Fault(run.Out) ?? "dropout_one_mask", examined) with { Words = $"`{departs.Name}` has the shape {mask.ShapeText} where x has {x.ShapeText}" };
        }

        var line = departs ?? upstream.LastOrDefault(made => !made.IsReturn && made.Value is not null) ?? results[0];
        if (worst.Trial.Truth is { Out: var right } && !Near.Fits(run.Out.Shape, right.Shape))
        {
            return Blame(line, "wrong_shape", examined) with { Words = $"the output has the shape {run.Out.ShapeText} where {right.ShapeText} belongs" };
        }

        return Blame(line, worst.Trial.Fault?.Invoke(run.Out) ?? (TensorCauses.OfForward(examined) is { } code && Suits(code, line) ? code : "unknown"), examined);
    }

    /// <summary>Finds the line behind an error: the one that raises it, or one before it that made a value of another shape.</summary>
    /// <param name="program">The program.</param>
    /// <param name="examined">Its runs; one ended in an error.</param>
    /// <param name="error">The error.</param>
    /// <param name="source">The program's text.</param>
    /// <param name="budget">What trying edits may cost.</param>
    /// <param name="helpers">The functions of the file that are right by themselves.</param>
    public static Blamed OfError(ProgramUnderTest program, IReadOnlyList<Examined> examined, ProgramError error, SourceText source, Budget budget, RightHelpers helpers)
    {
        var worst = examined.First(item => item.Forward.Error is not null);
        if (Unfinished.Of(program, error, worst.Forward.Events, source) is { } unfinished)
        {
            return unfinished with { IsForward = true };
        }

        if (worst.Forward.Events is [.., var last] && new Misuse(program, helpers).Of(last, worst.Forward.Events, worst.Trial) is { } misused)
        {
            return new(misused.At.Statement!.Span, "wrong_layout", $"{misused.Words}; {WrongLineWriter.LeadsTo(error, source)}") { At = misused.At, Statement = misused.At.Statement, IsForward = true };
        }

        if (worst.Trial.Truth is not null && OtherAxes.Of(program, error, worst.Forward.Events) is { } other)
        {
            return other;
        }

        if (worst.Trial.Truth is not null && EditTrial.MayComeFromElsewhere(error))
        {
            var run = worst.Forward;
            var trial = new EditTrial(program, examined, budget);
            var departs = run.Events.Where(made => made.Statement is not null && StageOf(made, worst) is { } stage && !stage.Allows(made.Value!)).ToList();
            var suspects = departs.Concat(trial.Raised(error, run.Events)).Concat(run.Events.Where(made => made.Statement is not null && StageOf(made, worst) is null)).ToList();
            bool Mends(ProgramUnderTest edited, int k)
            {
                var again = ForwardRun.Of(edited, examined[k].Trial, budget, recorded: false);
                return again.Error is null && again.Out is { } made && examined[k].Trial.Accepts(made);
            }

            var isWhole = WholeOf(program, examined, source, budget);
            Found? Single(int below) => trial.Best(suspects, run.Events, isForward: true, (edited, k) => (Mends(edited, k), false), ("output;", null), below, isWhole);

            // Two frequent slips at once are likelier than a large change of one line.
            var found = Single(Found.Large) ?? trial.BestPair(suspects, run.Events, isForward: true, Mends, isWhole) ?? Single(int.MaxValue);
            // What a loss raises may come from its gradient: a loss that is right says nothing of it.
            if (found is { } right && (right.IsWhole || !program.IsOneRun))
            {
                return new Blamed(right.At.Statement!.Span, right.Edit.Code, WrongLineWriter.LeadsTo(error, source)) { At = right.At, Statement = right.At.Statement, MakesAllRight = true, IsForward = true }.By(right.Edit);
            }
        }

        return new(error.Span, error.Code, $"{error.Type}: {error.Message}");
    }

    /// <summary>A mend of the output alone is given up for one that leaves nothing wrong, if that is no much larger change.</summary>
    private static int Below(Found? found) => found is { All: true } ? found.Score + Found.MostBeyond + 1 : int.MaxValue;

    /// <summary>Whether all is right with an edited program, its backward pass included; null where there is none to look at.</summary>
    private static Func<ProgramUnderTest, int, bool>? WholeOf(ProgramUnderTest program, IReadOnlyList<Examined> examined, SourceText source, Budget budget) =>
        !program.HasGradients ? null : (edited, k) => Examined.Whole(edited, examined[k].Trial, source, budget);

    /// <summary>Whether a cause that the numbers show can lie in a line: a mean can be taken over the wrong values, and no more.</summary>
    private static bool Suits(string code, Event line) =>
        Roles.Of(line.Name) != Role.Mean || MistakeTable.IsOf(code, Family.Grouping);

    private static Blamed Blame(Event at, string code, IReadOnlyList<Examined> examined) => new(at.Statement!.Span, code)
    {
        At = at,
        Statement = at.Statement,
        IsForward = true,
        Errors = [.. examined.Select(item => (item.Trial.Name, item.Forward.Out is { } made && item.Trial.Truth is { } truth ? Near.Deviation(made, truth.Out) : null))],
    };

    /// <summary>What a forward value should be, if its name says so.</summary>
    private static Stage? StageOf(Event made, Examined examined) =>
        made is { IsReturn: false, Value.IsDiscrete: false } ? examined.Trial.Truth?.StageOf(made.Name) : null;
}
