namespace GradCheck.Normalization;

/// <summary>A group that cannot be normalized.</summary>
/// <param name="Group">The group.</param>
/// <param name="Var">Its variance; infinite where it exceeds the largest double.</param>
public readonly record struct UndefinedGroup(int Group, double Var)
{
    /// <summary>Whether the variance is beyond the largest double, rather than too small to divide by.</summary>
    public bool Overflows => !double.IsFinite(Var);
}
