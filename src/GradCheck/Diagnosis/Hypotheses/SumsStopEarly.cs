using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A sum leaves out the last element, or the first.</summary>
internal sealed class SumsStopEarly : Hypothesis
{
    public override string Code => "sums_stop_early";

    public override ImmutableArray<TensorId> Reach { get; } = [TensorId.Dgamma, TensorId.Dbeta, TensorId.Dx];

    public override bool Applies(LayerInput input) => input.Groups.Size > 2;

    public override Words Describe(TensorId tensor, Recipe recipe) => new(
        "A sum leaves out an element",
        "The numbers are those of a sum that runs over all elements but the last, or but the first.",
        Equations.Of(tensor),
        "Let the loop run over all of them: range(m) is 0 to m - 1, and a slice ends before its end.",
        "How many terms does your sum have?");

    public override IEnumerable<Recipe> Edit(Recipe recipe, Question question) =>
        from left in Enum.GetValues<LeftOut>()
        where left != LeftOut.None && (left is LeftOut.Last or LeftOut.First || IsInBlocks(recipe, question.Tensor))
        select recipe with { LeftOut = left };

    // Where neighbours are a sample's pixels, a loop over samples may leave out one of them.
    private static bool IsInBlocks(Recipe recipe, TensorId tensor) =>
        (tensor == TensorId.Dx ? recipe.Facts.Groups : recipe.Facts.Parameters) is { Outer: > 2, Inner: > 1 };
}
