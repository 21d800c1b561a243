using GradCheck.Programs.Runs;
using GradCheck.Programs.Subjects;
using GradCheck.Python.Syntax;
using GradCheck.Python.Values;

namespace GradCheck.Programs.Entries;

/// <summary>One function that returns a loss and its gradients.</summary>
/// <param name="function">The function.</param>
/// <param name="isCourse">Whether it is one of the course's, which returns the loss first.</param>
internal sealed class LossFunction(FunctionStatement function, bool isCourse) : IEntry
{
    public CallArguments Arguments(Trial trial, IReadOnlyDictionary<string, Value> made) => ForwardArguments.Bind(function, trial, made, isCourse);

    public Wiring Read(Value returned, Trial trial)
    {
        var parts = Part.Of(returned, function);
        var loss = isCourse && returned is not DictionaryValue ? null : parts.FirstOrDefault(part => part.Numbers is { Values.Length: 1 });
        loss ??= parts is [{ Numbers: not null } first, ..] ? first : null;
        return new(loss is null ? [] : [loss], [.. parts.Where(part => part != loss)], new Dictionary<string, int>());
    }

    public FoundGradients Gradients(ForwardRun forward, Value returned) => new GradientFinder(forward, isCourse).Of(forward.Wiring.Rest);

    /// <summary>Whether a function without a backward one returned gradients beside a loss: under their names, or one of the shape of each input.</summary>
    /// <param name="run">Its run, as one of a pair.</param>
    public static bool Fits(ForwardRun run)
    {
        if (run.Error is not null || run.Returned is null)
        {
            return false;
        }

        var parts = Part.Of(run.Returned, run.Program.Forward);
        var loss = parts.FirstOrDefault(part => part.Numbers is { Values.Length: 1 });
        var rest = parts.Where(part => part != loss).ToList();
        if (loss is null || rest.Count == 0)
        {
            return false;
        }

        var finder = new GradientFinder(run, isCourse: false);
        var found = finder.Of(rest);
        return found.Fault is null && found.Values.Any(value => value is not null)
            && found.Values.Zip(run.Program.Subject.Inputs).All(pair => pair.First is null || Agreement.Fits(pair.First.Shape, run.Inputs[pair.Second].Shape))
            && finder.AreGradients();
    }
}
