using System.Globalization;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Requests;

/// <summary>A case that was asked for and may be made.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Profile">What the batch is like.</param>
/// <param name="Shape">The shape of <c>x</c>.</param>
/// <param name="Options">What the layer is run with.</param>
/// <param name="WithAnswers">Whether to answer with what comes out.</param>
internal sealed record CasePlan(ulong Seed, CaseProfile Profile, Shape Shape, LayerOptions Options, bool WithAnswers)
{
    /// <summary>The plan of a request that its validator passed.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    /// <param name="place">Where in a request the case stands, with a dot: <c>cases[2].</c>; empty where it is the request.</param>
    /// <exception cref="ProblemException">The batch would be over the limit.</exception>
    public static CasePlan From(Layer layer, CaseRequest request, RequestLimits limits, string place = "")
    {
        var profile = CaseProfiles.Find(request["profile"] ?? string.Empty) ?? default;
        var placed = PlacedOf(layer, request, out var options);
        var usual = CaseProfiles.DefaultShape(placed, profile);
        var sizes = placed.Axes.Select((axis, i) => SizeOf(request, axis.ToLowerInvariant(), usual[i])).ToArray();
        var elements = sizes.Aggregate(1.0, (product, size) => product * size);
        if (elements > limits.MaxElements)
        {
            throw ProblemException.OfLimit(
                ProblemTypes.TensorTooLarge,
                string.Create(CultureInfo.InvariantCulture, $"{place}x would have {elements:F0} elements, but the limit is {limits.MaxElements}."),
                limits.MaxElements,
                elements < long.MaxValue ? (long)elements : null);
        }

        int? groups = layer.TakesGroups ? SizeOf(request, "groups", CaseProfiles.DefaultGroups) : null;
        var channels = sizes[placed.ParameterAxes][0];
        if (groups is { } count && channels % count != 0)
        {
            throw ProblemException.OfErrors([new($"{place}groups", string.Create(CultureInfo.InvariantCulture, $"is {count}, but a number of groups divides the {channels} {layer.ParameterWord}s of x"))]);
        }

        var shape = new Shape(sizes);
        if (options.Ddof == 1 && placed.GroupsOf(shape, groups).Size == 1)
        {
            throw ProblemException.OfErrors([new($"{place}ddof", $"is 1, but each {placed.NameOfGroup()} of x has a single element: m - ddof = 0 is nothing to divide by")]);
        }

        return new(ulong.Parse(request.Seed, CultureInfo.InvariantCulture), profile, shape, options with { Groups = groups }, request["include"] == CaseRequestValidator.Answers);
    }

    // An axis more is asked for by its size: t of (N, T, D), l of (N, C, L).
    private static Layer PlacedOf(Layer layer, CaseRequest request, out LayerOptions options)
    {
        options = new()
        {
            Ddof = request["ddof"] == "1" ? 1 : 0,
            Channels = Conventions.ChannelsOfName(request["channels"]),
        };
        var extra = CaseRequestValidator.ExtraSizeOf(layer) is { } size && request[size] is not null ? 1 : 0;
        return layer.On(layer.Rank + extra, options)!;
    }

    private static int SizeOf(CaseRequest request, string name, int usual) =>
        request[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
