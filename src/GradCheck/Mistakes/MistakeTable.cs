using System.Collections.Frozen;

namespace GradCheck.Mistakes;

/// <summary>Every mistake that is known, in tensors, in lines and in test mode: the only place where a mistake has words.</summary>
public static class MistakeTable
{
    private static readonly FrozenDictionary<string, Mistake> Known = new[]
    {
        PathMistakes.All, FactorMistakes.All, SumMistakes.All, ForwardMistakes.All, GroupingMistakes.All, RunningMistakes.All,
        ConstantMistakes.All, SeenMistakes.All, ShapeMistakes.All,
        TermMistakes.All, ArrayMistakes.All, CourseMistakes.All, ProgramMistakes.All, RaisedMistakes.All,
    }.SelectMany(mistakes => mistakes).ToFrozenDictionary(mistake => mistake.Code, StringComparer.Ordinal);

    /// <summary>Every mistake, by the alphabet of its code.</summary>
    public static IEnumerable<Mistake> All => Known.Values.OrderBy(mistake => mistake.Code, StringComparer.Ordinal);

    /// <summary>The mistake of a code.</summary>
    /// <param name="code">The code.</param>
    /// <exception cref="ArgumentException">No mistake has this code.</exception>
    public static Mistake Of(string code) =>
        Known.GetValueOrDefault(code) ?? throw new ArgumentException($"no mistake has the code {code}", nameof(code));

    /// <summary>Whether a mistake has to do with something.</summary>
    /// <param name="code">The code of a mistake.</param>
    /// <param name="family">What it may have to do with: all of it.</param>
    public static bool IsOf(string code, Family family) => Of(code).Family.HasFlag(family);

    /// <summary>The words for a line.</summary>
    internal static Brief OfLine(string code) =>
        Known.GetValueOrDefault(code)?.OfLine ?? new(code.Replace('_', ' '), "The numbers are those of this mistake.");
}
