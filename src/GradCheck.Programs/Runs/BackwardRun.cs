using GradCheck.Programs.Dialects;
using GradCheck.Programs.Entries;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Returns;
using GradCheck.Python;
using GradCheck.Python.Arrays;
using GradCheck.Python.Budgets;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Runs;

/// <summary>One run of the backward function on what a forward pass left behind.</summary>
internal sealed record BackwardRun
{
    /// <summary>The gradient of each input that is asked about; null where none was returned, or what is no number or array.</summary>
    public IReadOnlyList<Snapshot?> Gradients { get; private init; } = [];

    /// <summary>The place of the returned part that each gradient is in, -1 for all of it; null where there is none.</summary>
    public IReadOnlyList<int?> Places { get; private init; } = [];

    /// <summary>Outputs that the function takes no gradient for.</summary>
    public IReadOnlyList<Part> Unused { get; private init; } = [];

    public IReadOnlyList<Event> Events { get; private init; } = [];

    public ProgramError? Error { get; private init; }

    /// <summary>Whether <c>dout</c>, or an array of the cache, was changed in place.</summary>
    public IReadOnlyList<string> Changed { get; private init; } = [];

    /// <summary>What NumPy warned of.</summary>
    public IReadOnlyCollection<RunWarning> Warnings { get; private init; } = [];

    /// <summary>Runs the backward function.</summary>
    /// <param name="program">The program, perhaps an edited one; its forward pass is not run again.</param>
    /// <param name="forward">The forward pass that it goes back through.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="recorder">Watches the run; null for the result alone.</param>
    public static BackwardRun Of(ProgramUnderTest program, ForwardRun forward, Budget budget, Recorder? recorder)
    {
        var session = new RunSession(budget, GradientTape.Off, Languages.Course);
        var run = new BackwardRun();
        try
        {
            var interpreter = new Interpreter(program.Tree, session, recorder);
            interpreter.Load();
            var copies = new ValueCopies(interpreter);
            foreach (var (name, value) in forward.Left)
            {
                interpreter.Restore(name, copies.Copy(value));
            }

            var outputs = forward.Call.Wiring.Outputs;
            var douts = forward.Douts!.Select((dout, k) => ArrayLibrary.Of(DoutOf(dout, isStack: k < outputs.Count && outputs[k].IsStack), program.IsTorch)).ToArray();
            var arguments = program.Entry.Back(interpreter, forward.Call, douts, copies)!;
            run = run with { Unused = arguments.Unused };
            run = run.Took(program, forward, program.Entry.RunBack(interpreter, arguments), recorder);
            run = run.Error is not null ? run : run with
            {
                Changed =
                [
                    .. douts.Any(dout => IsChanged(dout, [])) ? ["dout"] : Array.Empty<string>(),
                    .. arguments.All.Any(item => !douts.Contains(item) && IsChanged(item, [])) ? ["cache"] : Array.Empty<string>(),
                ],
            };
        }
        catch (ProgramException stopped)
        {
            run = run with { Error = stopped.Error };
        }

        return run with { Warnings = session.Warnings, Events = recorder?.Events ?? [] };
    }

    /// <summary>Takes the gradients from what one run gave beside the output.</summary>
    /// <param name="forward">Its run.</param>
    public static BackwardRun OfOneRun(ForwardRun forward)
    {
        var run = new BackwardRun { Error = forward.Error, Events = forward.Events, Warnings = forward.Session.Warnings };
        return forward is not { Error: null, Call.Returned: { } returned } ? run
            : run.Took(forward.Program, forward, new(returned, forward.Call.Receiver), forward.Recorder) with { Events = forward.Recorder?.Events ?? [] };
    }

    /// <summary>The same with gradients that were found in another way than in what was returned.</summary>
    /// <param name="gradients">The gradients.</param>
    public BackwardRun With(IReadOnlyList<Snapshot?> gradients) => this with { Gradients = gradients };

    private static Value DoutOf(Snapshot dout, bool isStack)
    {
        if (isStack)
        {
            var size = dout.Values.Length / dout.Shape[0];
            return new ListValue([.. Enumerable.Range(0, dout.Shape[0]).Select(k => NdArray.Of(dout.Shape[1..], dout.Values[(k * size)..((k + 1) * size)]))]);
        }

        return dout.Shape.Length == 0
            ? new NdArray(new Storage([dout.Values[0]]), 0, [], [], isScalar: true)
            : NdArray.Of(dout.Shape, [.. dout.Values]);
    }

    /// <summary>Looks at each value once, since a list may hold itself, and no deeper than what was copied.</summary>
    private static bool IsChanged(Value value, HashSet<Value> seen, int depth = 0)
    {
        if (depth >= ValueCopies.MostDepth || !seen.Add(value))
        {
            return false;
        }

        bool Inside(Value item) => IsChanged(item, seen, depth + 1);
        return value switch
        {
            NdArray array => array.Storage.Version > 0,
            TupleValue tuple => tuple.Items.Any(Inside),
            ListValue list => list.Items.Any(Inside),
            DictionaryValue dictionary => dictionary.Items.Values.Any(Inside),
            _ => false,
        };
    }

    /// <summary>The same with the gradients in what was returned, or why they cannot be told apart.</summary>
    private BackwardRun Took(ProgramUnderTest program, ForwardRun forward, BackResult result, Recorder? recorder)
    {
        var found = program.Entry.Gradients(forward.Call, result);
        foreach (var (place, (name, value)) in found.Left)
        {
            recorder?.Left(place, name, value);
        }

        var function = program.Backward ?? program.Forward;
        return this with
        {
            Gradients = found.Values,
            Places = found.Places,
            Error = found.Fault is { } fault ? CallArguments.Cannot($"`{function.Name}` {fault}", function.Span).Error : null,
        };
    }
}
