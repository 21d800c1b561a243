namespace GradCheck.Diagnosis.Recipes;

/// <summary>A factor of each group; 1 where none is given.</summary>
/// <remarks>It is worked out when a recipe is complete, so the order in which edits are made does not matter.</remarks>
internal readonly record struct PerGroup
{
    private readonly Func<Recipe, int, double>? factor;

    private PerGroup(Func<Recipe, int, double> factor) => this.factor = factor;

    /// <summary>Each factor times the same number.</summary>
    public PerGroup Times(double other) => Times((_, _) => other);

    /// <summary>Each factor times one that follows from the recipe and the group.</summary>
    public PerGroup Times(Func<Recipe, int, double> other)
    {
        var mine = factor;
        return new(mine is null ? other : (recipe, group) => mine(recipe, group) * other(recipe, group));
    }

    /// <summary>The factors of a recipe.</summary>
    public GroupValues Of(Recipe recipe)
    {
        var mine = factor;
        return new(recipe.Facts.Groups.Groups, mine is null ? static _ => 1 : group => mine(recipe, group));
    }
}
