using GradCheck.Programs.Names;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Returns;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Arrays;
using GradCheck.Python.Runtime;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>A forward function that returns outputs and what it keeps, and a backward function that takes their gradients.</summary>
/// <param name="forward">The forward function.</param>
/// <param name="backward">The backward function; null where there is none.</param>
/// <param name="subject">The layer: those of the course have one output, and gradients in an order of their own.</param>
internal sealed class FunctionPair(FunctionStatement forward, FunctionStatement? backward, Subject subject) : IEntry
{
    public bool IsOneRun => false;

    public ForwardResult Run(Interpreter interpreter, RunSession session, Trial trial, IReadOnlyDictionary<string, Value> made)
    {
        var arguments = new Casting(forward, trial).Arguments(made, subject.IsCourse);
        return new(interpreter.Call(forward.Name, arguments.Positional, arguments.Keywords), arguments.Parameters);
    }

    public Wiring Read(Value returned, Trial trial)
    {
        var parts = Part.Of(returned, forward);
        var wiring = Wiring.Of(parts, forward, backward, trial.InputNames, subject.IsCourse);
        if (subject.IsCourse || backward is null)
        {
            return wiring;
        }

        // What a loop appended to is one output; [out, x] in the return itself is as good as a tuple.
        if (returned is ListValue list && wiring.Incoming.Count < list.Items.Count && !ReturnNames.AreListed(forward) && list.Items.TrueForAll(item => item is NdArray))
        {
            var whole = new Part(ReturnNames.Of(forward, null)[0], -1, returned);
            return whole.Stacked() is { } states
                ? Wiring.Of([states], forward, backward, trial.InputNames, subject.IsCourse)
                : throw CallArguments.Cannot($"`{forward.Name}` returns a list of arrays of different shapes: return one array, or a tuple of outputs", forward.Span);
        }

        return returned is TupleValue && parts is [{ Value: ListValue } first, ..] && !(first.Name is { } name && ParameterNames.IsCache(name)) && first.Stacked() is { Numbers.Nodes: not null } stack
            && (wiring.Outputs.All(output => output.Numbers!.Nodes is null || IsArgument(output)) || wiring.Incoming.Keys.Any(parameter => ParameterNames.IsGradientOf(parameter, first.Name)))
            ? Wiring.Of([stack, .. parts.Skip(1)], forward, backward, trial.InputNames, subject.IsCourse)
            : wiring;
    }

    private bool IsArgument(Part part) => forward.Parameters.Items.Any(parameter => parameter.Name == part.Name);

    public CallArguments? Back(Interpreter interpreter, ForwardCall forward, IReadOnlyList<Value> incoming, ValueCopies copies) =>
        backward is null ? null : new BackwardArguments(backward, forward, incoming, copies).Bind();

    public BackResult RunBack(Interpreter interpreter, CallArguments arguments) => new(interpreter.Call(backward!.Name, arguments.Positional, arguments.Keywords));

    public FoundGradients Gradients(ForwardCall call, BackResult result) => new GradientFinder(call, backward!, subject).Of(result.Returned, Part.Of(result.Returned, backward!));
}
