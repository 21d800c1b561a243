namespace GradCheck.Mistakes;

/// <summary>Mistakes of the layers of a course that normalize nothing.</summary>
internal static class CourseMistakes
{
    public static Mistake[] All =>
    [
        new("missing_bias") { OfLine = new("the bias is not added", "The layer adds one number to every output of a unit or filter.") },
        new("norm_treated_as_constant")
        {
            OfLine = new(
                "the norm is treated as a constant",
                "The norm depends on x too: with z = x / n the gradient is (g - z * sum(g * z)) / n."),
        },
        new("not_in_forward")
        {
            OfLine = new(
                "the derivative of a loss that the forward pass does not compute",
                "The forward pass returns this value itself, not a loss of it, so the gradient begins with dout alone; to "
                    + "check the loss, let the forward function return it."),
        },
        new("not_part_of_layer") { OfLine = new("not part of the layer", "The layer does without it.") },
        new("dropout_not_scaled")
        {
            OfLine = new(
                "the kept values are not scaled up",
                "Inverted dropout divides by the probability to keep, so that test time needs no scaling."),
        },
        new("dropout_wrong_scale")
        {
            OfLine = new("scaled by the wrong probability", "What is kept with probability q is divided by q."),
        },
        new("dropout_depends_on_x")
        {
            OfLine = new(
                "what comes through depends on the sign of x",
                "A dropout keeps values by chance alone, whatever they are; clipping at 0 is the work of a ReLU."),
        },
        new("dropout_wrong_rate")
        {
            OfLine = new(
                "the wrong share of values is kept",
                "np.random.rand is uniform on 0 to 1, so rand < q keeps the share q; randn is not uniform."),
        },
        new("scaled_at_test_time")
        {
            OfTestMode = _ => new(
                "test mode scales the values",
                "Inverted dropout scales while training, so that test time needs nothing."),
        },
    ];
}
