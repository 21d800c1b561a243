using FluentValidation;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Layers;
using GradCheck.Normalization;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="RubricLineRequest"/>, but for its case, which depends on how many there are.</summary>
internal sealed class RubricLineValidator : RequestValidator<RubricLineRequest>
{
    private readonly Layer layer;
    private readonly string[] tensors;

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    public RubricLineValidator(Layer layer)
    {
        this.layer = layer;
        tensors = [.. TensorNames.All.Where(tensor => SubmittedTensors.WhyNoCaseHas(layer, tensor) is null).Select(TensorNames.Of)];
        RuleFor(line => line).HasKnownFields();
        RuleFor(line => line).HasNoFault((_, line) => SubjectsOf(line) switch
        {
            [_] => null,
            [] => "is about nothing; name a tensor, a case or a profile",
            var several => $"is about {string.Join(" and ", several)}; give each a line of its own",
        });
        When(line => SubjectsOf(line) is ["tensor"], () =>
        {
            RuleForField(line => line.Tensor).HasNoFault((_, name) => FaultOfTensor(name));
            RuleFor(line => line.Points).NotNull().WithMessage("is missing");
            RuleForField(line => line.Points).IsPoints("points are");
            RuleFor(line => line.Weight).Null().WithMessage("is given, but a line about a tensor has points");
        });
        When(line => SubjectsOf(line) is ["case"] or ["profile"], () =>
        {
            RuleForField(line => line.Case);
            RuleForField(line => line.Profile).IsOneOf(CaseRequest.Profiles);
            RuleFor(line => line.Weight).NotNull().WithMessage("is missing");
            RuleForField(line => line.Weight).IsPoints("a weight is");
            RuleFor(line => line.Points).Null().WithMessage(line => $"is given, but a line about a {SubjectsOf(line)[0]} has weight");
        });
    }

    /// <summary>What a line is about, in the words of the request: <c>dx</c>, <c>case 2</c>; null where that is nothing.</summary>
    /// <param name="line">The line.</param>
    public string? About(RubricLineRequest line) => SubjectsOf(line) switch
    {
        ["tensor"] => line.Tensor is { IsUsable: true, Value: { } name } && tensors.Contains(name) ? name : null,
        ["case"] => line.Case is { IsUsable: true } place ? $"case {FieldRules.TextOf(place.Value)}" : null,
        ["profile"] => line.Profile is { IsUsable: true, Value: { } profile } && CaseRequest.Profiles.Contains(profile) ? profile : null,
        _ => null,
    };

    private static string[] SubjectsOf(RubricLineRequest line) =>
        [.. new[] { ("tensor", line.Tensor is not null), ("case", line.Case is not null), ("profile", line.Profile is not null) }.Where(subject => subject.Item2).Select(subject => subject.Item1)];

    private string? FaultOfTensor(string name) =>
        TensorNames.Find(name) is { } tensor && SubmittedTensors.WhyNoCaseHas(layer, tensor) is { } reason ? $"is {name}, which no case of {layer.Id} has: {reason}"
        : tensors.Contains(name) ? null
        : FieldText.UnknownName(name, tensors);
}
