using System.Collections.Immutable;

namespace GradCheck.Diagnosis.Reports;

/// <summary>A reason why an input does not tell some wrong code from right.</summary>
/// <param name="Code">The stable code: <c>batch_too_small</c>.</param>
/// <param name="Message">What it is about the input.</param>
/// <param name="Advice">What to use instead.</param>
/// <param name="Undetectable">The codes of the mistakes that this input cannot tell from right.</param>
public sealed record Warning(string Code, string Message, string Advice, ImmutableArray<string> Undetectable);
