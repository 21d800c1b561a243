using GradCheck.Arithmetic;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.SecondOrder;

/// <summary>
/// The weights of the first-order gradients in the scalar that is differentiated again:
/// <c>S = sum(v_dx * dx) + sum(v_dgamma * dgamma) + sum(v_dbeta * dbeta)</c>.
/// </summary>
/// <remarks>A gradient penalty <c>sum(dx^2) / 2</c> has the direction <c>v_dx = dx</c>. PyTorch calls the three <c>ggI</c>, <c>ggG</c> and <c>ggB</c>.</remarks>
public sealed class SecondOrderDirection
{
    /// <summary>Checks that the weights fit an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="dx">The weights of <c>dx</c>, of the shape of <c>x</c>; null for zeros.</param>
    /// <param name="dgamma">The weights of <c>dgamma</c>, of the shape of <c>gamma</c>; null for zeros.</param>
    /// <param name="dbeta">The weights of <c>dbeta</c>, of the shape of <c>beta</c>; null for zeros.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a value is not finite.</exception>
    public SecondOrderDirection(LayerInput input, Tensor? dx = null, Tensor? dgamma = null, Tensor? dbeta = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        Dx = Checked(dx, input.X.Shape, nameof(dx));
        Dgamma = Checked(dgamma, input.Gamma.Shape, nameof(dgamma));
        Dbeta = Checked(dbeta, input.Beta.Shape, nameof(dbeta));
    }

    /// <summary>The weights of <c>dx</c>, of the shape of <c>x</c>.</summary>
    public Tensor Dx { get; }

    /// <summary>The weights of <c>dgamma</c>, of the shape of <c>gamma</c>.</summary>
    public Tensor Dgamma { get; }

    /// <summary>The weights of <c>dbeta</c>, of the shape of <c>beta</c>.</summary>
    public Tensor Dbeta { get; }

    /// <summary>The scalar <c>S</c>: the first-order gradients, weighted and summed.</summary>
    /// <param name="gradients">The gradients of the input that the direction was made for.</param>
    public double Weigh(Gradients gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        return (Inner(Dx, gradients.Dx) + Inner(Dgamma, gradients.Dgamma) + Inner(Dbeta, gradients.Dbeta)).High;
    }

    private static DoubleDouble Inner(Tensor weights, Tensor gradient) =>
        Sums.OfProducts(new(1, 1, weights.Shape.Count), weights.Values, Wide.Of(gradient))[0];

    private static Tensor Checked(Tensor? weights, Shape shape, string name)
    {
        if (weights is null)
        {
            return Tensor.Full(shape, 0);
        }

        if (!weights.Shape.Equals(shape))
        {
            throw new ArgumentException($"{name} has shape {weights.Shape}, not {shape}", name);
        }

        foreach (var value in weights.Values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"{name} holds a value that is not finite", name);
            }
        }

        return weights;
    }
}
