using GradCheck.Arithmetic;

namespace GradCheck.Mistakes;

/// <summary>Mistakes with a constant that the numbers tell.</summary>
internal static class ConstantMistakes
{
    public static Mistake[] All =>
    [
        new("different_eps", Family.Eps)
        {
            OfTensor = at => new(
                "Another eps is used",
                $"The numbers are right for an eps of {NumberText.Rounded(at.EpsFound, 4)}, not for the "
                    + $"{NumberText.Rounded(at.Eps, 4)} that was asked for.{Known(at.EpsFound)}",
                Equations.Xhat,
                "Use the eps that is passed in; do not hard-code it.",
                "Which eps does your code use, and which one is it given?"),
            OfLine = new(
                "another eps is written into the line",
                "The eps of the arguments is the one to use; a number in the code is right only by chance."),
        },
        new("scaled_by_constant", Family.Number | Family.Factor | Family.Vague)
        {
            OfTensor = at => new(
                "The whole tensor is off by one constant",
                "Every entry is the same multiple of the right one.",
                Equations.Of(at.Tensor),
                "Look for a constant that multiplies or divides the whole "
                    + $"line{(at.Constant is { } constant ? $": yours is {NumberText.Rounded(constant, 6)} times the right one" : string.Empty)}.",
                "Divide your entries by the right ones. What do you notice?"),
        },
        new("direct_path_wrong_factor")
        {
            OfTensor = _ => new(
                "The direct path has a wrong factor",
                "The other paths are right, and the direct path is the same multiple of the right one in every group. The "
                    + "multiple is none that a usual slip leaves.",
                Equations.Direct,
                "Look for a constant that does not belong on the direct path.",
                "Compute the direct path alone on paper. By what does yours differ from it?"),
        },
        new("variance_path_wrong_factor")
        {
            OfTensor = _ => new(
                "The variance path has a wrong factor",
                "The other paths are right, and the variance path is the same multiple of the right one in every group. The "
                    + "multiple is none that a usual slip leaves.",
                Equations.VariancePath,
                "Look for a constant that does not belong on the variance path.",
                "Compute the variance path alone on paper. By what does yours differ from it?"),
        },
        new("mean_path_wrong_factor")
        {
            OfTensor = _ => new(
                "The mean path has a wrong factor",
                "The other paths are right, and the mean path is the same multiple of the right one in every group. The "
                    + "multiple is none that a usual slip leaves.",
                Equations.MeanPath,
                "Look for a constant that does not belong on the mean path.",
                "Compute the mean path alone on paper. By what does yours differ from it?"),
        },
    ];

    private static string Known(double eps) =>
        Near(eps, 1e-3) ? " That is the default of Keras."
        : Near(eps, 1e-5) ? " That is the default of CS231n and PyTorch."
        : Near(eps, 1e-8) ? " That is the usual eps of Adam, and of other places that guard a division."
        : string.Empty;

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-3 * b;
}
