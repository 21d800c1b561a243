using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A mistake that predicts numbers: how code that has it computes, and what to say about it.</summary>
internal abstract class Hypothesis : Mistake
{
    /// <summary>The tensors that it can be seen in.</summary>
    public abstract ImmutableArray<TensorId> Reach { get; }

    /// <summary>Whether it reaches all of them at once: a tensor among them that is right speaks against it.</summary>
    public virtual bool ActsTogether => false;

    /// <summary>Whether its numbers follow from the input alone, rather than from a constant that the submission tells.</summary>
    public virtual bool IsFixed => true;

    /// <summary>Whether it can be made on an input at all.</summary>
    public virtual bool Applies(LayerInput input) => true;

    /// <summary>How code that has the mistake computes, given how it would without: in one way or several.</summary>
    public abstract IEnumerable<Recipe> Edit(Recipe recipe, Question question);

    /// <summary>The mistake on another batch with the constant that a recipe found; null where it has none to be found again.</summary>
    /// <param name="recipe">How code computes on the other batch without it.</param>
    /// <param name="found">The recipe with the constant.</param>
    public virtual Recipe? Again(Recipe recipe, Recipe found) => null;

    /// <summary>What to say where a tensor has the mistake.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="recipe">The recipe that explains it.</param>
    public abstract Words Describe(TensorId tensor, Recipe recipe);
}
