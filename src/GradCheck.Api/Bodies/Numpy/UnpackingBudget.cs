using System.Globalization;
using GradCheck.Api.Problems;

namespace GradCheck.Api.Bodies.Numpy;

/// <summary>How much a body may unpack to, over all of its members: as much as a body may have.</summary>
/// <param name="limit">The most bytes.</param>
internal sealed class UnpackingBudget(long limit)
{
    private long spent;

    /// <summary>Spends bytes before they are allocated or read.</summary>
    /// <param name="bytes">How many.</param>
    /// <exception cref="ProblemException">There are not so many left.</exception>
    public void Spend(long bytes)
    {
        if (bytes > limit - spent)
        {
            throw ProblemException.OfLimit(ProblemTypes.BodyTooLarge, string.Create(CultureInfo.InvariantCulture, $"The body unpacks to more than {limit} bytes, each number counted as a float64."), limit, null);
        }

        spent += bytes;
    }
}
