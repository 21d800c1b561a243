using GradCheck.Layers;

namespace GradCheck.Mistakes;

/// <summary>Mistakes in a path of <c>dx</c>.</summary>
internal static class PathMistakes
{
    public static Mistake[] All =>
    [
        new("missing_mean_path")
        {
            OfTensor = _ => new(
                "The mean path is missing from dx",
                "x moves the mean of its group, and the mean moves every xhat of the group. The submitted dx holds the direct "
                    + "path and the variance path, and nothing of this third one.",
                Equations.MeanPath,
                "Add the mean path: dmean / m, with dmean = -istd * sum(dxhat) over the group.",
                "By how many ways does one entry of x reach the loss? Which of them goes through the mean of its group?"),
            OfLine = new("the mean path is missing", "x moves the mean as well, and the mean moves every value of its group."),
        },
        new("missing_variance_path")
        {
            OfTensor = at => new(
                "The variance path is missing from dx",
                $"x moves the {at.Layer.Variance()} of its group, and that moves every xhat of the group. The submitted dx "
                    + "holds the other paths, and nothing of this one.",
                Equations.VariancePath,
                $"Add the variance path: {at.Layer.VariancePathCode()}, with {at.Layer.DvarCode()} over the group.",
                $"By how many ways does one entry of x reach the loss? Which of them goes through the {at.Layer.Variance()} of "
                    + "its group?"),
            OfLine = new(
                "the variance path is missing",
                "x moves the variance as well, and the variance scales every value of its group."),
        },
        new("statistics_treated_as_constants")
        {
            OfTensor = at => new(
                at.Layer.SubtractsMean ? "The mean and variance are treated as constants" : "The mean square is treated as a constant",
                "The submitted dx is the direct path alone. That is right in eval mode, where the statistics are constants. In "
                    + "training they are computed from x, so x reaches the loss through them as well: "
                    + $"{(at.Layer.SubtractsMean ? "the mean path and the variance path are missing" : "the variance path is missing")}.",
                Equations.Staged,
                "Add the variance path "
                    + $"{at.Layer.VariancePathCode()}{(at.Layer.SubtractsMean ? " and the mean path dmean / m" : string.Empty)}.",
                $"{(at.Layer.SubtractsMean ? "Are the mean and the variance constants, or do they" : "Is the mean square a constant, or does it")} "
                    + "change when one entry of x changes?"),
            OfLine = new(
                "mean and variance are treated as constants",
                "Only the direct path is here; x moves the mean and the variance too."),
        },
        new("missing_direct_path")
        {
            OfTensor = at => new(
                "The direct path is missing from dx",
                "The submitted dx holds what flows through the statistics, and nothing of what flows straight from xhat to x "
                    + "with the statistics held fixed.",
                Equations.Direct,
                "Add the direct path: dxhat * istd.",
                $"If {at.Layer.Statistics()} were held fixed, would a change in x still change xhat?"),
        },
        new("mean_path_sign", Family.PathSign)
        {
            OfTensor = _ => new(
                "The mean path has the wrong sign",
                "A larger mean makes every xhat of the group smaller, so the gradient with respect to the mean has a minus. In "
                    + "the submission that path is added with the opposite sign.",
                Equations.Dmean,
                "Subtract: dmean = -istd * sum(dxhat), and add dmean / m to dx.",
                "If the mean of a group grows, does xhat grow or shrink?"),
            OfLine = new(
                "the sign of the mean path is wrong",
                "x - mean has the derivative -1 by the mean, so the mean path comes with a minus."),
        },
        new("variance_path_sign", Family.PathSign)
        {
            OfTensor = at => new(
                "The variance path has the wrong sign",
                $"A larger {at.Layer.Variance()} brings every xhat closer to zero, so the gradient with respect to it has a "
                    + "minus. In the submission that path has the opposite sign.",
                Equations.Dvar,
                $"Keep the minus of the exponent: {at.Layer.DvarCode()}.",
                "What sign does the derivative of a power with a negative exponent have?"),
            OfLine = new(
                "the sign of the variance path is wrong",
                "1 / sqrt(var + eps) falls as the variance grows, so the variance path comes with a minus."),
        },
        new("mean_path_not_divided_by_m")
        {
            OfTensor = at => new(
                "The mean path is not divided by m",
                "One entry of x moves the mean of its group only by its share, one part in m. The submitted dx adds the whole "
                    + "gradient of the mean to every entry.",
                Equations.MeanPath,
                $"Divide: the mean path is dmean / m, where m is the number of elements of the group, {at.Layer.Count()}.",
                "If one entry of x grows by 1, by how much does the mean of its group grow?"),
        },
        new("variance_path_not_divided_by_m")
        {
            OfTensor = at => new(
                "The variance path is not divided by m",
                $"The {at.Layer.Variance()} is a mean of squares, so one entry of x moves it only by one part in m. The "
                    + "submitted dx leaves that division out.",
                Equations.VariancePath,
                $"Divide: the variance path is {at.Layer.VariancePathCode()}, where m is the number of elements of the group, "
                    + $"{at.Layer.Count()}.",
                $"The {at.Layer.Variance()} is a mean over the group: what does its derivative keep from that?"),
        },
        new("variance_path_factor_two")
        {
            OfTensor = at => new(
                "The variance path is twice too large",
                "Two constants meet on the variance path: the half from the square root and the two from the square. Here only "
                    + "one of them is left, and the path comes out twice too large: the half is missing.",
                Equations.Dvar,
                $"Keep the -1/2 of the exponent: {at.Layer.DvarCode()}.",
                "Which constant comes down when you differentiate a square root?"),
        },
        new("variance_path_factor_half")
        {
            OfTensor = at => new(
                "The variance path is half as large as it should be",
                "Two constants meet on the variance path: the half from the square root and the two from the square. Here the "
                    + "two is missing.",
                Equations.VariancePath,
                $"Keep the 2 of the square: the variance path is {at.Layer.VariancePathCode()}.",
                "Which constant comes down when you differentiate a square?"),
        },
        new("variance_path_other_ddof")
        {
            OfTensor = at => new(
                "The variance path has another divisor than the variance",
                KeptDivisor(at.Layer.Divisor),
                Equations.VariancePath,
                $"Divide by what the variance divides by: the variance path is {at.Layer.VariancePathCode()}.",
                "By what does your variance divide, and by what its derivative?"),
        },
        new("variance_path_wrong_power")
        {
            OfTensor = at => new(
                $"The variance path has the wrong power of the {at.Layer.Std()}",
                $"Differentiating the inverse square root of the {at.Layer.Variance()} lowers its exponent by one. The "
                    + $"submission has another power of the {at.Layer.Std()} in dvar.",
                Equations.Dvar,
                $"Use the power -3/2 of var + eps: {at.Layer.DvarCode()}.",
                "What becomes of the exponent of a power when you differentiate it?"),
        },
        new("eps_omitted_in_dvar", Family.Eps)
        {
            OfTensor = at => new(
                "eps is missing in dvar",
                $"The forward pass divides by the root of the {at.Layer.Variance()} plus eps, and the power in dvar is taken of "
                    + $"the {at.Layer.Variance()} alone. Where that is large it goes unnoticed; where it is near eps, or zero, it "
                    + "does not.",
                Equations.Dvar,
                "Use the same divisor as in the forward pass: (var + eps)**-1.5, or istd**3.",
                "What exactly stands under the root in the forward pass, and what in dvar?"),
        },
    ];

    private static string KeptDivisor(VarianceDivisor divisor) =>
        divisor == VarianceDivisor.Count
            ? "The variance is the biased one, and its derivative keeps its divisor, the number of elements. The submitted dx "
                + "divides the variance path by one less."
        : divisor == VarianceDivisor.Bessel
            ? "The variance is the unbiased one, and its derivative keeps its divisor, one less than the number of elements. The "
                + "submitted dx divides the variance path by the number itself."
        : $"The variance has the divisor {divisor.Text}, and its derivative keeps it. The submitted dx divides the variance path by "
            + $"{divisor.Mistaken.Text}.";
}
