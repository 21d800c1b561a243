using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
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
    /// <summary>The plan of a request that its validator passed.</summary>
    /// <param name="field">What was asked for.</param>
    /// <param name="input">The batch.</param>
    /// <param name="limits">What it may cost.</param>
    /// <returns>The plan; null where none was asked for.</returns>
    /// <exception cref="ProblemException">It would cost more than the limit.</exception>
    public static NumericPlan? From(Field<NumericRequest>? field, LayerInput input, RequestLimits limits)
    {
        if (field?.Value is not { } numeric)
        {
            return null;
        }

        var method = NumericMethod.Find(numeric.Method?.Value ?? NumericMethod.Default.Id)!;
        NumericBudget.Spend($"Numeric gradients by {method.Id}", input.X.Shape, GroupGradient.WorkOf(input, method), limits);
        return new(method, numeric.Step?.Value);
    }
}
