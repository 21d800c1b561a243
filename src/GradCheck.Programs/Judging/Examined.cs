using GradCheck.Comparison;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Budgets;
using GradCheck.Python.Source;

namespace GradCheck.Programs.Judging;

/// <summary>A program run on one case, forward and backward, and held against the truth.</summary>
internal sealed class Examined
{
    private readonly Dictionary<Event, Judgement> judgements = [];

    /// <summary>The gradients before any convention divides them.</summary>
    private IReadOnlyList<Snapshot?> whole = [];

    private Examined(ForwardRun forward) => Forward = forward;

    public ForwardRun Forward { get; }

    public Trial Trial => Forward.Trial;

    /// <summary>How many steps it took.</summary>
    public long Steps { get; private init; }

    public BackwardRun? Backward { get; private init; }

    /// <summary>The gradients through the program's own forward pass; null where there is no output to start from.</summary>
    public Judge? Judge { get; private init; }

    /// <summary>Reverse mode through the program's own forward pass.</summary>
    public GradientTruth? Truth { get; private init; }

    /// <summary>The passes of a script; null for another form.</summary>
    public ScriptPasses? Passes { get; private init; }

    /// <summary>The judge of a value: of a script with several passes that of its own.</summary>
    /// <param name="made">The value.</param>
    public Judge? JudgeOf(Event made) => Passes is null ? Judge : Passes.JudgeOf(made);

    /// <summary>The value whose gradient is one of those asked for; null where it is not known.</summary>
    /// <param name="gradient">Its place among them.</param>
    public Event? PairOf(int gradient) => Passes is null ? Judge?.ParameterOf(Forward.Program.Subject.Inputs[gradient]) : Passes.PairOf(gradient);

    /// <summary>What can be said of a value of the backward pass.</summary>
    public Judgement Of(Event made)
    {
        if (!judgements.TryGetValue(made, out var known))
        {
            judgements[made] = known = JudgeOf(made) is { } judge && Backward is not null && made.Frame.Number != 0 ? judge.Of(made) : Judgement.Unchecked;
        }

        return known;
    }

    /// <summary>The right gradients for the program's own forward pass, in the order of the layer's inputs.</summary>
    public IReadOnlyList<Snapshot?> Own { get; private init; } = [];

    /// <summary>By which count the gradients of the parameters are divided by the convention of some courses, and which these are; null where none is.</summary>
    public (int Count, IReadOnlyList<int> Gradients)? Averaged { get; private init; }

    /// <summary>Whether the output is the layer's; true for a function that has no layer.</summary>
    public bool ForwardHolds => Forward.Error is null && Forward.Out is { } made && Trial.Accepts(made);

    /// <summary>Whether a returned gradient is that of the program's own forward pass.</summary>
    public bool Holds(int gradient) => (Passes is { } passes && Backward?.Error is null && !passes.IsJudged(gradient)) || (
        Backward?.Error is null
        && Backward is { } run && gradient < run.Gradients.Count && run.Gradients[gradient] is { } value
        && gradient < Own.Count && Own[gradient] is { } own && (Passes?.Holds(gradient, value, own) ?? Near.Holds(value, own)));

    /// <summary>Whether a gradient is held against anything: of a script only what goes into a loss.</summary>
    /// <param name="gradient">Its place.</param>
    public bool IsJudged(int gradient) => Passes?.IsJudged(gradient) ?? true;

    /// <summary>Whether all gradients are.</summary>
    public bool BackwardHolds => Backward is null || (Backward.Error is null && Backward.Gradients.Count >= Own.Count && Enumerable.Range(0, Own.Count).All(Holds));

    /// <summary>What ended the run, forward or backward; null where nothing did.</summary>
    public ProgramError? Error => Forward.Error ?? Backward?.Error;

    /// <summary>Whether what its lines made is known.</summary>
    public bool IsRecorded { get; private init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool AllHolds => ForwardHolds && BackwardHolds;

    /// <summary>Runs a program on a case.</summary>
    public static Examined Of(ProgramUnderTest program, Trial trial, SourceText source, Budget budget)
    {
        var before = budget.Steps;
        var forward = ForwardRun.Of(program, trial, budget, recorded: true);
        if (program.Script is { } script && forward.Error is null)
        {
            var passes = new ScriptPasses(forward, script, source);
            return new(forward.Of(passes.Loss))
            {
                Passes = passes,
                Truth = passes.Truth,
                Judge = passes.First,
                Own = passes.Own,
                Backward = passes.Loss is null ? null : BackwardRun.OfOneRun(forward).With(passes.Gradients),
                IsRecorded = true,
                Steps = budget.Steps - before,
            };
        }

        if (forward is not { Douts: { } douts, Error: null })
        {
            return new(forward) { IsRecorded = true, Steps = budget.Steps - before };
        }

        var truth = new GradientTruth(forward.Session.Tape, forward.Call.Wiring.Outputs.Select(output => output.Numbers!), douts);
        var judge = new Judge(forward, truth, source);
        var backward = BackwardOf(program, forward, budget, new());
        List<Snapshot?> own = [.. program.Subject.Inputs.Select(judge.OfInput)];
        var averaged = Averaging.Of(forward, backward, own);
        return new(forward)
        {
            Truth = truth,
            Judge = judge,
            whole = own,
            Own = Averaging.Held(own, averaged),
            Averaged = averaged,
            Backward = backward,
            IsRecorded = true,
            Steps = budget.Steps - before,
        };
    }

    /// <summary>Runs a program on a case without recording it, where that is enough to see that all holds; else as <see cref="Of(ProgramUnderTest, Trial, SourceText, Budget)"/> does.</summary>
    public static Examined Quick(ProgramUnderTest program, Trial trial, SourceText source, Budget budget) =>
        trial.Truth is { } truth && Unrecorded(program, trial, truth, budget) is { AllHolds: true } made ? made : Of(program, trial, source, budget);

    /// <summary>Whether all of a program is right on a case; nothing is recorded.</summary>
    public static bool Whole(ProgramUnderTest program, Trial trial, SourceText source, Budget budget) =>
        (trial.Truth is { } truth ? Unrecorded(program, trial, truth, budget) : Of(program, trial, source, budget)).AllHolds;

    /// <summary>Runs the backward pass of an edited program through the same forward pass.</summary>
    /// <param name="program">The edited program.</param>
    /// <param name="source">The text of the original, whose spans the edited one keeps.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="recorder">Watches it; null for a fresh one.</param>
    public Examined With(ProgramUnderTest program, SourceText source, Budget budget, Recorder? recorder = null) =>
        Passes is { IsDerived: true, Loss: not null } passes ? Again(program, passes, budget)
        : program.IsOneRun ? Of(program, Trial, source, budget)
        : Gone(Judge is null ? null : BackwardOf(program, Forward, budget, recorder ?? new()));

    /// <summary>The same forward pass with another way back, held by the convention that this one follows.</summary>
    private Examined Gone(BackwardRun? backward)
    {
        var averaged = Judge is null ? null : Averaging.Of(Forward, backward, whole);
        return new(Forward) { Judge = Judge, Truth = Truth, whole = whole, Own = Averaging.Held(whole, averaged), Averaged = averaged, Backward = backward };
    }

    /// <summary>A run held against the layer alone, of which nothing is kept but its results; a wrong forward pass is not gone back through.</summary>
    private static Examined Unrecorded(ProgramUnderTest program, Trial trial, LayerTruth truth, Budget budget)
    {
        var before = budget.Steps;
        var forwardOnly = new Examined(ForwardRun.Of(program, trial, budget, recorded: false));
        var made = new Examined(forwardOnly.Forward)
        {
            Own = [.. program.Subject.Inputs.Select(input => forwardOnly.LayerGradient(input))],
        };
        var backward = made.ForwardHolds ? BackwardOf(program, made.Forward, budget, null) : null;
        return new(made.Forward) { Own = made.Own, Backward = backward, Steps = budget.Steps - before };
    }

    /// <summary>A script with a line behind its loss edited: what is right is known, so that nothing need be taped.</summary>
    private Examined Again(ProgramUnderTest program, ScriptPasses passes, Budget budget)
    {
        var before = budget.Steps;
        var forward = ForwardRun.Of(program, Trial, budget, recorded: true, isTaped: false);
        forward = forward.Error is null ? forward.Of(forward.Events.FirstOrDefault(made => made.IsSameAs(passes.Loss!))) : forward;
        return new(forward)
        {
            Passes = passes,
            Truth = Truth,
            Judge = Judge,
            Own = Own,
            Backward = BackwardRun.OfOneRun(forward).With(passes.GradientsIn(forward.Events)),
            IsRecorded = true,
            Steps = budget.Steps - before,
        };
    }

    private static BackwardRun? BackwardOf(ProgramUnderTest program, ForwardRun forward, Budget budget, Recorder? recorder) =>
        program.IsOneRun ? BackwardRun.OfOneRun(forward)
        : program.Backward is null ? null
        : BackwardRun.Of(program, forward, budget, recorder);

    /// <summary>The layer's gradient by an input, turned where the program keeps the input so; null where there is no layer.</summary>
    /// <param name="input">The input.</param>
    public Snapshot? LayerGradient(string input) => Trial.Truth?.Gradients.GetValueOrDefault(input) is not { } right ? null
        : right.Shape is [var rows, var columns] && rows != columns && Forward.Call.Inputs.GetValueOrDefault(input)?.Shape is [var own, var other] && own == columns && other == rows
            ? new([columns, rows], [.. Enumerable.Range(0, rows * columns).Select(k => right.Values[(k % rows * columns) + (k / rows)])])
            : right;

    /// <summary>Whether a gradient is that of the layer; null where there is no layer to hold it against.</summary>
    public Verdict? LayerVerdict(int gradient, string input)
    {
        if (LayerGradient(input) is not { } right)
        {
            return null;
        }

        return Backward is { } run && gradient < run.Gradients.Count && run.Gradients[gradient] is { } value && Near.Holds(value, right) ? Verdict.Match : Verdict.Mismatch;
    }
}
