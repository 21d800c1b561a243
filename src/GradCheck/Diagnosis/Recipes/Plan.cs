namespace GradCheck.Diagnosis.Recipes;

/// <summary>A recipe carried out: what follows from its choices on its batch, each worked out once, when first asked for.</summary>
/// <param name="recipe">The choices.</param>
internal sealed class Plan(Recipe recipe)
{
    private GroupValues? istd;
    private BackwardSums? sums;

    /// <summary>The choices.</summary>
    public Recipe Recipe => recipe;

    /// <summary>The batch.</summary>
    public Ingredients Facts => Recipe.Facts;

    /// <summary><c>istd</c> of each group, as the forward pass of the recipe has it.</summary>
    public GroupValues Istd => istd ??= new(Facts.Groups.Groups, group => Recipe.Normalizer.Istd(Facts.Var[group]));

    /// <summary>The sums of the backward pass, with the <c>xhat</c> of the recipe.</summary>
    public BackwardSums Sums => sums ??= SumsOf(Facts.SumsOf(Recipe.DxhatOf, Recipe.SumsOver, Recipe.LeftOut));

    /// <summary>The variance of a group, as the recipe has it.</summary>
    public double VarOf(int group) => Recipe.Normalizer.Var(Facts.Var[group]);

    /// <summary>By what the recipe's <c>istd</c> differs from the right one of its groups.</summary>
    public double IstdRatio(int group) => Istd[group] / Facts.Istd[group];

    /// <summary>By what <c>istd</c> without <c>eps</c> differs from the recipe's.</summary>
    public double RatioWithoutEps(int group) => 1 / Math.Sqrt(VarOf(group)) / Istd[group];

    /// <summary>What each element of the tensor at hand is multiplied by.</summary>
    public Func<int, double> ElementFactor()
    {
        var (factors, groups, parameters) = (Recipe.Factor.Of(this), Facts.Groups, Facts.Parameters);
        return k => factors[groups.GroupOf(k)] * GammaFactor(parameters.GroupOf(k));
    }

    /// <summary><c>gamma</c> of a parameter to the power that the tensor at hand is multiplied by.</summary>
    public double GammaFactor(int parameter)
    {
        double factor = 1;
        for (var power = 0; power < Recipe.GammaPower; power++)
        {
            factor *= Facts.Input.Gamma[parameter];
        }

        return factor;
    }

    private BackwardSums SumsOf(BackwardSums right) =>
        Recipe.Normalizer == new Normalizer(Facts.Eps) ? right : right.WithGroupsScaled(IstdRatio);
}
