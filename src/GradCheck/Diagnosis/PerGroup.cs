namespace GradCheck.Diagnosis;

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
    public double[] Of(Recipe recipe)
    {
        var factors = new double[recipe.Facts.Groups.Groups];
        Array.Fill(factors, 1);
        for (var g = 0; factor is not null && g < factors.Length; g++)
        {
            factors[g] = factor(recipe, g);
        }

        return factors;
    }
}
