using GradCheck.Layers;

namespace GradCheck.Mistakes;

/// <summary>Mistakes of the forward pass, with those that take something else than it has.</summary>
internal static class ForwardMistakes
{
    public static Mistake[] All =>
    [
        new("eps_omitted", Family.Eps)
        {
            OfTensor = at => new(
                "eps is missing",
                $"The {at.Layer.Variance()} stands under the root without eps. Where it is large that goes unnoticed; where it "
                    + "is near eps the numbers are far off, and where it is zero they are not finite.",
                Equations.Xhat,
                "Divide by sqrt(var + eps).",
                $"What happens to your code on a {at.Layer.GroupWord} whose {at.Layer.Variance()} is zero?"),
            OfLine = new(
                "eps is left out",
                "The layer divides by sqrt(var + eps); without eps the result differs wherever the variance is not far above eps."),
            OfTestMode = _ => new("test mode leaves eps out", "Training divides by sqrt(var + eps), so test mode has to as well."),
        },
        new("eps_omitted_in_backward", Family.Eps)
        {
            OfTensor = at => new(
                "eps is missing in the backward pass",
                $"The backward pass divides by the root of the {at.Layer.Variance()} alone, while the forward pass had eps "
                    + "under the root as well.",
                Equations.Closed,
                "Use the istd of the forward pass, 1 / sqrt(var + eps); keep it in the cache instead of computing it again.",
                $"Is the {at.Layer.Std()} of your backward pass the one that the forward pass divided by?"),
            OfLine = new(
                "eps is left out here, but not in the forward pass",
                "The forward pass divides by sqrt(var + eps), so every derivative of it has var + eps too; without eps this "
                    + "line is off by little on ordinary data and by a large factor where the variance is small."),
        },
        new("eps_outside_root", Family.Eps)
        {
            OfTensor = at => new(
                "eps stands outside the square root",
                $"eps is added to the {at.Layer.Std()} instead of the {at.Layer.Variance()}.",
                Equations.Xhat,
                "Move eps under the root: sqrt(var + eps), not sqrt(var) + eps.",
                "Is eps added before or after the square root?"),
            OfLine = new(
                "eps is added outside the square root",
                "sqrt(var) + eps is not sqrt(var + eps): at a variance of 0 they differ by a factor of 1 / sqrt(eps)."),
            OfTestMode = _ => new(
                "test mode adds eps outside the root",
                "Training divides by sqrt(var + eps), so test mode has to as well."),
        },
        new("divided_by_variance")
        {
            OfTensor = at => new(
                $"{at.Layer.Centered()} is divided by the {at.Layer.Variance()}",
                $"The square root is missing: {at.Layer.Centered()} is divided by the {at.Layer.Variance()}, not by the "
                    + $"{at.Layer.Std()}.",
                Equations.Xhat,
                $"Divide by the root: xhat = {at.Layer.CenteredCode()} / sqrt(var + eps).",
                "If x is measured in metres, what is the unit of your xhat?"),
            OfLine = new(
                "divided by the variance instead of its root",
                "The normalized value is x - mean over the standard deviation, sqrt(var + eps), and so is its derivative."),
            OfTestMode = _ => new("test mode divides by the variance", "The root is missing."),
        },
        new("multiplied_by_std")
        {
            OfTensor = at => new(
                $"{at.Layer.Centered()} is multiplied by the {at.Layer.Std()}",
                $"Normalizing divides by the {at.Layer.Std()}; the submission multiplies by it.",
                Equations.Xhat,
                $"Divide: xhat = {at.Layer.CenteredCode()} / sqrt(var + eps).",
                $"Does your xhat have a {at.Layer.Variance()} near 1?"),
        },
        new("eps_subtracted", Family.Eps)
        {
            OfTensor = at => new(
                $"eps is subtracted from the {at.Layer.Variance()}",
                $"eps is subtracted under the root instead of added. Where the {at.Layer.Variance()} is below eps, the root of "
                    + "a negative number is NaN.",
                Equations.Xhat,
                "Add eps: sqrt(var + eps).",
                $"What is under your square root when the {at.Layer.Variance()} is zero?"),
            OfLine = new("eps is subtracted", "eps keeps the root away from 0, so it is added."),
        },
        new("eps_added_to_quotient", Family.Eps)
        {
            OfTensor = at => new(
                "eps is added after the division",
                $"The submission divides by the {at.Layer.Std()} alone and adds eps to the quotient, where it shifts the result "
                    + "and guards nothing.",
                Equations.Xhat,
                "Add eps to the variance, under the root: xhat = (x - mean) / sqrt(var + eps). Mind the parentheses.",
                "What is eps there to prevent, and where does it have to stand for that?"),
        },
        new("unbiased_mean")
        {
            OfTensor = at => new(
                "The mean is divided by m - 1",
                "The sum is divided by one less than the number of elements. That correction belongs to the variance alone: a "
                    + "mean has none.",
                Equations.Mean,
                $"Divide the sum by m: {at.Layer.Count()}.",
                "By what is the sum divided in your mean, and why?"),
        },
        new("unbiased_variance")
        {
            OfTensor = at => new(
                "The variance is the unbiased one",
                "The sum of squares is divided by one less than the number of elements. "
                    + (IsCount(at) ? "Normalization uses the biased variance, divided by the number itself." : RightDivisor(at)) + " "
                    + Elsewhere(at),
                Equations.Var,
                $"Divide by {at.Layer.Divisor.Text}: {at.Layer.VarianceCode()}"
                    + $"{(at.Layer.SubtractsMean && IsCount(at) ? " with its default ddof=0" : string.Empty)}.{Declared(at)}",
                $"By what is the sum of squares divided in your {at.Layer.Variance()}?"),
            OfLine = new(
                "the variance is divided by m - 1",
                "Normalization divides by m: the biased variance. m - 1 makes it too large by the factor m / (m - 1). Where "
                    + "the unbiased variance is meant, declare it with `ddof`: 1."),
        },
        new("biased_variance")
        {
            OfTensor = at => new(
                "The variance is the biased one",
                "The sum of squares is divided by the number of elements. "
                    + (IsBessel(at)
                        ? "The variance that was declared is the unbiased one, divided by one less. The numbers are right with a ddof of 0."
                        : RightDivisor(at)),
                Equations.Var,
                $"Divide by {at.Layer.Divisor.Text}: {at.Layer.VarianceCode()}{(IsBessel(at) ? "; or declare \"ddof\": 0" : string.Empty)}.",
                $"By what is the sum of squares divided in your {at.Layer.Variance()}?"),
            OfLine = new(
                "the variance is divided by m",
                "The variance that was declared is the unbiased one, divided by m - 1, and so is its derivative."),
        },
        new("std_instead_of_variance")
        {
            OfTensor = at => new(
                $"The {at.Layer.Std()} stands where the {at.Layer.Variance()} should",
                $"The name var holds a {at.Layer.Std()}, so the root is taken twice where it is used.",
                Equations.Var,
                $"Store the {at.Layer.Variance()}, {at.Layer.VarianceCode()}, and take its root once, together with eps.",
                $"Is your var a {at.Layer.Variance()} or a {at.Layer.Std()}?"),
            OfLine = new("a standard deviation where the variance belongs", "np.std is already the root of the variance."),
        },
        new("missing_beta", Family.Beta)
        {
            OfTensor = _ => new(
                "beta is missing",
                "The shift beta is added after the scale. The submission leaves it out.",
                Equations.Out,
                "Add beta: out = gamma * xhat + beta.",
                "What is out where xhat is zero?"),
            OfTestMode = _ => new("test mode leaves beta out", "The shift belongs to both modes."),
        },
        new("missing_gamma_and_beta")
        {
            OfTestMode = _ => new("test mode leaves gamma and beta out", "The scale and the shift belong to both modes."),
        },
    ];

    private static bool IsCount(Telling at) => at.Layer.Divisor == VarianceDivisor.Count;

    private static bool IsBessel(Telling at) => at.Layer.Divisor == VarianceDivisor.Bessel;

    private static string RightDivisor(Telling at) => $"In {at.Layer.Name()} it is divided by {at.Layer.Divisor.Text}.";

    private static string Declared(Telling at) => IsOfItsForwardPass(at)
        ? " Where the unbiased variance is meant, the numbers are right under ddof = 1; declare it with `ddof`: 1."
        : string.Empty;

    // The variance path is the only place where the gradient of that forward pass differs from code that only takes its var.
    private static bool IsOfItsForwardPass(Telling at) => at.Tensor != Normalization.TensorId.Dx || at.IsInVariancePath;

    private static string Elsewhere(Telling at) => IsOfItsForwardPass(at)
        ? "The numbers are right with a ddof of 1, which can be declared."
        : "With that forward pass the gradient is wrong as well: its variance path has the same divisor as the variance.";
}
