using GradCheck.Normalization;

namespace GradCheck.Mistakes;

/// <summary>What is seen in the values of a tensor.</summary>
internal static class SeenMistakes
{
    public static Mistake[] All =>
    [
        // Seen: the tensor whose numbers they are.
        new("another_tensor")
        {
            OfTensor = at => OfAnother(
                at,
                $"The numbers submitted for {TensorNames.Of(at.Tensor)} are those of {at.Seen[0]}: one of them was returned, or taken, in "
                    + "the place of the other."),
            OfShape = at => OfAnother(
                at,
                $"Shape and numbers submitted for {TensorNames.Of(at.Tensor)} are those of {at.Seen[0]}: one was returned, or taken, in the "
                    + "place of the other."),
        },

        // Seen: what such a factor means, and the factor.
        new("common_factor")
        {
            OfTensor = at => new(
                "All gradients have one factor too many",
                $"Every gradient submitted is the same multiple of the right one: the mistake is in none of them. {at.Seen[0]}",
                Equations.Of(at.Tensor),
                $"All of them are {at.Seen[1]} times the right ones: scale dout once, where the loss is differentiated, or submit the "
                    + "dout that your gradients belong to.",
                "Divide each of your gradients by the right one. What have they in common, and where does it come from?"),
        },
        new("float32_precision")
        {
            OfTensor = at => new(
                "Computed in float32",
                "Every value is a float32, and right to that precision. Float64 is asked for.",
                Equations.Of(at.Tensor),
                "Convert the inputs with astype(np.float64), and create arrays without dtype=np.float32.",
                "What is the dtype of your arrays?"),
        },

        // Seen: the format.
        new("half_precision")
        {
            OfTensor = at => new(
                $"Computed in {at.Seen[0]}",
                $"Every value is a {at.Seen[0]}, and right to that precision. Float64 is asked for.",
                Equations.Of(at.Tensor),
                "Convert the inputs to float64 before anything is computed.",
                "What is the dtype of your arrays?"),
        },

        // Seen: the digits.
        new("rounded")
        {
            OfTensor = at => new(
                "Rounded to a few digits",
                $"The numbers are rounded to {at.Seen[0]}, and right to that precision. More is asked for.",
                Equations.Of(at.Tensor),
                "Submit the numbers as they were computed, with .tolist(), not as they are printed.",
                "Where do your numbers lose their last digits?"),
        },

        // Seen: how many, the first of them, the groups, what their variance says of the cause, and what to do about it.
        new("not_finite", Family.Vague)
        {
            OfTensor = at => new(
                "Some entries are NaN or infinite",
                $"{at.Seen[0]} entries are not finite, first at {at.Seen[1]}; they are in {at.Seen[2]}. {at.Seen[3]}",
                Equations.Xhat,
                at.Seen[4],
                "Which division, root or uninitialized array could give a NaN there?"),
        },

        // Seen: the group.
        new("one_group_wrong", Family.Vague)
        {
            OfTensor = at => new(
                $"Only {at.Seen[0]} is wrong",
                $"Every entry outside {at.Seen[0]} is right, so the derivation is. Something touches {at.Seen[0]} alone.",
                Equations.Of(at.Tensor),
                $"Look for an index, a slice or a loop bound that treats {at.Seen[0]} differently.",
                "Which part of your code does not treat all groups alike?"),
        },
        new("one_pass_variance")
        {
            OfTensor = at => new(
                "The variance is computed in one pass",
                "The formula is right on paper. It subtracts two large numbers that are nearly equal, the mean of the squares and the "
                    + "square of the mean, and what is left has few right digits where the mean is large beside the spread.",
                Equations.Var,
                $"Subtract the mean first, and average the squares of what is left: {at.Layer.VarianceCode()}.",
                "How many digits do the two numbers share whose difference is your variance?"),
        },
        new("swapped_dgamma_and_dbeta")
        {
            OfTensor = at => new(
                "dgamma and dbeta are swapped",
                "The numbers submitted for dgamma are those of dbeta, and the other way round.",
                Equations.Of(at.Tensor),
                "Return dx, dgamma, dbeta in this order, and unpack them so.",
                "In which order do you return the gradients, and in which are they taken?"),
        },
        new("zeros")
        {
            OfTensor = at => new(
                "Every entry is zero",
                "The tensor holds nothing but zeros: it was made and never filled in, or overwritten after it was.",
                Equations.Of(at.Tensor),
                "Assign the result of the derivation to the name that is returned.",
                "Is the tensor that you return the one that you computed?"),
        },

        // Seen: where to look first.
        new("unknown", Family.Vague)
        {
            OfTensor = at => new(
                "No known mistake explains these numbers",
                $"No known mistake gives these numbers, alone or together with another. {at.Seen[0]}",
                Equations.Of(at.Tensor),
                "Submit the intermediate tensors as well: the first one that departs from the staged computation is where to look.",
                "Which intermediate tensor is the first that you cannot reproduce by hand?"),
            OfLine = new("the reason is not known", "The value departs here, and no small change of the line makes it right."),
            OfTestMode = _ => new(
                "test mode or running averages are wrong",
                "The numbers are not those of running = momentum * running + (1 - momentum) * sample and gamma * (x - "
                    + "running_mean) / sqrt(running_var + eps) + beta, nor those of a mistake that is known."),
        },
    ];

    private static Words OfAnother(Telling at, string explanation) => new(
        $"{TensorNames.Of(at.Tensor)} holds the numbers of {at.Seen[0]}",
        explanation,
        Equations.Of(at.Tensor),
        "Return dx, dgamma, dbeta in this order, each once, and unpack them so.",
        "In which order do you return the gradients, and in which are they taken?");
}
