namespace GradCheck.Numeric;

/// <summary>A numeric derivative and how far it may be trusted.</summary>
/// <param name="Value">The derivative; NaN where the step vanished beside the entry.</param>
/// <param name="ErrorBound">A bound on its error: truncation and rounding. Infinite where the value means nothing.</param>
public readonly record struct NumericEstimate(double Value, double ErrorBound);
