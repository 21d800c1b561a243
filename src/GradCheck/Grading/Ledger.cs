using System.Collections.Immutable;
using GradCheck.Comparison;
using GradCheck.Diagnosis.Hypotheses;
using GradCheck.Tensors;

namespace GradCheck.Grading;

/// <summary>Which mistakes of a case were paid for, so that one that reaches several tensors costs once.</summary>
/// <remarks>
/// Only a mistake that predicts the numbers of several tensors can be the same one in each. What is merely seen
/// (zeros, NaN, a wrong shape, no known cause) may have another reason each time, and so has a constant taken from the numbers.
/// </remarks>
internal sealed class Ledger
{
    private static readonly ImmutableHashSet<string> Reaching =
        [.. HypothesisCatalog.All.Where(mistake => mistake.Reach.Length > 1 && (mistake.IsFixed || mistake.ActsTogether)).Select(mistake => mistake.Code)];

    /// <summary>The share of the right tensor's largest entry below which a submission is no more than rounding.</summary>
    private const double Negligible = 1e-9;

    private readonly Dictionary<string, string> paid = [];

    /// <summary>The part where a tensor's mistakes were paid for; null where one was not.</summary>
    /// <param name="comparison">The tensor.</param>
    /// <param name="explanations">Its explanations; the doubt is the student's where there are several.</param>
    public string? PaidAt(TensorComparison comparison, ImmutableArray<Explanation> explanations) =>
        !IsEmpty(comparison) && explanations.FirstOrDefault(explanation => explanation.Causes.All(paid.ContainsKey)) is { } known ? paid[known.Causes.First()] : null;

    /// <summary>Notes that a part paid for its mistakes.</summary>
    /// <param name="part">The part.</param>
    /// <param name="explanations">The explanations of its tensor.</param>
    public void Pay(string part, ImmutableArray<Explanation> explanations)
    {
        foreach (var cause in explanations.SelectMany(explanation => explanation.Causes).Where(Reaching.Contains))
        {
            paid.TryAdd(cause, part);
        }
    }

    // Some mistakes give a tensor of zeros. So does an array that was never filled, which is not to be forgiven.
    private static bool IsEmpty(TensorComparison comparison) =>
        !(Largest(comparison.Submitted) > Negligible * Largest(comparison.Expected));

    private static double Largest(Tensor tensor) => tensor.Values.ToArray().Max(Math.Abs);
}
