using System.Globalization;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>What numeric work may cost.</summary>
internal static class NumericBudget
{
    /// <summary>Ends the request where its numeric work is over the limit.</summary>
    /// <param name="what">What would be computed: <c>Numeric gradients by central</c>.</param>
    /// <param name="shape">The shape of <c>x</c>.</param>
    /// <param name="work">How many terms of losses it evaluates.</param>
    /// <param name="limits">The limit.</param>
    /// <exception cref="ProblemException">It is over the limit.</exception>
    public static void Spend(string what, Shape shape, long work, RequestLimits limits)
    {
        if (work > limits.MaxNumericWork)
        {
            throw ProblemException.OfLimit(
                ProblemTypes.NumericWorkTooLarge,
                string.Create(CultureInfo.InvariantCulture, $"{what} of x of shape {shape} evaluate {work} terms, but the limit is {limits.MaxNumericWork}."),
                limits.MaxNumericWork,
                work);
        }
    }
}
