namespace GradCheck.Programs.Entries;

/// <summary>What a backward pass gave.</summary>
/// <param name="Returned">What it returned.</param>
/// <param name="Receiver">The object that it ran on, as it left it; null where there is none.</param>
internal sealed record BackResult(Value Returned, Value? Receiver = null);
