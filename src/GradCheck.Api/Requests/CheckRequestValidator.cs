using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Comparison;
using GradCheck.Layers;
using GradCheck.Python.Source;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="CheckRequest"/>.</summary>
internal sealed class CheckRequestValidator : LayerRequestValidator<CheckRequest>
{
    private static readonly string[] Names = [.. TensorNames.All.Select(TensorNames.Of)];

    private static readonly string[] KnownIncludes = [Includes.Example];

    private readonly RequestLimits limits;

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    public CheckRequestValidator(Layer layer, RequestLimits limits)
        : base(layer, limits)
    {
        this.limits = limits;
        RuleFor(request => request.Submitted).Custom(CheckSubmitted);
        RuleFor(request => request.Include).Custom((include, context) => context.CheckNames("include", include, KnownIncludes));
        RuleFor(request => request).Custom((request, context) => context.CheckJudging(request.Tolerance, request.Precision, request.Reveal));
    }

    /// <inheritdoc/>
    protected override bool NeedsDout(CheckRequest request) =>
        request.Submitted is not { IsUsable: true, Value: { } submitted } || submitted.Keys.Any(name => TensorNames.Find(name) is { } tensor && TensorNames.IsGradient(tensor));

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
                context.AddFailure($"submitted.{FieldRules.Shorten(name)}", $"is no tensor that can be submitted{NearestName.Clause(name, Names)}");
            }
        }
    }
}
