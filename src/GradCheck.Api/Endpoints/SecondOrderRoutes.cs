using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Requests;
using GradCheck.SecondOrder;

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
        var pass = plan.Batch.Run();
        var report = SecondOrderReport.Of(pass, plan.Direction, plan.IsChecked, cancellation);
        return new()
        {
            Layer = pass.Input.Layer.Id,
            Shape = pass.Input.X.Shape.Sizes.ToArray(),
            S = report.S,
            DsDx = report.Gradients.Dx,
            DsDgamma = report.Gradients.Dgamma,
            DsDdout = report.Gradients.Ddout,
            Formulas = report.Formulas,
            Numeric = report.Check is { } check ? SecondOrderCheckDocument.From(check) : null,
            Warnings = [.. BatchWarnings.Of(plan.Batch, pass)],
        };
    }
}
