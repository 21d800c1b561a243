using System.Text.Json;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Comparison;
using GradCheck.Diagnosis;
using GradCheck.Layers;
using GradCheck.Names;
using GradCheck.Tensors;

namespace GradCheck.Api.Validation;

/// <summary>The rules of <see cref="CheckRequest"/>.</summary>
internal sealed class CheckRequestValidator : LayerRequestValidator<CheckRequest>
{
    /// <summary>The precisions that may be asked for.</summary>
    private static readonly string[] Precisions = ["float64"];

    private static readonly string[] Reveals = [.. Enum.GetNames<Reveal>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
    private static readonly string[] Names = [.. TensorNames.All.Select(TensorNames.Of)];

    private readonly RequestLimits limits;

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    public CheckRequestValidator(Layer layer, RequestLimits limits)
        : base(layer, limits)
    {
        this.limits = limits;
        RuleFor(request => request.Submitted).Custom(CheckSubmitted);
        RuleFor(request => request.Tolerance).Custom(CheckTolerance);
        RuleFor(request => request.Precision).Custom((precision, context) => context.CheckName("precision", precision, Precisions));
        RuleFor(request => request.Reveal).Custom((reveal, context) => context.CheckName("reveal", reveal, Reveals));
    }

    private void CheckSubmitted(Field<IReadOnlyDictionary<string, Field<Tensor>>>? field, ValidationContext<CheckRequest> context)
    {
        var submitted = field.OrMissing();
        if (!context.IsUsable("submitted", submitted))
        {
            return;
        }

        if (submitted.Value!.Count == 0)
        {
            context.AddFailure("submitted", $"is empty; submit any of {string.Join(", ", Names)}");
        }

        var rules = new TensorRules<CheckRequest>(context, limits);
        foreach (var (name, tensor) in submitted.Value)
        {
            if (Names.Contains(name))
            {
                rules.Readable($"submitted.{name}", tensor);
            }
            else
            {
                context.AddFailure($"submitted.{FieldRules.Shorten(name)}", $"is no tensor that can be submitted; the nearest is {NearestName.Of(name, Names)}");
            }
        }
    }

    private static void CheckTolerance(Field<ToleranceRequest>? field, ValidationContext<CheckRequest> context)
    {
        if (field is null || !context.IsUsable("tolerance", field))
        {
            return;
        }

        context.CheckNumber("tolerance.rtol", field.Value!.Rtol, value => value >= 0, "but a tolerance is 0 or more");
        context.CheckNumber("tolerance.atol", field.Value!.Atol, value => value >= 0, "but a tolerance is 0 or more");
        context.CheckUnknown(field.Value!.Unknown, typeof(ToleranceRequest), "tolerance.");
    }
}
