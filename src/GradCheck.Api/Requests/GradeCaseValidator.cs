using System.Collections.Immutable;
using System.Globalization;
using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Grading;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>The rules of one case of a <see cref="GradeRequest"/>.</summary>
/// <remarks>
/// What a student's code gave is no part of them: null, ragged rows and text where a tensor belongs are graded, as nothing
/// that a submission holds may keep a grader from its result.
/// </remarks>
internal sealed class GradeCaseValidator : CaseRequestValidator<GradeCaseRequest>
{
    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    public GradeCaseValidator(Layer layer, RequestLimits limits)
        : base(layer, limits)
    {
        RuleForField(request => request.Error);
        RuleForField(request => request.Submitted);
        RuleForTensors(request => request.Submitted).HasNoFault((_, tensor) => SubmittedTensors.FaultOf(tensor.Key, id => SubmittedTensors.WhyNoCaseHas(layer, id)));
        RuleFor(request => request).HasKnownFields();
    }

    /// <summary>The case that is to be made of a request that passed.</summary>
    /// <param name="request">The request.</param>
    public CasePlan CaseOf(GradeCaseRequest request) => PlanOf(request);

    /// <summary>A case with what was submitted for it.</summary>
    /// <param name="plan">The case.</param>
    /// <param name="request">Its request.</param>
    public static GradedCase Grade(CasePlan plan, GradeCaseRequest request)
    {
        var submitted = request.Submitted?.Value?.Select(entry => (Tensor: TensorNames.Find(entry.Key)!.Value, entry.Value)).ToList() ?? [];
        return new()
        {
            Input = plan.Make(),
            Profile = plan.Profile,
            Submitted = submitted.Where(entry => entry.Value.IsUsable).ToImmutableDictionary(entry => entry.Tensor, entry => entry.Value.Value!),
            Unreadable = submitted.Where(entry => !entry.Value.IsUsable).ToImmutableDictionary(entry => entry.Tensor, entry => FaultOf(TensorNames.Of(entry.Tensor), entry.Value)),
            Error = PlainText.Of(request.Error?.Value ?? string.Empty) is { Length: > 0 } error ? error : null,
        };
    }

    private static string FaultOf(string name, Field<Tensor> field)
    {
        if (field.OversizeCount is { } count)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name} has {count} elements");
        }

        // Most messages go on from the place; a few have a subject of their own.
        var first = field.Problems[0];
        var goesOn = first.Message.Split(' ')[0] is "is" or "has" or "holds";
        return $"{name}{first.Place}{(goesOn ? " " : ": ")}{first.Message.Replace("{0}", name, StringComparison.Ordinal)}";
    }
}
