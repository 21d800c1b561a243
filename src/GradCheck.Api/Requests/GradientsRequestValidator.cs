using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Layers;
using GradCheck.Numeric;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="GradientsRequest"/>.</summary>
internal sealed class GradientsRequestValidator : LayerRequestValidator<GradientsRequest>
{
    /// <summary>The step's range: beyond it, products of a step with ordinary numbers leave the range of a double.</summary>
    private const double SmallestStep = 1e-250;
    private const double LargestStep = 1e250;

    private static readonly string[] Methods = [.. NumericMethod.All.Select(method => method.Id)];
    private static readonly string[] KnownIncludes = [Includes.Intermediates, Includes.Paths];

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    public GradientsRequestValidator(Layer layer, RequestLimits limits)
        : base(layer, limits)
    {
        RuleFor(request => request.Numeric).Custom(CheckNumeric);
        RuleFor(request => request.Include).Custom((include, context) => context.CheckNames("include", include, KnownIncludes));
    }

    private static void CheckNumeric(Field<NumericRequest>? field, ValidationContext<GradientsRequest> context)
    {
        if (field is null || !context.IsUsable("numeric", field) || field.Value is not { } numeric)
        {
            return;
        }

        context.CheckName("numeric.method", numeric.Method, Methods);
        context.CheckNumber("numeric.step", numeric.Step, step => step is >= SmallestStep and <= LargestStep, "but a step is from 1e-250 to 1e250");
        context.CheckUnknown(numeric.Unknown, typeof(NumericRequest), "numeric.");
    }
}
