using GradCheck.Normalization;

namespace GradCheck.Mistakes;

/// <summary>What is seen in the shape of a tensor. What was seen begins with the shape, and with the right one.</summary>
internal static class ShapeMistakes
{
    public static Mistake[] All =>
    [
        // Seen: how the axes are to be brought back, in code, empty for a matrix; nothing at all where they were poured into the shape.
        new("transposed")
        {
            OfTensor = at => at.Seen is [] ? OfPoured(at) : OfTurned(at),
            OfShape = OfTurned,
        },
        new("flattened")
        {
            OfShape = at => new(
                at.Seen[0].EndsWith(",)", StringComparison.Ordinal) ? "A flat list" : "Reshaped",
                $"The values fill the shape {at.Seen[0]}; {at.Seen[1]} is right.",
                Equations.Of(at.Tensor),
                $"Reshape it: .reshape{at.Seen[1]}.",
                "Which shape does the tensor have that yours is the gradient of?"),
        },
        new("outer_product")
        {
            OfShape = at => new(
                "A matrix product instead of a sum of products",
                $"The shape is {at.Seen[0]}: a matrix product multiplies every {at.Layer.ParameterWord} with every other. Only the diagonal is "
                    + "asked for.",
                Equations.Of(at.Tensor),
                $"Multiply element by element, then sum: np.sum(dout * xhat, {at.Layer.ParameterSumAxis()}).",
                "What is the difference between a product of elements and a matrix product?"),
        },

        // Seen as well: the axis that is left over, empty where it is not known, and advice on the layout, empty where there is none.
        new("reduced_over_features")
        {
            OfShape = at => new(
                "Reduced over the wrong axis",
                $"The shape is {at.Seen[0]}: one value for each entry of an axis that should have been summed over; {at.Seen[1]} is right.",
                Equations.Of(at.Tensor),
                $"Sum over {(at.Seen[2].Length > 0 ? $"{at.Seen[2]} as well" : "the other elements")}: {AxisOf(at)}.{at.Seen[3]}",
                "Along which axis does this tensor run, and over which does it sum?"),
        },
        new("not_reduced")
        {
            OfShape = at => new(
                "Not reduced",
                $"The shape is that of x, {at.Seen[0]}, and should be {at.Seen[1]}: there is one value an element where there should be one "
                    + "for all elements that share it.",
                Equations.Of(at.Tensor),
                $"Sum over the elements that share the value: {AxisOf(at)}.",
                "How many values does this tensor have in the derivation, and how many in yours?"),
            OfLine = new(
                "the sum is missing",
                "A value that was broadcast in the forward pass collects the gradients of all its copies."),
        },
        new("wrong_shape")
        {
            OfShape = at => new(
                "The shape is wrong",
                $"The shape is {at.Seen[0]}; {at.Seen[1]} is right.",
                Equations.Of(at.Tensor),
                $"A tensor and its gradient have the same shape: print the shape of {TensorNames.Of(at.Tensor)} after each line.",
                "Which shape does the tensor have that yours is the gradient of?"),
            OfLine = new("the wrong shape", "An output has the layer's shape, and a gradient that of what it is the gradient of."),
        },
    ];

    /// <summary>What a tensor is to be summed over, in code.</summary>
    public static string AxisOf(Telling at) =>
        at.Tensor is TensorId.Dgamma or TensorId.Dbeta ? at.Layer.ParameterSumAxis() : at.Layer.GroupAxis();

    private static Words OfTurned(Telling at) => new(
        "Transposed",
        at.Seen[0].Length == 0
            ? $"Rows and columns of {TensorNames.Of(at.Tensor)} are exchanged."
            : $"The axes of {TensorNames.Of(at.Tensor)} stand in another order than those of x.",
        Equations.Of(at.Tensor),
        at.Seen[0].Length == 0
            ? "Transpose it back, or drop the .T that turned it."
            : $"Bring the axes back into the order of x: {at.Seen[0]}.",
        "Which axis of your answer counts the samples?");

    private static Words OfPoured(Telling at) => new(
        "Transposed, then reshaped",
        "The values are right and stand in another order: the axes were exchanged, and the result was reshaped to the shape of x "
            + "instead of being transposed back.",
        Equations.Of(at.Tensor),
        "Undo a transpose by a transpose: reshape keeps the order of the values, whatever the shape.",
        "Which operation turns an array of shape (D, N) back into (N, D), and what does reshape do instead?");
}
