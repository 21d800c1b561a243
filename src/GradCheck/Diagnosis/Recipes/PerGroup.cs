namespace GradCheck.Diagnosis.Recipes;

/// <summary>A factor of each group; 1 where none is given.</summary>
/// <remarks>It is worked out when a recipe is carried out, so the order in which edits are made does not matter.</remarks>
internal readonly record struct PerGroup
{
    private readonly Func<Plan, int, double>? factor;

    private PerGroup(Func<Plan, int, double> factor) => this.factor = factor;

    /// <summary>Each factor times the same number.</summary>
    public PerGroup Times(double other) => Times((_, _) => other);

    /// <summary>Each factor times one that follows from the plan and the group.</summary>
    public PerGroup Times(Func<Plan, int, double> other)
    {
        var mine = factor;
        return new(mine is null ? other : (plan, group) => mine(plan, group) * other(plan, group));
    }

    /// <summary>The factors as a recipe is carried out.</summary>
    public GroupValues Of(Plan plan)
    {
        var mine = factor;
        return new(plan.Facts.Groups.Groups, mine is null ? static _ => 1 : group => mine(plan, group));
    }
}
