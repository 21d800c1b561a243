namespace GradCheck.Faults;

/// <summary>What ended a part of the search for causes.</summary>
/// <param name="Part">The part: <c>blame</c>, <c>lines</c>, <c>diagnosis</c>.</param>
/// <param name="Exception">What was thrown.</param>
public sealed record SearchFault(string Part, Exception Exception);
