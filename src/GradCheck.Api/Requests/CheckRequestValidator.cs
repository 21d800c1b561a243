using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Diagnosis.Reports;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="CheckRequest"/>.</summary>
internal sealed class CheckRequestValidator : LayerRequestValidator<CheckRequest, CheckPlan>
{
    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    public CheckRequestValidator(Layer layer, RequestLimits limits)
        : base(layer, limits)
    {
        RuleFor(request => request.Dout).NotNull().When(NeedsDout).WithMessage("is missing");
        RuleForField(request => request.Submitted).NotEmpty().WithMessage($"is empty; submit any of {string.Join(", ", SubmittedTensors.Names)}");
        RuleForTensors(request => request.Submitted).HasNoFault((request, tensor) => SubmittedTensors.FaultOf(tensor.Key, id => WhyAbsent(request, id)));
        RuleForTensors(request => request.Submitted).Where(tensor => TensorNames.Find(tensor.Key) is not null)
            .SetValidator(new NamedTensorValidator<CheckRequest>(new(limits) { MayBeNonFinite = true }));
        RuleForField(request => request.Include);
        RuleForField(request => request.Tolerance).SetValidator(new ToleranceRequestValidator());
        RuleForField(request => request.Precision).IsOneOf(JudgingRules.Precisions);
        RuleForField(request => request.Reveal).IsOneOf(JudgingRules.Reveals);
    }

    /// <inheritdoc/>
    protected override CheckPlan PlanOf(CheckRequest request)
    {
        var reveal = JudgingRules.RevealOf(request.Reveal);
        var isExampleAsked = request.Include?.Value?.Contains(CheckPart.Example) == true;
        return new(
            Batch.Of(Layer, request),
            request.Submitted!.Value!.ToDictionary(entry => TensorNames.Find(entry.Key)!.Value, entry => entry.Value.Value!),
            JudgingRules.OptionsOf(request.Tolerance, request.Precision) with
            {
                WantsExamples = reveal.Shows(ReportField.FindingFix) || (reveal.Shows(ReportField.FindingCause) && isExampleAsked),
            },
            reveal);
    }

    private static bool NeedsDout(CheckRequest request) =>
        request.Submitted is not { IsUsable: true, Value: { } submitted } || submitted.Keys.Any(name => TensorNames.Find(name) is { } tensor && TensorNames.IsGradient(tensor));

    private string? WhyAbsent(CheckRequest request, TensorId tensor) => tensor switch
    {
        TensorId.RunningMean or TensorId.RunningVar when IsEval(request) || request is { RunningMean: null, RunningVar: null } =>
            "the request has no running_mean and running_var to update, or is in mode eval, which updates none",
        TensorId.RunningMean or TensorId.RunningVar => null,
        _ => Pass.WhyAbsent(tensor, Layer, new() { Mode = IsEval(request) ? Mode.Eval : Mode.Train }),
    };
}
