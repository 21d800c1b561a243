using GradCheck.Diagnosis.Recipes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A sum leaves out the last element, or the first.</summary>
internal static class SumsStopEarly
{
    public static Hypothesis Hypothesis { get; } = new(
        "sums_stop_early",
        [TensorId.Dgamma, TensorId.Dbeta, TensorId.Dx],
        (recipe, question) =>
            from left in Enum.GetValues<LeftOut>()
            where left != LeftOut.None && (left is LeftOut.Last or LeftOut.First || IsInBlocks(recipe.Facts, question.Tensor))
            select recipe with { LeftOut = left })
    {
        Applies = input => input.Groups.Size > 2,
    };

    // Where neighbours are a sample's pixels, a loop over samples may leave out one of them.
    private static bool IsInBlocks(Ingredients facts, TensorId tensor) =>
        (tensor == TensorId.Dx ? facts.Groups : facts.Parameters) is { Outer: > 2, Inner: > 1 };
}
