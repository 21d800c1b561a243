using GradCheck.Programs.Numbers;

namespace GradCheck.Programs.Entries;

/// <summary>What a run of a forward pass gave.</summary>
/// <param name="Returned">What it returned.</param>
/// <param name="Parameters">What each of its parameters got, by the parameter's name.</param>
internal sealed record ForwardResult(Value Returned, IReadOnlyDictionary<string, Value> Parameters)
{
    /// <summary>Differentiable values that are no arguments of the case, as they were before the run: parameters that a constructor made.</summary>
    public IReadOnlyDictionary<string, Snapshot> Inputs { get; init; } = new Dictionary<string, Snapshot>();

    /// <summary>Lines that failed and that nothing depends on, with their errors.</summary>
    public IReadOnlyList<PassedOver> PassedOver { get; init; } = [];

    /// <summary>What the parameters of the object are called there, by what they are called in the report.</summary>
    public IReadOnlyDictionary<string, string> Homes { get; init; } = new Dictionary<string, string>();

    /// <summary>The attribute that holds the output, where nothing was returned: <c>self.output</c>; null otherwise.</summary>
    public string? Output { get; init; }

    /// <summary>The object that it ran on; null where there is none.</summary>
    public Value? Receiver { get; init; }
}
