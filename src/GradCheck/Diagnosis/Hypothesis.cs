using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Layers;

namespace GradCheck.Diagnosis;

/// <summary>A mistake that predicts numbers: how code that has it computes, and what to say about it.</summary>
public abstract class Hypothesis : Mistake
{
    /// <summary>The tensors that it can be seen in.</summary>
    internal abstract ImmutableArray<TensorId> Reach { get; }

    /// <summary>Whether it reaches all of them at once: a tensor among them that is right speaks against it.</summary>
    internal virtual bool ActsTogether => false;

    /// <summary>Whether its numbers follow from the input alone, rather than from a constant that the submission tells.</summary>
    internal virtual bool IsFixed => true;

    /// <summary>Whether it can be made on an input at all.</summary>
    internal virtual bool Applies(LayerInput input) => true;

    /// <summary>How code that has the mistake computes, given how it would without: in one way or several.</summary>
    internal abstract IEnumerable<Recipe> Edit(Recipe recipe, Question question);

    /// <summary>The mistake on another batch with the constant that a recipe found; null where it has none to be found again.</summary>
    /// <param name="recipe">How code computes on the other batch without it.</param>
    /// <param name="found">The recipe with the constant.</param>
    internal virtual Recipe? Again(Recipe recipe, Recipe found) => null;

    /// <summary>What to say where a tensor has the mistake.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="recipe">The recipe that explains it.</param>
    internal abstract Words Describe(TensorId tensor, Recipe recipe);
}
