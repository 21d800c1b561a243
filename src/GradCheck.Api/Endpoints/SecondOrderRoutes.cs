using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.SecondOrder;
using Microsoft.Extensions.Options;

namespace GradCheck.Api.Endpoints;

/// <summary><c>/v1/{layer}/second-order</c>: the gradient of the gradient.</summary>
internal static class SecondOrderRoutes
{
    /// <summary>Maps the route.</summary>
    /// <param name="layers">The routes of the layers.</param>
    /// <param name="limits">What a request may hold and cost.</param>
    public static void MapSecondOrder(this IEndpointRouteBuilder layers, RequestLimits limits) =>
        layers.MapBatch("/second-order", layer => new SecondOrderRequestValidator(layer, limits), Answer, SecondOrderExamples.Of)
            .WithName("second-order")
            .WithSummary("The gradient of the gradient, in closed form, checked by complex step.")
            .WithDescription("For those who derive it for a gradient penalty. With the weights of `direction`, `S = sum(direction.dx * dx) + sum(direction.dgamma * dgamma) + sum(direction.dbeta * dbeta)`; the answer is the gradient of `S` with respect to `x`, `gamma` and `dout`.");

    private static SecondOrderResponse Answer(SecondOrderPlan plan, CancellationToken cancellation)
    {
        var (input, direction) = (plan.Batch.Input, plan.Direction);
        var forward = plan.Batch.Run();
        var gradients = SecondOrderBackward.Run(forward, direction);
        return new()
        {
            Layer = input.Layer.Id,
            Shape = input.X.Shape.Sizes.ToArray(),
            S = direction.Weigh(ClosedFormBackward.Run(forward)),
            DsDx = gradients.Dx,
            DsDgamma = gradients.Dgamma,
            DsDdout = gradients.Ddout,
            Formulas = [.. SecondOrderFormulas.Of(input.Layer, input.Options.Mode).Select(FormulaDocument.From)],
            Numeric = plan.IsChecked ? Check(SecondOrderComplexStep.Run(forward, direction, cancellation), gradients, SecondOrderScales.Of(forward, direction)) : null,
            Warnings = [.. BatchWarnings.Of(plan.Batch, forward)],
        };
    }

    private static SecondOrderCheckDocument Check(SecondOrderNumeric numeric, SecondOrderGradients gradients, SecondOrderScales scales)
    {
        var dx = NumericComparison.Of(gradients.Dx, numeric.Dx, scales.Dx, Tolerance.Default);
        var dgamma = NumericComparison.Of(gradients.Dgamma, numeric.Dgamma, scales.Dgamma, Tolerance.Default);
        var ddout = NumericComparison.Of(gradients.Ddout, numeric.Ddout, scales.Ddout, Tolerance.Default);
        return new()
        {
            Method = numeric.Method.Id,
            Step = numeric.Step,
            Verdict = new[] { dx.Verdict, dgamma.Verdict, ddout.Verdict }.Max(),
            DsDx = NumericTensorDocument.From(numeric.Dx, dx),
            DsDgamma = NumericTensorDocument.From(numeric.Dgamma, dgamma),
            DsDdout = NumericTensorDocument.From(numeric.Ddout, ddout),
        };
    }
}
