using GradCheck.Comparison;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Judging;

/// <summary>A program run on one case, forward and backward, and held against the truth.</summary>
internal sealed class Examined
{
    private readonly Dictionary<Event, Judgement> judgements = [];

    private Examined(ForwardRun forward) => Forward = forward;

    public ForwardRun Forward { get; }

    public Trial Trial => Forward.Trial;

    /// <summary>How many steps it took.</summary>
    public long Steps { get; private set; }

    public BackwardRun? Backward { get; private set; }

    /// <summary>The gradients through the program's own forward pass; null where there is no output to start from.</summary>
    public Judge? Judge { get; private set; }

    /// <summary>Reverse mode through the program's own forward pass.</summary>
    public GradientTruth? Truth { get; private set; }

    /// <summary>What can be said of a value of the backward pass.</summary>
    public Judgement Of(Event made)
    {
        if (!judgements.TryGetValue(made, out var known))
        {
            judgements[made] = known = Judge is not null && Backward is not null && made.Frame.Number != 0 ? Judge.Of(made) : Judgement.Unchecked;
        }

        return known;
    }

    /// <summary>The right gradients for the program's own forward pass, in the order of the layer's inputs.</summary>
    public IReadOnlyList<Snapshot?> Own { get; private set; } = [];

    /// <summary>Whether the output is the layer's; true for a function that has no layer.</summary>
    public bool ForwardHolds => Forward.Error is null && Forward.Out is { } made && Trial.Accepts(made);

    /// <summary>Whether a returned gradient is that of the program's own forward pass.</summary>
    public bool Holds(int gradient) =>
        Backward?.Error is null
        && Backward is { } run && gradient < run.Gradients.Count && run.Gradients[gradient] is { } value
        && gradient < Own.Count && Own[gradient] is { } own && Near.Holds(value, own);

    /// <summary>Whether all gradients are.</summary>
    public bool BackwardHolds => Backward is null || (Backward.Error is null && Backward.Gradients.Count >= Own.Count && Enumerable.Range(0, Own.Count).All(Holds));

    /// <summary>What ended the run, forward or backward; null where nothing did.</summary>
    public ProgramError? Error => Forward.Error ?? Backward?.Error;

    /// <summary>Whether what its lines made is known.</summary>
    public bool IsRecorded { get; private set; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool AllHolds => ForwardHolds && BackwardHolds;

    /// <summary>Runs a program on a case.</summary>
    public static Examined Of(ProgramUnderTest program, Trial trial, SourceText source, Budget budget)
    {
        var before = budget.Steps;
        var made = new Examined(ForwardRun.Of(program, trial, budget, recorded: true)) { IsRecorded = true };
        made.GoBack(program, source, budget, null);
        made.Steps = budget.Steps - before;
        return made;
    }

    /// <summary>Runs a program on a case without recording it, where that is enough to see that all holds; else as <see cref="Of(ProgramUnderTest, Trial, SourceText, Budget)"/> does.</summary>
    public static Examined Quick(ProgramUnderTest program, Trial trial, SourceText source, Budget budget)
    {
        if (trial.Truth is not { } truth)
        {
            return Of(program, trial, source, budget);
        }

        var before = budget.Steps;
        var made = new Examined(ForwardRun.Of(program, trial, budget, recorded: false)) { Own = [.. program.Subject.Inputs.Select(truth.Gradients.GetValueOrDefault)] };
        if (made.ForwardHolds && (program.Backward is not null || program.Subject.IsLoss))
        {
            made.Backward = program.Subject.IsLoss ? BackwardRun.OfLoss(made.Forward) : BackwardRun.Of(program, made.Forward, budget, null);
        }

        made.Steps = budget.Steps - before;
        return made.AllHolds ? made : Of(program, trial, source, budget);
    }

    /// <summary>Whether all of a program is right on a case; nothing is recorded.</summary>
    public static bool Whole(ProgramUnderTest program, Trial trial, SourceText source, Budget budget)
    {
        if (trial.Truth is not { } truth)
        {
            return Of(program, trial, source, budget).AllHolds;
        }

        var made = new Examined(ForwardRun.Of(program, trial, budget, recorded: false)) { Own = [.. program.Subject.Inputs.Select(truth.Gradients.GetValueOrDefault)] };
        if (!made.ForwardHolds)
        {
            return false;
        }

        made.Backward = program.Subject.IsLoss ? BackwardRun.OfLoss(made.Forward) : program.Backward is null ? null : BackwardRun.Of(program, made.Forward, budget, null);
        return made.AllHolds;
    }

    /// <summary>Runs the backward pass of an edited program through the same forward pass.</summary>
    /// <param name="program">The edited program.</param>
    /// <param name="source">The text of the original, whose spans the edited one keeps.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="recorder">Watches it; null for a fresh one.</param>
    public Examined With(ProgramUnderTest program, SourceText source, Budget budget, Recorder? recorder = null)
    {
        if (program.Subject.IsLoss)
        {
            return Of(program, Trial, source, budget);
        }

        var made = new Examined(Forward) { Judge = Judge, Truth = Truth, Own = Own };
        made.GoBack(program, source, budget, recorder);
        return made;
    }

    private void GoBack(ProgramUnderTest program, SourceText source, Budget budget, Recorder? recorder)
    {
        if (Forward is { Douts: { } douts, Error: null } && Judge is null)
        {
            Truth = new(Forward.Session.Tape, Forward.Call.Wiring.Outputs.Select(output => output.Numbers!), douts);
            Judge = new(Forward, Truth, source);
            Own = [.. program.Subject.Inputs.Select(Judge.OfInput)];
        }

        if (Judge is null || (program.Backward is null && !program.Subject.IsLoss))
        {
            return;
        }

        Backward = program.Subject.IsLoss ? BackwardRun.OfLoss(Forward) : BackwardRun.Of(program, Forward, budget, recorder ?? new Recorder());
    }

    /// <summary>Whether a gradient is that of the layer; null where there is no layer to hold it against.</summary>
    public Verdict? LayerVerdict(int gradient, string input)
    {
        if (Trial.Truth is null || !Trial.Truth.Gradients.TryGetValue(input, out var right))
        {
            return null;
        }

        return Backward is { } run && gradient < run.Gradients.Count && run.Gradients[gradient] is { } value && Near.Holds(value, right) ? Verdict.Match : Verdict.Mismatch;
    }
}
