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
internal sealed class ForwardRun
{
    private ForwardRun(ProgramUnderTest program, Trial trial, RunSession session) =>
        (Program, Session, Call) = (program, session, new(program.Forward, trial));

    public ProgramUnderTest Program { get; }

    /// <summary>The call: what the function was given, and what it left behind.</summary>
    public ForwardCall Call { get; private set; }

    public Trial Trial => Call.Trial;

    public RunSession Session { get; }

    public IReadOnlyList<Event> Events { get; private set; } = [];

    /// <summary>The first output; null where the function returned no numbers, or did not return.</summary>
    public Snapshot? Out => Call.Out;

    /// <summary>The gradient that comes in for each output; null where none fits.</summary>
    public IReadOnlyList<Snapshot>? Douts { get; private set; }

    /// <summary>Why the gradients that the client gave do not fit the outputs; null where they do.</summary>
    public string? DoutFault { get; private set; }

    /// <summary>What the functions left under names of the file, for the backward function to find: what they declare <c>global</c>, and dictionaries and lists.</summary>
    public IReadOnlyDictionary<string, Value> Left { get; private set; } = new Dictionary<string, Value>();

    public ProgramError? Error { get; private set; }

    /// <summary>Names of arguments that the run changed in place.</summary>
    public IReadOnlyList<string> Changed { get; private set; } = [];

    /// <summary>Runs the forward function.</summary>
    /// <param name="program">The program.</param>
    /// <param name="trial">The case.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="recorded">Whether to keep the tape and the events, or only the result.</param>
    public static ForwardRun Of(ProgramUnderTest program, Trial trial, Budget budget, bool recorded)
    {
        var session = new RunSession(budget, recorded ? GradientTape.Start() : GradientTape.Off, Languages.Course);
        var run = new ForwardRun(program, trial, session);
        var recorder = recorded ? new Recorder() : null;
        try
        {
            run.Run(new Interpreter(program.Tree, session, recorder));
        }
        catch (ProgramException stopped)
        {
            run.Error = stopped.Error;
        }

        run.Events = recorder?.Events ?? [];
        return run;
    }

    private void Run(Interpreter interpreter)
    {
        interpreter.Load();
        var made = new Dictionary<string, Value>();
        foreach (var ingredient in Trial.Ingredients.Concat(Trial.Extras))
        {
            made[ingredient.Name] = ingredient.Make(Session);
        }

        var entry = Program.Entry;
        var arguments = entry.Arguments(Trial, made);
        var parameters = ForwardArguments.Plan(Program.Forward, Trial).Where(pair => pair.Ingredient is not null).ToDictionary(pair => pair.Parameter.Name, pair => made[pair.Ingredient!]);
        if (ForwardArguments.PackedIn(Program.Forward, Trial) is { } packed)
        {
            parameters[packed.Parameter.Name] = packed.Of(made);
        }

        var inputs = Trial.Ingredients.Where(ingredient => ingredient.IsDifferentiable).ToDictionary(ingredient => ingredient.Name, ingredient => Snapshot.Of(made[ingredient.Name])!);
        Call = Call with { Arguments = made, Inputs = inputs, Parameters = parameters };
        Call = Call with { Returned = interpreter.Call(Program.Forward.Name, arguments.Positional, arguments.Keywords) };
        var declared = Walk.Statements(Program.Tree.Body).OfType<ScopeStatement>().SelectMany(statement => statement.Names).ToHashSet();
        Left = interpreter.Globals.Where(item => item.Value is DictionaryValue or ListValue || (declared.Contains(item.Key) && item.Value is NdArray or FloatValue or IntegerValue or BooleanValue or StringValue or TupleValue)).ToDictionary();
        Changed = [.. made.Where(item => item.Value is NdArray { Storage.Version: > 0 }).Select(item => item.Key)];
        Call = Call with
        {
            Locals = interpreter.Locals,
            Constants = interpreter.Globals.Where(item => item.Value is IntegerValue or FloatValue or BooleanValue or StringValue or TupleValue or DictionaryValue).ToDictionary(),
        };
        Call = Call with { Wiring = entry.Read(Call.Returned, Trial) };
        (Douts, DoutFault) = Trial.Incoming?.Invoke(Call.Wiring) ?? (Default(), null);
    }

    /// <summary>Whether what a function returned at a place is an output.</summary>
    public bool IsOutput(Event made) => made.Position < 0 || Call.Wiring.Outputs.Any(part => part.Place == made.Position) || (Call.Wiring.Outputs.Count == 0 && made.Position == 0);

    /// <summary>The gradient of the case; 1 for a loss.</summary>
    private Snapshot[]? Default()
    {
        var dout = Trial.Dout ?? new Snapshot([], [1.0]);
        return Out is { } output && output.Values.Length == dout.Values.Length ? [dout] : null;
    }
}
