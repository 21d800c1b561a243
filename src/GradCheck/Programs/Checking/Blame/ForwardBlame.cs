using GradCheck.Programs.Checking.Pairing;
using GradCheck.Programs.Checking.Runs;
using GradCheck.Programs.Checking.Subjects;
using GradCheck.Programs.Source;
using GradCheck.Programs.Values;

namespace GradCheck.Programs.Checking.Blame;

/// <summary>Finds the line of a forward pass that makes it another function than the layer.</summary>
internal static class ForwardBlame
{
    private static readonly string[] OfGroups = ["statistics_", "sums_", "reshape_", "channels_", "group_"];

    /// <summary>Finds the line.</summary>
    /// <param name="program">The program.</param>
    /// <param name="examined">Its runs, one a case; at least one output is wrong.</param>
    /// <param name="budget">What trying edits may cost.</param>
    public static Blamed Find(ProgramUnderTest program, IReadOnlyList<Examined> examined, Budget budget)
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
            ? upstream.Find(made => Roles.Plain(made.Name).Contains("mask", StringComparison.Ordinal))
            : upstream.Find(made => StageOf(made, worst) is { } stage && !stage.Allows(made.Value!) && !upstream.Exists(later => later.Frame == made.Frame && later.Name == made.Name && later.Order > made.Order));
        var suspects = departs is null ? [] : Upstream.Of([departs], IsRight).Where(made => made.Statement is not null).ToList();

        // What comes after the values that are the layer's own is suspected before what made them.
        bool IsRight(Event made) => StageOf(made, worst)?.Is(made.Value!) == true;
        var after = Upstream.Of(results, IsRight).Where(made => made.Statement is not null && !suspects.Contains(made)).ToList();
        var trial = new EditTrial(program, examined, budget);
        (bool All, bool Here) Helps(ProgramUnderTest edited, int k) => Try(edited, k, departs is not null);
        (bool All, bool Here) Mends(ProgramUnderTest edited, int k) => Try(edited, k, false);
        (bool All, bool Here) Try(ProgramUnderTest edited, int k, bool recorded)
        {
            var again = ForwardRun.Of(edited, examined[k].Trial, budget, recorded);
            var all = again.Error is null && again.Out is { } made && examined[k].Trial.Accepts(made);
            return (all, recorded && again.Events.Any(made => made.IsSameAs(departs!) && StageOf(made, examined[k])?.Is(made.Value!) == true));
        }

        var first = trial.Best((departs is null ? [] : new[] { departs }).Concat(suspects), run.Events, isForward: true, Helps);
        var found = first is { All: true } ? first
            : trial.Best(after, run.Events, isForward: true, Mends) is { All: true } other ? other
            : trial.Best(upstream.Except(suspects).Except(after).Where(made => !IsRight(made)), run.Events, isForward: true, Mends) is { All: true } early ? early
            : first;
        if (found is { } mended)
        {
            return Blame(mended.At, worst.Trial.Fault?.Invoke(run.Out) ?? mended.Edit.Code, examined).By(mended.Edit) with { MakesAllRight = mended.All };
        }

        var line = departs ?? upstream.LastOrDefault(made => !made.IsReturn && made.Value is not null) ?? results[0];
        if (worst.Trial.Truth is { Out: var right } && !Agreement.Fits(run.Out.Shape, right.Shape))
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
    public static Blamed OfError(ProgramUnderTest program, IReadOnlyList<Examined> examined, ProgramError error, SourceText source, Budget budget)
    {
        var worst = examined.First(item => item.Forward.Error is not null);
        if (worst.Trial.Truth is not null && error.Code is ErrorCodes.ShapeMismatch or ErrorCodes.WrongValue or ErrorCodes.IndexOutOfRange)
        {
            var run = worst.Forward;
            var trial = new EditTrial(program, examined, budget);
            var departs = run.Events.Where(made => made.Statement is not null && StageOf(made, worst) is { } stage && !stage.Allows(made.Value!)).ToList();
            var found = trial.Best(departs.Concat(trial.Raised(error, run.Events)).Concat(run.Events.Where(made => made.Statement is not null && StageOf(made, worst) is null)), run.Events, isForward: true, (edited, k) =>
            {
                var again = ForwardRun.Of(edited, examined[k].Trial, budget, recorded: false);
                return (again.Error is null && again.Out is { } made && examined[k].Trial.Accepts(made), false);
            });
            if (found is { } right)
            {
                return new Blamed(right.At.Statement!.Span, right.Edit.Code, WrongLineWriter.LeadsTo(error, source)) { At = right.At, Statement = right.At.Statement, MakesAllRight = true, IsForward = true }.By(right.Edit);
            }
        }

        return new(error.Span, error.Code, $"{error.Type}: {error.Message}");
    }

    /// <summary>Whether a cause that the numbers show can lie in a line: a mean can be taken over the wrong values, and no more.</summary>
    private static bool Suits(string code, Event line) =>
        Roles.Of(line.Name) != Role.Mean || OfGroups.Any(prefix => code.StartsWith(prefix, StringComparison.Ordinal));

    private static Blamed Blame(Event at, string code, IReadOnlyList<Examined> examined) => new(at.Statement!.Span, code)
    {
        At = at,
        Statement = at.Statement,
        IsForward = true,
        Errors = [.. examined.Select(item => (item.Trial.Name, item.Forward.Out is { } made && item.Trial.Truth is { } truth ? Agreement.Deviation(made, truth.Out) : null))],
    };

    /// <summary>What a forward value should be, if its name says so.</summary>
    private static Stage? StageOf(Event made, Examined examined) =>
        made is { IsReturn: false, Value.IsDiscrete: false } ? examined.Trial.Truth?.StageOf(made.Name) : null;
}
