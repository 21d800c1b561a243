using System.Globalization;
using System.Linq.Expressions;
using FluentValidation;
using FluentValidation.Results;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Python.Source;

namespace GradCheck.Api.Requests;

/// <summary>The rules of <see cref="CaseRequest"/>, whether it stands in a query or in a body.</summary>
/// <typeparam name="T">The request.</typeparam>
internal abstract class CaseRequestValidator<T> : ReadingValidator<T, CasePlan>
    where T : CaseRequest
{
    private static readonly string[] Ddofs = ["0", "1"];

    private readonly Layer layer;
    private readonly RequestLimits limits;

    /// <summary>Makes the rules of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    protected CaseRequestValidator(Layer layer, RequestLimits limits)
    {
        (this.layer, this.limits, Sizes) = (layer, limits, CaseSizes.Of(layer));
        RuleForField(request => request.Seed).Must(CaseRequest.IsSeed).WithRange(CaseRequest.SeedRange);
        RuleForSize("n", request => request.N);
        RuleForSize("d", request => request.D);
        RuleForSize("c", request => request.C);
        RuleForSize("h", request => request.H);
        RuleForSize("w", request => request.W);
        RuleForSize("t", request => request.T);
        RuleForSize("l", request => request.L);
        RuleForSize("groups", request => request.Groups);
        if (layer.TakesSequences)
        {
            // c goes with l, which makes (N, C, L) of (N, D).
            RuleFor(request => request.C).Null().When(request => request.L is null).WithMessage("is given, but x is (N, D), which has no C: l makes it (N, C, L)");
            RuleFor(request => request.D).Null().When(request => request.L is not null).WithMessage("is given, but x is (N, C, L), which has no D: l makes it (N, C, L)");
        }

        RuleForField(request => request.Profile).IsOneOf(CaseRequest.Profiles);
        RuleForField(request => request.Ddof).Must(ddof => ddof is 0 or 1).WithMessage((_, ddof) => FieldText.UnknownName(FieldRules.TextOf(ddof), Ddofs));
        RuleForField(request => request.Channels).IsOneOf(Conventions.ChannelNames);
        RuleFor(request => request.Channels).Null().When(_ => !layer.HasChannels).WithMessage($"is not a parameter of this route{NearestName.Clause("channels", Parameters)}");
        RuleFor(request => request.Groups).HasNoFault((request, _) => FaultOfGroups(request));
        RuleFor(request => request.Ddof).HasNoFault((request, _) => FaultOfDivisor(request));
        RuleFor(request => request).Custom(CheckElements);
    }

    /// <summary>The names of the sizes that the layer has.</summary>
    protected string[] Sizes { get; }

    /// <summary>The names of all that the query of a case can have.</summary>
    protected IReadOnlyList<string> Parameters => [.. Sizes, .. layer.HasChannels ? ["ddof", "channels"] : new[] { "ddof" }, "profile", "include"];

    /// <inheritdoc/>
    protected override CasePlan PlanOf(T request)
    {
        var sizes = SizesOf(request)!;
        return new(layer, (ulong)request.Seed!.Value, ProfileOf(request), new(sizes), OptionsOf(request) with { Groups = GroupsOf(request) });
    }

    private void RuleForSize(string name, Expression<Func<T, Field<double>?>> size)
    {
        var rule = RuleForField(size);
        if (Sizes.Contains(name))
        {
            rule.Must(value => double.IsInteger(value) && value is >= 1 and <= int.MaxValue).WithRange("a size is a whole number from 1");
        }
        else
        {
            RuleFor(size).Null().WithMessage($"is given, but the sizes of {layer.Id} are {string.Join(", ", Sizes)}");
        }
    }

    private void CheckElements(T request, ValidationContext<T> context)
    {
        if (SizesOf(request) is not { } sizes || ElementsOf(sizes) is var elements && elements <= limits.MaxElements)
        {
            return;
        }

        var place = context.PropertyPath.Length == 0 ? "x" : $"{context.PropertyPath}.x";
        var text = string.Create(CultureInfo.InvariantCulture, $"{place} would have {elements:F0} elements, but the limit is {limits.MaxElements}.");
        long? asked = elements < long.MaxValue ? (long)elements : null;
        context.AddFailure(new ValidationFailure(place, text) { CustomState = ProblemException.OfLimit(ProblemTypes.TensorTooLarge, text, limits.MaxElements, asked) });
    }

    private string? FaultOfGroups(T request) =>
        GroupsOf(request) is { } groups && SizesOf(request) is { } sizes && sizes[PlacedOf(request).ParameterAxes][0] is var channels && channels % groups != 0
            ? string.Create(CultureInfo.InvariantCulture, $"is {groups}, but a number of groups divides the {channels} {layer.ParameterWords} of x") : null;

    private string? FaultOfDivisor(T request) =>
        request.Ddof is { IsUsable: true, Value: 1 } && FaultOfGroups(request) is null && SizesOf(request) is { } sizes && ElementsOf(sizes) <= limits.MaxElements
            && PlacedOf(request) is var placed && placed.GroupsOf(new(sizes), GroupsOf(request)).Size == 1
            ? $"is 1, but each {placed.GroupWord} of x has a single element: m - ddof = 0 is nothing to divide by" : null;

    private static double ElementsOf(int[] sizes) => sizes.Aggregate(1.0, (product, size) => product * size);

    // The sizes of x along its axes; null where one of those given cannot be used.
    private int[]? SizesOf(T request)
    {
        var given = CaseSizes.In(request);
        var (placed, isUsable) = (PlacedOf(request), Sizes.All(name => given[name] is null or { IsUsable: true, Value: >= 1 and <= int.MaxValue }));
        var usual = CaseProfiles.DefaultShape(placed, ProfileOf(request));
        return isUsable ? [.. placed.Axes.Select((axis, i) => (int?)given[axis.ToLowerInvariant()]?.Value ?? usual[i])] : null;
    }

    private int? GroupsOf(T request) => !layer.TakesGroups ? null
        : request.Groups is null ? CaseProfiles.DefaultGroups
        : request.Groups is { IsUsable: true, Value: >= 1 and <= int.MaxValue } ? (int)request.Groups.Value : null;

    private static CaseProfile ProfileOf(T request) => CaseProfiles.Find(request.Profile?.Value ?? string.Empty) ?? default;

    private static LayerOptions OptionsOf(T request) => new()
    {
        Ddof = request.Ddof is { IsUsable: true, Value: 1 } ? 1 : 0,
        Channels = Conventions.ChannelsOf(request.Channels),
    };

    // An axis more is asked for by its size: t of (N, T, D), l of (N, C, L).
    private Layer PlacedOf(T request)
    {
        var extra = CaseSizes.ExtraOf(layer) is { } size && CaseSizes.In(request)[size] is not null ? 1 : 0;
        return layer.On(layer.Rank + extra, layer.HasChannels ? OptionsOf(request) : OptionsOf(request) with { Channels = ChannelOrder.First })!;
    }
}
