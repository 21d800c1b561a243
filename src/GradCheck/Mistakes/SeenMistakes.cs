namespace GradCheck.Mistakes;

/// <summary>What is seen in the values or the shape of a tensor. The words are made of what is seen.</summary>
internal static class SeenMistakes
{
    public static Mistake[] All =>
    [
        new("another_tensor"),
        new("common_factor"),
        new("float32_precision"),
        new("half_precision"),
        new("rounded"),
        new("not_finite", Family.Vague),
        new("one_group_wrong", Family.Vague),
        new("one_pass_variance"),
        new("swapped_dgamma_and_dbeta"),
        new("transposed"),
        new("zeros"),
        new("flattened"),
        new("outer_product"),
        new("reduced_over_features"),
        new("not_reduced")
        {
            OfLine = new(
                "the sum is missing",
                "A value that was broadcast in the forward pass collects the gradients of all its copies."),
        },
        new("wrong_shape")
        {
            OfLine = new("the wrong shape", "An output has the layer's shape, and a gradient that of what it is the gradient of."),
        },
        new("unknown", Family.Vague)
        {
            OfLine = new("the reason is not known", "The value departs here, and no small change of the line makes it right."),
            OfTestMode = _ => new(
                "test mode or running averages are wrong",
                "The numbers are not those of running = momentum * running + (1 - momentum) * sample and gamma * (x - "
                    + "running_mean) / sqrt(running_var + eps) + beta, nor those of a mistake that is known."),
        },
    ];
}
