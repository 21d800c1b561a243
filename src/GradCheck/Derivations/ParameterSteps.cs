using static GradCheck.Derivations.Latex;

namespace GradCheck.Derivations;

/// <summary>The steps through <c>y = gamma xhat + beta</c>: <c>dgamma</c>, <c>dbeta</c>, <c>dxhat</c>.</summary>
internal static class ParameterSteps
{
    public static IEnumerable<DerivationStep> Of(Notation words)
    {
        var (y, xhat, gamma, beta, sum) = (words.Y, words.Xhat, words.Gamma, words.Beta, words.ParameterSum);
        var range = words.ParametersFollowGroups
            ? $"so its gradient is a sum over the {words.SummedForParameter}."
            : $"so its gradient is a sum over the {words.SummedForParameter}, not over the {words.Group} that is normalized together.";
        yield return new(
            "dgamma",
            DerivationPart.Backward,
            $"{D(y, gamma)} = {xhat}",
            $"{Dl(gamma)} = {sum} {Dl(y)} {D(y, gamma)}",
            $"A gamma scales every element of its {words.Parameter}, {range}",
            $"{Dl(gamma)} = {sum} {Dl(y)} {xhat}");
        yield return new(
            "dbeta",
            DerivationPart.Backward,
            $"{D(y, beta)} = 1",
            $"{Dl(beta)} = {sum} {Dl(y)} {D(y, beta)}",
            $"A beta shifts every element of its {words.Parameter}, {range}",
            $"{Dl(beta)} = {sum} {Dl(y)}");
        yield return new(
            "dxhat",
            DerivationPart.Backward,
            $"{D(y, xhat)} = {gamma}",
            $"{Dl(xhat)} = {Dl(y)} {D(y, xhat)}",
            "Back through the scale: each xhat reaches the loss through its own out alone.",
            $"{Dl(xhat)} = {Dl(y)} {gamma}");
    }
}
