using GradCheck.Diagnosis.Recipes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A channel is normalized with the statistics of another group: <c>c % G</c> instead of <c>c // (C // G)</c>.</summary>
internal static class StatisticsOfAnotherGroup
{
    private const string Code = "statistics_of_another_group";

    public static Hypothesis Hypothesis { get; } = new(
        Code,
        [TensorId.Xhat, TensorId.Out, TensorId.Dgamma],
        (recipe, _) => recipe.Facts.IsRegrouped ? [] : [Taken(recipe)])
    {
        ActsTogether = true,
        Applies = input => input.StatisticsDependOnX && input.Options.Groups is { } groups and > 1 && groups < input.X.Shape[1],
    };

    private static Recipe Taken(Recipe recipe)
    {
        var (facts, input) = (recipe.Facts, recipe.Facts.Input);
        var groups = input.Options.Groups!.Value;
        return recipe with { Facts = facts.Restated(Code, g => facts.Mean[g], g => facts.Var[g], GroupOf) };

        int GroupOf(int element) => (element / input.X.Shape.CountOf(1..) * groups) + (input.Parameters.GroupOf(element) % groups);
    }
}
