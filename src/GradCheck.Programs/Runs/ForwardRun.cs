using GradCheck.Programs.Dialects;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Returns;
using GradCheck.Programs.Subjects;
using GradCheck.Python;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Runs;

/// <summary>One run of the forward function on a case.</summary>
/// <param name="Program">The program.</param>
/// <param name="Session">What the run left beside its values: the tape, what it printed, what NumPy warned of.</param>
/// <param name="Call">The call: what the function was given, and what it left behind.</param>
internal sealed record ForwardRun(ProgramUnderTest Program, RunSession Session, ForwardCall Call)
{
    private const string NoLoss = "no line before the first gradient makes a number that depends on what is differentiated: say with `loss` which name is the loss";

    public Trial Trial => Call.Trial;

    /// <summary>The first output; null where the function returned no numbers, or did not return.</summary>
    public Snapshot? Out => Call.Out;

    public IReadOnlyList<Event> Events { get; private init; } = [];

    /// <summary>What watched the run; null where nothing did.</summary>
    public Recorder? Recorder { get; private init; }

    /// <summary>The gradient that comes in for each output; null where none fits.</summary>
    public IReadOnlyList<Snapshot>? Douts { get; private init; }

    /// <summary>Lines that failed and that nothing depends on.</summary>
    public IReadOnlyList<PassedOver> PassedOver { get; private init; } = [];

    /// <summary>Why the gradients that the client gave do not fit the outputs; null where they do.</summary>
    public string? DoutFault { get; private init; }

    /// <summary>What the functions left under names of the file, for the backward function to find: what they declare <c>global</c>, and dictionaries and lists.</summary>
    public IReadOnlyDictionary<string, Value> Left { get; private init; } = new Dictionary<string, Value>();

    /// <summary>What ended the run; null where nothing did.</summary>
    public ProgramError? Error { get; private init; }

    /// <summary>Names of arguments that the run changed in place.</summary>
    public IReadOnlyList<string> Changed { get; private init; } = [];

    /// <summary>Runs the forward function.</summary>
    /// <param name="program">The program.</param>
    /// <param name="trial">The case.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="recorded">Whether to keep the tape and the events, or only the result.</param>
    /// <param name="isTaped">Whether to keep the tape, where the events are kept.</param>
    public static ForwardRun Of(ProgramUnderTest program, Trial trial, Budget budget, bool recorded, bool isTaped = true)
    {
        var session = new RunSession(budget, recorded && isTaped ? GradientTape.Start() : GradientTape.Off, Languages.Course);
        var recorder = recorded ? new Recorder { Substitute = program.Script is null ? null : (program.Entry as ScriptEntry)?.Nodes(session.Tape) } : null;
        var run = new ForwardRun(program, session, new(program.Forward, trial));
        try
        {
            run = run.Called(new(program.Tree, session, recorder), recorder);
            run = run.Wired();
        }
        catch (ProgramException stopped)
        {
            run = run with { Error = stopped.Error };
        }

        return run with { Events = recorder?.Events ?? [], Recorder = recorder };
    }

    /// <summary>Whether what a function returned at a place is an output.</summary>
    /// <param name="made">What it returned.</param>
    public bool IsOutput(Event made) =>
        made.Position < 0 || Call.Wiring.Outputs.Any(part => part.Place == made.Position) || (Call.Wiring.Outputs.Count == 0 && made.Position == 0);

    private ForwardRun Called(Interpreter interpreter, Recorder? recorder)
    {
        interpreter.Load();
        var made = new Dictionary<string, Value>();
        foreach (var ingredient in Trial.Ingredients.Concat(Trial.Extras))
        {
            made[ingredient.Name] = ArrayLibrary.Of(ingredient.Make(Session), Program.IsTorch);
        }

        var inputs = Trial.Ingredients.Where(ingredient => ingredient.IsDifferentiable)
            .ToDictionary(ingredient => ingredient.Name, ingredient => Snapshot.Of(made[ingredient.Name])!);
        var result = Program.Entry.Run(interpreter, Session, Trial, made);
        if (result.Output is { } output)
        {
            recorder?.Left(-1, output, result.Returned);
        }

        var declared = Walk.Statements(Program.Tree.Body).OfType<ScopeStatement>().SelectMany(statement => statement.Names).ToHashSet();
        bool IsLeft(string name, Value value) => value is DictionaryValue or ListValue || (declared.Contains(name) && (value is NdArray || IsSetting(value)));
        return this with
        {
            Call = Call with
            {
                Arguments = made,
                Inputs = result.Inputs.Concat(inputs).DistinctBy(item => item.Key).ToDictionary(),
                Parameters = result.Parameters,
                Returned = result.Returned,
                Receiver = result.Receiver,
                Homes = result.Homes,
                Locals = interpreter.Locals,
                Constants = interpreter.Globals.Where(item => item.Value is DictionaryValue || IsSetting(item.Value)).ToDictionary(),
            },
            PassedOver = result.PassedOver,
            Left = interpreter.Globals.Where(item => IsLeft(item.Key, item.Value)).ToDictionary(),
            Changed = [.. made.Where(item => item.Value is NdArray { Storage.Version: > 0 }).Select(item => item.Key)],
        };
    }

    /// <summary>The same with the value that a script's gradients are taken of as its output; with an error where there is none.</summary>
    /// <param name="loss">The value.</param>
    public ForwardRun Of(Event? loss) => loss is null ? this with { Error = CallArguments.Cannot(NoLoss, Program.Forward.Span).Error }
        : this with { Call = Call with { Wiring = Call.Wiring with { Outputs = [Part.Of(loss.Name, loss.Value!)] } }, Douts = [new(loss.Value!.Shape, [.. loss.Value.Values.Select(_ => 1.0)])] };

    /// <summary>The same with what its outputs are, and the gradients that come in for them.</summary>
    private ForwardRun Wired()
    {
        var call = Call with { Wiring = Program.Entry.Read(Call.Returned!, Trial) };
        if (call.Wiring.Fixed is { } each && call.Out is { } only)
        {
            // 0 is the share that each entry has of a mean.
            var share = each == 0 ? 1.0 / only.Values.Length : each;
            return this with { Call = call, Douts = [only with { Values = [.. Enumerable.Repeat(share, only.Values.Length)], Nodes = null }] };
        }

        var (douts, fault) = Trial.Incoming?.Invoke(call.Wiring) ?? (DefaultOf(call.Out), null);
        return this with { Call = call, Douts = douts, DoutFault = fault };
    }

    /// <summary>The gradient of the case; 1 for a loss.</summary>
    private IReadOnlyList<Snapshot>? DefaultOf(Snapshot? output)
    {
        var dout = Trial.Dout ?? new Snapshot([], [1.0]);
        return output is not null && output.Values.Length == dout.Values.Length ? [dout] : null;
    }

    private static bool IsSetting(Value value) => value is IntegerValue or FloatValue or BooleanValue or StringValue or TupleValue;
}
