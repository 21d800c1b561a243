using System.Collections.Immutable;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Derivations;

/// <summary>The derivation of a layer's backward pass, step by step, in the order of the post.</summary>
/// <remarks>
/// Source: K. Zakka, "Deriving the Gradient for the Backward Pass of Batch Normalization"; Ioffe and Szegedy 2015,
/// section 3. The post walks five cells from left to right: <c>f(y), y(xhat, gamma, beta), xhat(x, mu, sigma^2),
/// sigma^2(x, mu), mu(x)</c>.
/// </remarks>
public static class Derivation
{
    /// <summary>The steps for a layer and mode.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="mode">The mode.</param>
    /// <returns>
    /// Forward <c>mean, var, xhat, out</c>, backward <c>dgamma, dbeta, dxhat, dvar, dmean, dx</c> by stages, and <c>dx</c> in
    /// closed form. Without a mean to subtract there is no <c>mean</c> and no <c>dmean</c>; in <see cref="Mode.Eval"/> there is
    /// no <c>dvar</c> and no <c>dmean</c>.
    /// </returns>
    /// <exception cref="ArgumentException">The layer has no running statistics, and so no mode <see cref="Mode.Eval"/>.</exception>
    public static ImmutableArray<DerivationStep> Of(Layer layer, Mode mode)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (mode == Mode.Eval && !layer.HasRunningStatistics)
        {
            throw new ArgumentException($"{layer.Id} has no running statistics", nameof(mode));
        }

        var words = new Notation(layer);
        var toDx = mode == Mode.Eval ? ConstantSteps.Of(words) : StatisticsSteps.Of(layer, words);
        return [.. ForwardSteps.Of(layer, mode, words), .. ParameterSteps.Of(words), .. toDx];
    }

    /// <summary>The same steps with the numbers of a batch.</summary>
    /// <param name="pass">The pass.</param>
    /// <returns>The steps of the batch's layer and mode, each with its value.</returns>
    public static ImmutableArray<DerivedStep> Of(Pass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        return [.. Of(pass.Input.Layer, pass.Input.Options.Mode).Select(step => new DerivedStep(
            step,
            step.Part == DerivationPart.Simplification ? pass.Closed.Dx : pass[TensorNames.Find(step.Quantity)!.Value]!,
            step is { Quantity: "dx", Part: DerivationPart.Backward } ? pass.Staged.Paths : null))];
    }
}
