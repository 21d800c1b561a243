using GradCheck.Api.Bodies;
using GradCheck.Api.Contracts;
using GradCheck.Api.Description;
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
    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where to map them.</param>
    public static void MapSecondOrder(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<RequestLimits>>().Value;
        routes.MapBatch(
                "second-order",
                layer => new SecondOrderRequestValidator(layer, limits),
                (layer, request, cancellation) => Answer(CheckedInput.From(layer, request), request, limits, cancellation),
                SecondOrderExamples.Of)
            .WithName("second-order")
            .WithTags(Tags.Gradients)
            .WithSummary("The gradient of the gradient, in closed form, checked by complex step.")
            .WithDescription("For those who derive it for a gradient penalty. With the weights of `direction`, `S = sum(direction.dx * dx) + sum(direction.dgamma * dgamma) + sum(direction.dbeta * dbeta)`; the answer is the gradient of `S` with respect to `x`, `gamma` and `dout`.");
    }

    /// <summary>Answers a request that passed its rules.</summary>
    /// <param name="batch">Its batch.</param>
    /// <param name="request">The direction, and whether to check.</param>
    /// <param name="limits">What the check may cost.</param>
    /// <param name="cancellation">Ends numeric work.</param>
    internal static SecondOrderResponse Answer(CheckedInput batch, SecondOrderRequest request, RequestLimits limits, CancellationToken cancellation)
    {
        var input = batch.Input;
        var isChecked = request.Numeric?.Value ?? true;
        if (isChecked)
        {
            NumericBudget.Spend("Complex steps of the gradients", input.X.Shape, SecondOrderComplexStep.WorkOf(input), limits);
        }

        var forward = ForwardPass.Run(input, batch.Statistics);
        var weights = request.Direction!.Value!;
        var direction = new SecondOrderDirection(input, weights.Dx?.Value, weights.Dgamma?.Value, weights.Dbeta?.Value);
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
            Numeric = isChecked ? Check(SecondOrderComplexStep.Run(forward, direction, cancellation), gradients, SecondOrderScales.Of(forward, direction)) : null,
            Warnings = [.. BatchWarnings.Of(request, forward)],
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
