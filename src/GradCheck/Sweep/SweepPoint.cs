namespace GradCheck.Sweep;

/// <summary>The error of a numeric gradient at one step.</summary>
/// <param name="Step">The step <c>h</c>.</param>
/// <param name="Error"><c>max(|numeric - analytic|)</c> over the entries of <c>dx</c>, in units of the largest path; null where the step vanished beside every entry.</param>
/// <param name="Vanished">How many entries the step vanished beside, <c>x + h = x</c>; they are left out of the error.</param>
public readonly record struct SweepPoint(double Step, double? Error, int Vanished);
