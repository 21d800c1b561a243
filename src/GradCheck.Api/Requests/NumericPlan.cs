using System.Globalization;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Layers;
using GradCheck.Numeric;

namespace GradCheck.Api.Requests;

/// <summary>Numeric gradients that were asked for and may be spent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Step">The step; null for the method's own.</param>
internal sealed record NumericPlan(NumericMethod Method, double? Step)
{
    /// <summary>The plan of a request whose fields passed their rules.</summary>
    /// <param name="request">What was asked for; null for nothing.</param>
    /// <param name="input">The batch.</param>
    /// <param name="limits">What it may cost.</param>
    /// <returns>The plan; null where none was asked for.</returns>
    /// <exception cref="ProblemException">It would cost more than the limit.</exception>
    public static NumericPlan? Of(NumericRequest? request, LayerInput input, RequestLimits limits)
    {
        if (request is null)
        {
            return null;
        }

        var method = NumericMethod.Find(request.Method?.Value ?? NumericMethod.Default.Id)!;
        Spend($"Numeric gradients by {method.Id}", input, GroupGradient.WorkOf(input, method), limits);
        return new(method, request.Step?.Value);
    }

    /// <summary>Ends the request where its numeric work is over the limit.</summary>
    /// <param name="what">What would be computed: <c>Numeric gradients by central</c>.</param>
    /// <param name="input">The batch.</param>
    /// <param name="work">How many terms of losses it evaluates.</param>
    /// <param name="limits">The limit.</param>
    /// <exception cref="ProblemException">It is over the limit.</exception>
    public static void Spend(string what, LayerInput input, long work, RequestLimits limits)
    {
        if (work > limits.MaxNumericWork)
        {
            throw ProblemException.OfLimit(
                ProblemTypes.NumericWorkTooLarge,
                string.Create(CultureInfo.InvariantCulture, $"{what} of x of shape {input.X.Shape} evaluate {work} terms, but the limit is {limits.MaxNumericWork}."),
                limits.MaxNumericWork,
                work);
        }
    }
}
