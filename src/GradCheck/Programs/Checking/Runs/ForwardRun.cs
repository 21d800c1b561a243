using GradCheck.Programs.Checking.Subjects;
using GradCheck.Programs.Runtime;
using GradCheck.Programs.Source;
using GradCheck.Programs.Tape;
using GradCheck.Programs.Values;

namespace GradCheck.Programs.Checking.Runs;

/// <summary>One run of the forward function on a case.</summary>
internal sealed class ForwardRun
{
    private ForwardRun(ProgramUnderTest program, Trial trial, RunSession session)
    {
        (Program, Trial, Session) = (program, trial, session);
    }

    public ProgramUnderTest Program { get; }

    public Trial Trial { get; }

    public RunSession Session { get; }

    /// <summary>The arguments, by the name of the ingredient.</summary>
    public IReadOnlyDictionary<string, Value> Arguments { get; private set; } = new Dictionary<string, Value>();

    /// <summary>What the differentiable arguments were before the run.</summary>
    public IReadOnlyDictionary<string, Snapshot> Inputs { get; private set; } = new Dictionary<string, Snapshot>();

    public IReadOnlyList<Event> Events { get; private set; } = [];

    /// <summary>The whole value that was returned.</summary>
    public Value? Returned { get; private set; }

    /// <summary>The output; null where the function returned no numbers, or did not return.</summary>
    public Snapshot? Out { get; private set; }

    /// <summary>What the backward function gets beside <c>dout</c>; for a loss, the gradients.</summary>
    public IReadOnlyList<Value> Rest { get; private set; } = [];

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
        var session = new RunSession(budget, recorded ? GradientTape.Start() : GradientTape.Off);
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

        Arguments = made;
        Inputs = Trial.Ingredients.Where(ingredient => ingredient.IsDifferentiable).ToDictionary(ingredient => ingredient.Name, ingredient => Snapshot.Of(made[ingredient.Name])!);
        Returned = interpreter.Call(Program.Forward.Name, ArgumentBinder.Bind(Program.Forward, Trial, made));
        Changed = [.. made.Where(item => item.Value is NdArray { Storage.Version: > 0 }).Select(item => item.Key)];

        // (out, cache), or out and the values themselves, or out alone.
        var parts = Returned is TupleValue tuple ? tuple.Items : [Returned];
        Out = parts.Count == 0 ? null : Snapshot.Of(parts[0]);
        Rest = [.. parts.Skip(1)];
    }
}
