namespace GradCheck.Mistakes;

/// <summary>Factors of a whole tensor.</summary>
internal static class FactorMistakes
{
    public static Mistake[] All =>
    [
        new("missing_gamma", Family.Gamma | Family.Factor)
        {
            OfTensor = _ => new(
                "gamma is missing",
                "The scale gamma stands between xhat and out. The submission leaves it out: forward, out is scaled by it; "
                    + "backward, dxhat is dout scaled by it.",
                Equations.Dxhat,
                "Multiply by gamma: out = gamma * xhat + beta forward, dxhat = dout * gamma backward.",
                "By which parameter is xhat multiplied on its way to out, and where does it show up on the way back?"),
            OfLine = new("gamma is missing", "out = gamma * xhat + beta, so the gradient of xhat is dout * gamma."),
            OfTestMode = _ => new("test mode leaves gamma out", "The scale belongs to both modes."),
        },
        new("gamma_applied_twice", Family.Gamma | Family.Factor)
        {
            OfTensor = _ => new(
                "gamma is applied twice",
                "dxhat already carries gamma. The submission multiplies by it once more.",
                Equations.Dxhat,
                "Multiply by gamma once, in dxhat = dout * gamma, and use dxhat from there on.",
                "How many times does gamma stand between x and the loss?"),
            OfLine = new("gamma comes in once too often", "gamma multiplies once, on the way from dout to dxhat."),
        },
        new("includes_gamma", Family.Gamma | Family.Factor)
        {
            OfTensor = at => new(
                "gamma is a factor too many",
                "The derivative with respect to a parameter does not hold gamma: out is linear in gamma, and beta is added "
                    + "after it. The submission uses dxhat where dout belongs.",
                Equations.Of(at.Tensor),
                "Use dout, not dxhat: dgamma = sum(dout * xhat), dbeta = sum(dout).",
                "Is it dout or dxhat that you sum here?"),
        },
        new("missing_inverse_std", Family.Std | Family.Factor)
        {
            OfTensor = at => new(
                $"The division by the {at.Layer.Std()} is missing",
                $"xhat is {at.Layer.Centered()}, divided by the {at.Layer.Std()}, so the way back divides by it as well. The "
                    + "submission lacks that factor.",
                Equations.Closed,
                "Multiply by istd = 1 / sqrt(var + eps).",
                $"By what was {at.Layer.Centered()} divided in the forward pass, and where is that on the way back?"),
            OfLine = new(
                "a division by the standard deviation is missing",
                "xhat is (x - mean) / sqrt(var + eps), so a gradient that passes through it is divided by the root."),
        },
        new("divided_by_std_twice", Family.Std | Family.Factor)
        {
            OfTensor = at => new(
                $"The result is divided by the {at.Layer.Std()} twice",
                $"The way from xhat back to x divides by the {at.Layer.Std()} once. The submission does so twice.",
                Equations.Closed,
                "Multiply by istd once.",
                $"How many times is {at.Layer.Centered()} divided by the {at.Layer.Std()} in the forward pass?"),
        },
        new("not_divided_by_m", Family.Number | Family.Factor)
        {
            OfTensor = at => new(
                "The division by m is missing",
                "A sum over the group stands where its mean should: everything is larger by the number of elements of the group.",
                Equations.Closed,
                $"Divide by m, the number of elements of one {at.Layer.GroupWord}: {at.Layer.Count()}.",
                "The submission is too large everywhere by the same factor. Which count is it?"),
            OfLine = new("a division by the count is missing", "A mean over m values gives each of them 1/m of its gradient."),
        },
        new("divided_by_m_twice", Family.Number | Family.Factor)
        {
            OfTensor = at => new(
                "The result is divided by m twice",
                "A mean is divided by the number of elements once more: everything is smaller by the number of elements of the group.",
                Equations.Closed,
                $"Divide by m once, where m is {at.Layer.Count()}.",
                "The submission is too small everywhere by the same factor. Which count is it?"),
        },
        new("mean_instead_of_sum", Family.Number | Family.Factor)
        {
            OfTensor = at => new(
                "A mean is taken instead of a sum",
                "The parameter acts on every element, and its gradient is the sum of what comes back from them. The submission "
                    + "takes their mean.",
                Equations.Of(at.Tensor),
                $"Use np.sum(..., {at.Layer.ParameterSumAxis()}): no division by the number of elements.",
                "The parameter acts on many elements. Do their contributions add up or average out?"),
            OfLine = new(
                "a mean where a sum belongs",
                "A parameter that is shared by many values collects the gradients of all of them: a sum."),
        },
        new("sign_flipped", Family.Number | Family.Factor)
        {
            OfTensor = at => new(
                "The sign is flipped",
                "Every entry is right but for its sign.",
                Equations.Of(at.Tensor),
                "Turn the sign of the whole tensor around.",
                "Compare the signs of the entries with what you expect. What do you notice?"),
            OfLine = new("the sign is wrong", "The value is the right one but for its sign, or that of one term."),
        },
    ];
}
