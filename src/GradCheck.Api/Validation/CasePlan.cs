using System.Globalization;
using GradCheck.Api.Contracts;
using GradCheck.Api.Limits;
using GradCheck.Api.Problems;
using GradCheck.Cases;
using GradCheck.Layers;
using GradCheck.Tensors;

namespace GradCheck.Api.Validation;

/// <summary>A case that was asked for and may be made.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Profile">What the batch is like.</param>
/// <param name="Shape">The shape of <c>x</c>.</param>
/// <param name="WithAnswers">Whether to answer with what comes out.</param>
internal sealed record CasePlan(ulong Seed, CaseProfile Profile, Shape Shape, bool WithAnswers)
{
    /// <summary>The plan of a request that its validator passed.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="request">The request.</param>
    /// <param name="limits">The most elements of a tensor.</param>
    /// <exception cref="ProblemException">The batch would be over the limit.</exception>
    public static CasePlan From(Layer layer, CaseRequest request, RequestLimits limits)
    {
        var profile = CaseProfiles.Find(request["profile"] ?? string.Empty) ?? default;
        var usual = CaseProfiles.DefaultShape(layer, profile);
        var sizes = CaseRequestValidator.SizesOf(layer).Select((name, axis) => request[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual[axis]).ToArray();
        var elements = sizes.Aggregate(1.0, (product, size) => product * size);
        if (elements > limits.MaxElements)
        {
            throw ProblemException.OfLimit(
                ProblemTypes.TensorTooLarge,
                string.Create(CultureInfo.InvariantCulture, $"x would have {elements:F0} elements, but the limit is {limits.MaxElements}."),
                limits.MaxElements,
                elements < long.MaxValue ? (long)elements : null);
        }

        return new(ulong.Parse(request.Seed, CultureInfo.InvariantCulture), profile, new(sizes), request["include"] == CaseRequestValidator.Answers);
    }
}
