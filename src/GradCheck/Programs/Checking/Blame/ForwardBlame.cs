using GradCheck.Programs.Checking.Pairing;
using GradCheck.Programs.Checking.Runs;
using GradCheck.Programs.Values;

namespace GradCheck.Programs.Checking.Blame;

/// <summary>Finds the line of a forward pass that makes it another function than the layer.</summary>
internal static class ForwardBlame
{
    /// <summary>Finds the line.</summary>
    /// <param name="program">The program.</param>
    /// <param name="examined">Its runs, one a case; at least one output is wrong.</param>
    /// <param name="budget">What trying edits may cost.</param>
    public static Blamed Find(ProgramUnderTest program, IReadOnlyList<Examined> examined, Budget budget)
    {
        var worst = examined.FirstOrDefault(item => !item.ForwardHolds) ?? examined[0];
        var run = worst.Forward;
        var results = run.Events.Where(made => made.IsReturn && made.Frame.Caller is null && made.Position <= 0).ToList();
        if (run.Out is null || results.Count == 0)
        {
            var empty = run.Events.LastOrDefault(made => made.IsReturn && made.Frame.Caller is null);
            return new(empty?.Statement?.Span ?? program.Forward.Span, "unfinished", $"`{program.Forward.Name}` returns no array where the output should be") { At = empty, Statement = empty?.Statement };
        }

        var upstream = Upstream.Of(results).Where(made => made.Statement is not null).ToList();
        var departs = upstream.Find(made => Stage(made, worst) is { } stage && !Fits(made.Value!, stage));
        var suspects = departs is null ? [] : Upstream.Of([departs], made => Stage(made, worst) is { } stage && Fits(made.Value!, stage)).Where(made => made.Statement is not null).ToList();
        var trial = new EditTrial(program);
        (bool, bool) Helps(ProgramUnderTest edited, int k)
        {
            var again = ForwardRun.Of(edited, examined[k].Trial, budget, recorded: false);
            return (!trial.Spent(again.Error) && again.Error is null && again.Out is { } made && examined[k].Trial.Accepts(made), false);
        }

        var found = trial.Best((departs is null ? [] : new[] { departs }).Concat(suspects), run.Events, isForward: true, examined.Count, Helps)
            ?? trial.Best(upstream.Except(suspects), run.Events, isForward: true, examined.Count, Helps);
        if (found is { } right)
        {
            return Blame(right.At, worst.Trial.Fault?.Invoke(run.Out) ?? right.Edit.Code, examined) with { Edit = right.Edit, MakesAllRight = true };
        }

        var line = departs ?? upstream.LastOrDefault(made => !made.IsReturn && made.Value is not null) ?? results[0];
        return Blame(line, worst.Trial.Fault?.Invoke(run.Out) ?? TensorCauses.OfForward(examined) ?? "unknown", examined);
    }

    private static Blamed Blame(Event at, string code, IReadOnlyList<Examined> examined) => new(at.Statement!.Span, code)
    {
        At = at,
        Statement = at.Statement,
        Errors = [.. examined.Select(item => (item.Trial.Name, item.Forward.Out is { } made && item.Trial.Truth is { } truth ? Agreement.Error(made, truth.Out) : null))],
        Against = "the output of the layer",
    };

    /// <summary>What a forward value should be, if its name says so.</summary>
    private static Snapshot? Stage(Event made, Examined examined)
    {
        if (made.Value is not { IsDiscrete: false } || examined.Trial.Truth is not { } truth || made.IsReturn)
        {
            return null;
        }

        var stage = Roles.Of(made.Name) switch
        {
            Role.Mean => "mean",
            Role.Var => "var",
            Role.Std => "std",
            Role.Istd => "istd",
            Role.Xhat => "xhat",
            Role.Xmu => "xmu",
            _ => null,
        };
        return stage is null ? null : truth.Stages.GetValueOrDefault(stage);
    }

    /// <summary>Statistics are compared in the order of the groups, whatever their shape; values of another layout say nothing.</summary>
    private static bool Fits(Snapshot value, Snapshot stage) =>
        Agreement.Close(value.Values, stage.Values) || (value.Values.Length == stage.Values.Length && stage.Shape.Length > 1 && !Agreement.Fits(value.Shape, stage.Shape));
}
