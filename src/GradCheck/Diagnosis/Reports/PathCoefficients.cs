namespace GradCheck.Diagnosis.Reports;

/// <summary>A submitted <c>dx</c> as a combination of the three paths of one group. Right are 1, 1 and 1.</summary>
/// <param name="Group">The group.</param>
/// <param name="Direct">The coefficient of the direct path.</param>
/// <param name="Variance">The coefficient of the variance path.</param>
/// <param name="Mean">The coefficient of the mean path; 1 for a layer that has none.</param>
/// <param name="ConditionNumber">How nearly the paths coincide, from 1; above 1e6 the coefficients say nothing.</param>
/// <param name="Residual">The share of <c>dx</c> that no combination of the paths gives, from 0 to 1.</param>
public sealed record PathCoefficients(int Group, double Direct, double Variance, double Mean, double ConditionNumber, double Residual);
