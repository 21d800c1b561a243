using GradCheck.Programs.Runtime;
using GradCheck.Programs.Source;
using GradCheck.Programs.Tape;
using GradCheck.Programs.Values;

namespace GradCheck.Programs.Checking.Runs;

/// <summary>One run of the backward function on what a forward pass left behind.</summary>
internal sealed class BackwardRun
{
    /// <summary>What it returned, in order; null for what is no number or array.</summary>
    public IReadOnlyList<Snapshot?> Gradients { get; private set; } = [];

    /// <summary>The returned values themselves.</summary>
    public IReadOnlyList<Value> Returned { get; private set; } = [];

    public IReadOnlyList<Event> Events { get; private set; } = [];

    public ProgramError? Error { get; private set; }

    /// <summary>Whether <c>dout</c>, or an array of the cache, was changed in place.</summary>
    public IReadOnlyList<string> Changed { get; private set; } = [];

    /// <summary>What NumPy warned of.</summary>
    public IReadOnlyCollection<RunWarning> Warnings { get; private set; } = [];

    /// <summary>Runs the backward function.</summary>
    /// <param name="program">The program, perhaps an edited one; its forward pass is not run again.</param>
    /// <param name="forward">The forward pass that it goes back through.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="recorder">Watches the run; null for the result alone.</param>
    public static BackwardRun Of(ProgramUnderTest program, ForwardRun forward, Budget budget, Recorder? recorder)
    {
        var session = new RunSession(budget, GradientTape.Off);
        var run = new BackwardRun();
        try
        {
            var interpreter = new Interpreter(program.Tree, session, recorder);
            interpreter.Load();
            var copies = new ValueCopies();
            var cache = forward.Rest.Select(copies.Copy).ToArray();
            var shape = forward.Trial.Dout?.Shape ?? [];
            var dout = forward.Trial.Dout is null ? new NdArray(new Storage([1.0]), 0, [], [], isScalar: true) : NdArray.Of(shape, [.. forward.Trial.Dout.Values]);
            var arguments = ArgumentsOf(program, forward, dout, cache, copies);
            run.Take(interpreter.Call(program.Backward!.Name, arguments), forward);
            var changed = new List<string>();
            if (dout.Storage.Version > 0)
            {
                changed.Add("dout");
            }

            if (cache.Any(item => IsChanged(item, [])))
            {
                changed.Add("cache");
            }

            run.Changed = changed;
        }
        catch (ProgramException stopped)
        {
            run.Error = stopped.Error;
        }

        run.Warnings = session.Warnings;
        run.Events = recorder?.Events ?? [];
        return run;
    }

    /// <summary>Takes the gradients from what a loss function returned beside the loss.</summary>
    public static BackwardRun OfLoss(ForwardRun forward)
    {
        var run = new BackwardRun { Error = forward.Error, Events = forward.Events, Warnings = forward.Session.Warnings };
        if (forward.Rest is [TupleValue tuple])
        {
            run.Take(tuple, forward);
        }
        else
        {
            run.Returned = forward.Rest;
            run.Gradients = [.. forward.Rest.Select(Snapshot.Of)];
        }

        return run;
    }

    private static IReadOnlyList<Value> ArgumentsOf(ProgramUnderTest program, ForwardRun forward, Value dout, Value[] cache, ValueCopies copies)
    {
        var parameters = program.Backward!.Parameters.Items;
        if (cache.Length == parameters.Count - 1 || parameters.Count <= 1)
        {
            return [dout, .. cache];
        }

        // Several values were returned where one cache is taken, or none where the arguments themselves are asked for.
        if (cache.Length > 1 && parameters.Count == 2)
        {
            return [dout, new TupleValue(cache)];
        }

        var byName = parameters.Skip(1).Select(parameter => forward.Arguments.GetValueOrDefault(parameter.Name)).ToArray();
        return byName.All(value => value is not null) ? [dout, .. byName.Select(value => copies.Copy(value!))] : [dout, .. cache];
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

    private void Take(Value value, ForwardRun forward)
    {
        Returned = value switch
        {
            TupleValue tuple => tuple.Items,
            ListValue list => list.Items,
            DictionaryValue dictionary => [.. forward.Program.Subject.Inputs.Select(input => dictionary.Items.GetValueOrDefault(DictionaryKey.Of("d" + input)) ?? dictionary.Items.GetValueOrDefault(DictionaryKey.Of(input)) ?? NoneValue.Instance)],
            _ => [value],
        };
        Gradients = [.. Returned.Select(Snapshot.Of)];
    }
}
