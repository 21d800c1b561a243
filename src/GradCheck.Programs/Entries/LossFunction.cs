using GradCheck.Programs.Numbers;
using GradCheck.Programs.Recording;
using GradCheck.Programs.Returns;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Runtime;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>One function that returns a loss and its gradients.</summary>
/// <param name="function">The function.</param>
/// <param name="subject">The layer: those of the course return the loss first.</param>
internal sealed class LossFunction(FunctionStatement function, Subject subject) : IEntry
{
    public bool IsOneRun => true;

    public ForwardResult Run(Interpreter interpreter, RunSession session, Trial trial, IReadOnlyDictionary<string, Value> made)
    {
        var arguments = new Casting(function, trial).Arguments(made, subject.IsCourse);
        return new(interpreter.Call(function.Name, arguments.Positional, arguments.Keywords), arguments.Parameters);
    }

    public Wiring Read(Value returned, Trial trial)
    {
        var parts = Part.Of(returned, function);
        var loss = subject.IsCourse && returned is not DictionaryValue ? null : parts.FirstOrDefault(part => part.Numbers is { Values.Length: 1 });
        loss ??= parts is [{ Numbers: not null } first, ..] ? first : null;
        return new(loss is null ? [] : [loss], [.. parts.Where(part => part != loss)], Wiring.NoIncoming);
    }

    public CallArguments? Back(Interpreter interpreter, ForwardCall forward, IReadOnlyList<Value> incoming, ValueCopies copies) => null;

    public BackResult RunBack(Interpreter interpreter, CallArguments arguments) => throw new NotSupportedException("one run gives all");

    public FoundGradients Gradients(ForwardCall forward, BackResult result) => new GradientFinder(forward, function, subject).Of(forward.Wiring.Rest);

    /// <summary>Whether a function without a backward one returned gradients beside a loss: under their names, or one of the shape of each input.</summary>
    /// <param name="call">Its call, as one of a pair.</param>
    /// <param name="subject">The subject, as one of a pair.</param>
    public static bool Fits(ForwardCall call, Subject subject)
    {
        if (call.Returned is null)
        {
            return false;
        }

        var parts = Part.Of(call.Returned, call.Function);
        var loss = parts.FirstOrDefault(part => part.Numbers is { Values.Length: 1 });
        var rest = parts.Where(part => part != loss).ToList();
        if (loss is null || rest.Count == 0)
        {
            return false;
        }

        var finder = new GradientFinder(call, call.Function, subject);
        var found = finder.Of(rest);
        return found.Fault is null && found.Values.Any(value => value is not null)
            && found.Values.Zip(subject.Inputs).All(pair => pair.First is null || Near.Fits(pair.First.Shape, call.Inputs[pair.Second].Shape))
            && finder.AreGradients();
    }
}
