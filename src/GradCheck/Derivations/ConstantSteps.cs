using static GradCheck.Derivations.Latex;

namespace GradCheck.Derivations;

/// <summary>The steps to <c>dx</c> where the statistics are constants.</summary>
internal static class ConstantSteps
{
    private const string X = "x_i";
    private const string Xhat = @"\hat{x}_i";

    public static IEnumerable<DerivationStep> Of(Notation words)
    {
        yield return new(
            "dx",
            DerivationPart.Backward,
            $"{D(Xhat, X)} = {Istd}",
            $"{Dl(X)} = {Dl(Xhat)} {D(Xhat, X)}",
            $"The direct path alone: the running statistics of a {words.Group} do not depend on x, so there is no dvar, no dmean, no variance path and no mean path.",
            $"{Dl(X)} = {Dl(Xhat)} {Istd}");
        yield return new(
            "dx",
            DerivationPart.Simplification,
            $"{Dl(words.Xhat)} = {Dl(words.Y)} {words.Gamma}",
            $"{Dl($"x_{{{words.Element}}}")} = {Dl(words.Xhat)} {Istd}",
            "Closed form: dxhat put in; each element has its own line, and nothing is summed.",
            $@"{Dl($"x_{{{words.Element}}}")} = \frac{{{words.Gamma}}}{{\sqrt{{\sigma^2 + \epsilon}}}} {Dl(words.Y)}");
    }
}
