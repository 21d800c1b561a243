using GradCheck.Programs.Checking.Runs;
using GradCheck.Programs.Checking.Subjects;
using GradCheck.Programs.Syntax;
using GradCheck.Programs.Values;

namespace GradCheck.Programs.Checking.Entries;

/// <summary>A forward function that returns outputs and what it keeps, and a backward function that takes their gradients.</summary>
/// <param name="forward">The forward function.</param>
/// <param name="backward">The backward function; null where there is none.</param>
/// <param name="isCourse">Whether it is a layer of the course, with one output and gradients in an order of their own.</param>
internal sealed class FunctionPair(FunctionStatement forward, FunctionStatement? backward, bool isCourse) : IEntry
{
    public CallArguments Arguments(Trial trial, IReadOnlyDictionary<string, Value> made) => ForwardArguments.Bind(forward, trial, made, isCourse);

    public Wiring Read(Value returned, Trial trial)
    {
        var wiring = Wiring.Of(Part.Of(returned, forward), forward, backward, trial, isCourse);
        return returned is ListValue list && backward is not null && wiring.Incoming.Count < list.Items.Count && list.Items.TrueForAll(item => item is NdArray)
            ? throw CallArguments.Cannot($"`{forward.Name}` returns a list of arrays: return one array (np.stack makes one of several), or a tuple of outputs", forward.Span)
            : wiring;
    }

    public FoundGradients Gradients(ForwardRun run, Value returned) => new GradientFinder(run, isCourse).Of(returned, Part.Of(returned, backward!));
}
