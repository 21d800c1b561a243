using GradCheck.Programs.Names;
using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Returns;
using GradCheck.Programs.Scripts;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Arrays;
using GradCheck.Python.Runtime;
using GradCheck.Python.Source;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>The lines of a script: one run gives the loss and every gradient, each of which is kept at the end of its life.</summary>
/// <param name="script">The script.</param>
/// <param name="body">Its lines, perhaps edited.</param>
internal sealed class ScriptEntry(Script script, FunctionStatement body) : IEntry
{
    public bool IsOneRun => true;

    public ForwardResult Run(Interpreter interpreter, RunSession session, Trial trial, IReadOnlyDictionary<string, Value> made)
    {
        var passedOver = new List<PassedOver>();
        bool IsPassedOver(Statement line, ProgramError error)
        {
            // Behind a needed line that was not run nothing is as it would be.
            var isVoid = passedOver.Exists(earlier => script.Needed.Contains(earlier.Line.Span.Start));
            if (error.Kind == ProgramErrorKind.Budget || (!isVoid && error.Kind != ProgramErrorKind.Unsupported && script.Needed.Contains(line.Span.Start)))
            {
                return false;
            }

            passedOver.Add(new(line, error));
            return true;
        }

        var returned = interpreter.Play(body, made, IsPassedOver);
        if (passedOver.Find(line => script.Needed.Contains(line.Line.Span.Start)) is { } needed)
        {
            var names = FreeNames.ChangedBy(needed.Line).Distinct().ToList();
            throw new ProgramException(names.Count == 0 ? needed.Error : needed.Error with
            {
                Message = $"{needed.Error.Message}. What this line makes can be given in `inputs` in its place: {string.Join(", ", names.Select(name => $"`{name}`"))}",
            });
        }

        return new(returned, made) { PassedOver = passedOver };
    }

    // Which line makes the loss is for the events to say.
    public Wiring Read(Value returned, Trial trial) => new([], Part.Of(returned, body), Wiring.NoIncoming);

    public CallArguments? Back(Interpreter interpreter, ForwardCall forward, IReadOnlyList<Value> incoming, ValueCopies copies) => null;

    public BackResult RunBack(Interpreter interpreter, CallArguments arguments) => throw new NotSupportedException("one run gives all");

    public FoundGradients Gradients(ForwardCall forward, BackResult result) =>
        new([.. script.Lives.Select(_ => (Snapshot?)null)], [.. script.Lives.Select((_, place) => (int?)place)]);

    /// <summary>Sees to it that every value whose gradient is asked for has nodes of its own.</summary>
    /// <param name="tape">Where the run is recorded.</param>
    public Func<Assignment, Value> Nodes(GradientTape tape) => assignment =>
        tape.IsOn && assignment.Frame.Caller is null && assignment.Frame.Function == Script.FunctionName && script.Subjects.Contains(assignment.Name)
            ? OwnNodes.Of(assignment.Value, assignment.Name, assignment.InPlace, tape) : assignment.Value;
}
