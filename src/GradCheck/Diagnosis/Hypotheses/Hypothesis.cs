using System.Collections.Immutable;
using GradCheck.Diagnosis.Predictions;
using GradCheck.Diagnosis.Recipes;
using GradCheck.Layers;
using GradCheck.Mistakes;
using GradCheck.Normalization;

namespace GradCheck.Diagnosis.Hypotheses;

/// <summary>A mistake that predicts numbers: how code that has it computes.</summary>
/// <param name="code">The code of the mistake, which has the words.</param>
/// <param name="reach">The tensors that it can be seen in.</param>
/// <param name="edit">
/// How code that has it computes, given how it would without and what is asked: in one way or several, the first its definition.
/// </param>
internal sealed class Hypothesis(string code, ImmutableArray<TensorId> reach, Func<Recipe, Question, IEnumerable<Recipe>> edit)
{
    private readonly Mistake mistake = MistakeTable.Of(code);

    /// <summary>A mistake that is made in one way, whatever is asked.</summary>
    /// <param name="code">The code of the mistake.</param>
    /// <param name="reach">The tensors that it can be seen in.</param>
    /// <param name="edit">How code that has it computes, given how it would without.</param>
    public Hypothesis(string code, ImmutableArray<TensorId> reach, Func<Recipe, Recipe> edit)
        : this(code, reach, (recipe, _) => [edit(recipe)])
    {
    }

    /// <summary>A mistake with a constant that the submission tells.</summary>
    /// <param name="code">The code of the mistake.</param>
    /// <param name="reach">The tensors that it can be seen in.</param>
    /// <param name="edit">How code that has it computes, given how it would without and the constant; every entry is linear in it.</param>
    public Hypothesis(string code, ImmutableArray<TensorId> reach, Func<Recipe, double, Recipe> edit)
        : this(code, reach, (recipe, question) =>
            Estimate.Factor(recipe, question, factor => edit(recipe, factor) with { Constant = factor }))
    {
        IsFixed = false;
        Again = (recipe, found) => found.Constant is { } factor ? edit(recipe, factor) with { Constant = factor } : null;
    }

    /// <summary>The code of the mistake.</summary>
    public string Code => mistake.Code;

    /// <summary>The tensors that it can be seen in.</summary>
    public ImmutableArray<TensorId> Reach => reach;

    /// <summary>
    /// Whether it reaches all of them at once: a tensor among them that is right speaks against it. By default it is made in one at
    /// a time.
    /// </summary>
    public bool ActsTogether { get; init; }

    /// <summary>Whether its numbers follow from the input alone, as by default, or from a constant that the submission tells.</summary>
    public bool IsFixed { get; init; } = true;

    /// <summary>Whether it can be made on an input at all; by default on every one.</summary>
    public Func<LayerInput, bool> Applies { get; init; } = static _ => true;

    /// <summary>
    /// The mistake on another batch, given how code computes there without it, with the constant that a recipe found; null where it
    /// has none to be found again, as by default.
    /// </summary>
    public Func<Recipe, Recipe, Recipe?> Again { get; init; } = static (_, _) => null;

    /// <summary>How code that has the mistake computes, given how it would without: in one way or several.</summary>
    /// <param name="recipe">How it would without.</param>
    /// <param name="question">What is asked.</param>
    public IEnumerable<Recipe> Edit(Recipe recipe, Question question) => edit(recipe, question);

    /// <summary>Whether the mistake has to do with something.</summary>
    /// <param name="family">What it may have to do with: all of it.</param>
    public bool IsOf(Family family) => mistake.Family.HasFlag(family);

    /// <summary>What to say where a tensor has the mistake.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="recipe">The recipe that explains it.</param>
    public Words Describe(TensorId tensor, Recipe recipe) => mistake.OfTensor!(new(recipe.Facts.Input.Layer, tensor)
    {
        Eps = recipe.Facts.Eps,
        EpsFound = recipe.Normalizer.Eps,
        Constant = recipe.Constant,
        IsInVariancePath = recipe.Variance.Of(new Plan(recipe))[0] != 1,
    });
}
