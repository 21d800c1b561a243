using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>A forward function that returns outputs and what it keeps, and a backward function that takes their gradients.</summary>
/// <param name="forward">The forward function.</param>
/// <param name="backward">The backward function; null where there is none.</param>
/// <param name="isCourse">Whether it is a layer of the course, with one output and gradients in an order of their own.</param>
internal sealed class FunctionPair(FunctionStatement forward, FunctionStatement? backward, bool isCourse) : IEntry
{
    public CallArguments Arguments(Trial trial, IReadOnlyDictionary<string, Value> made) => ForwardArguments.Bind(forward, trial, made, isCourse);

    public Wiring Read(Value returned, Trial trial)
    {
        var parts = Part.Of(returned, forward);
        var wiring = Wiring.Of(parts, forward, backward, trial, isCourse);
        if (isCourse || backward is null)
        {
            return wiring;
        }

        // What a loop appended to is one output; [out, x] in the return itself is as good as a tuple.
        if (returned is ListValue list && wiring.Incoming.Count < list.Items.Count && !ReturnNames.AreListed(forward) && list.Items.TrueForAll(item => item is NdArray))
        {
            var whole = new Part(ReturnNames.Of(forward, null)[0], -1, returned);
            return whole.Stacked() is { } states
                ? Wiring.Of([states], forward, backward, trial, isCourse)
                : throw CallArguments.Cannot($"`{forward.Name}` returns a list of arrays of different shapes: return one array, or a tuple of outputs", forward.Span);
        }

        return returned is TupleValue && parts is [{ Value: ListValue } first, ..] && !(first.Name is { } name && ParameterNames.IsCache(name)) && first.Stacked() is { Numbers.Nodes: not null } stack
            && (wiring.Outputs.All(output => output.Numbers!.Nodes is null || IsArgument(output)) || wiring.Incoming.Keys.Any(parameter => ParameterNames.IsGradientOf(parameter, first.Name)))
            ? Wiring.Of([stack, .. parts.Skip(1)], forward, backward, trial, isCourse)
            : wiring;
    }

    private bool IsArgument(Part part) => forward.Parameters.Items.Any(parameter => parameter.Name == part.Name);

    public FoundGradients Gradients(ForwardRun run, Value returned) => new GradientFinder(run, isCourse).Of(returned, Part.Of(returned, backward!));
}
