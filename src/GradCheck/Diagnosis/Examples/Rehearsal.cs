using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Diagnosis.Search;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Diagnosis.Examples;

/// <summary>Mistakes that explain a tensor, ready to be made again on another batch.</summary>
internal sealed class Rehearsal
{
    private readonly Candidate candidate;
    private readonly TensorId tensor;
    private readonly ImmutableArray<int> counts;

    private Rehearsal(Candidate candidate, TensorId tensor, ImmutableArray<int> counts) => (this.candidate, this.tensor, this.counts) = (candidate, tensor, counts);

    /// <summary>Whether <c>eps</c> has to be of the size of a variance for the mistake to show.</summary>
    public bool IsOfEps => candidate.Mistakes.Any(mistake => mistake.IsOf(Family.Eps));

    /// <summary>The mistakes of a candidate, where it is known in which of its ways each was made.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="bench">The batch that it was found on.</param>
    /// <param name="tensor">The tensor that it explains.</param>
    public static Rehearsal Of(Candidate candidate, Bench bench, TensorId tensor)
    {
        var (recipe, counts) = (bench.Right, ImmutableArray.CreateBuilder<int>());
        for (var k = 0; k < candidate.Mistakes.Length; k++)
        {
            var ways = Ways(candidate.Mistakes[k], recipe, tensor);
            counts.Add(ways.Length);
            recipe = candidate.Ways[k] < ways.Length ? ways[candidate.Ways[k]] : recipe;
        }

        return new(candidate, tensor, counts.ToImmutable());
    }

    /// <summary>What the mistakes give and what is right on a batch; null where they cannot be made on it in the same way, and where a group is constant, which nobody would work out.</summary>
    /// <param name="input">The batch.</param>
    public (Tensor Wrong, Tensor Right)? On(LayerInput input)
    {
        var statistics = GroupStatistics.Of(input);
        if (statistics.Undefined is not null || (input.StatisticsDependOnX && statistics.ConstantGroups.Count > 0))
        {
            return null;
        }

        var reference = Pass.Of(input, statistics);
        var recipe = new Recipe(new Ingredients(reference));
        for (var k = 0; k < candidate.Mistakes.Length; k++)
        {
            var mistake = candidate.Mistakes[k];
            if (!mistake.Applies(input))
            {
                return null;
            }

            if (!mistake.IsFixed)
            {
                if (mistake.Again(recipe, candidate.Recipe) is not { } again)
                {
                    return null;
                }

                recipe = again;
                continue;
            }

            // As many ways as before are the same ways.
            var ways = Ways(mistake, recipe, tensor);
            if (ways.Length != counts[k] || candidate.Ways[k] >= ways.Length)
            {
                return null;
            }

            recipe = ways[candidate.Ways[k]];
        }

        return reference[tensor] is { } right ? (Predictor.Predict(recipe, tensor).ToTensor(), right) : null;
    }

    private static Recipe[] Ways(Hypothesis mistake, Recipe recipe, TensorId tensor) => [.. mistake.Edit(recipe, new(tensor, null, Tolerance.Default))];
}
