namespace GradCheck.Derivations;

/// <summary>The pieces of LaTeX that steps share.</summary>
internal static class Latex
{
    /// <summary><c>1 / sqrt(var + eps)</c>.</summary>
    public const string Istd = @"\frac{1}{\sqrt{\sigma^2 + \epsilon}}";

    /// <summary><c>d of / d by</c>.</summary>
    public static string D(string of, string by) => $@"\frac{{\partial {of}}}{{\partial {by}}}";

    /// <summary><c>dL / d by</c>.</summary>
    public static string Dl(string by) => D("L", by);
}
