using System.Globalization;
using GradCheck.Api.Contracts;
using GradCheck.Api.Fields;
using GradCheck.Layers;

namespace GradCheck.Api.Requests;

/// <summary>What to know about how a batch was read.</summary>
internal static class ReadingRemarks
{
    /// <summary>The remarks on a batch.</summary>
    /// <param name="request">The request.</param>
    /// <param name="input">Its batch.</param>
    public static IEnumerable<WarningDocument> Of(LayerRequest request, LayerInput input)
    {
        (string Name, IReadOnlyList<InexactInteger> Inexact)[] fields =
        [
            ("x", request.X?.InexactIntegers ?? []),
            ("dout", request.Dout?.InexactIntegers ?? []),
            ("gamma", request.Gamma?.InexactIntegers ?? []),
            ("beta", request.Beta?.InexactIntegers ?? []),
            ("normalized_shape", request.NormalizedShape?.InexactIntegers ?? []),
            ("eps", request.Eps?.InexactIntegers ?? []),
            ("running_mean", request.RunningMean?.InexactIntegers ?? []),
            ("running_var", request.RunningVar?.InexactIntegers ?? []),
        ];
        foreach (var (name, inexact) in fields.SelectMany(field => field.Inexact, (field, inexact) => (field.Name, inexact)))
        {
            yield return new("inexact_integer", string.Create(CultureInfo.InvariantCulture, $"{name}{inexact.Place}: no double equals {inexact.Literal}; it was read as {inexact.Stored:F0}."));
        }

        if (input.Layer.NormalizesTrailingAxes && request.NormalizedShape is null && input.Options.NormalizedAxes is > 1)
        {
            yield return new("normalized_shape_of_gamma", string.Create(CultureInfo.InvariantCulture, $"gamma and beta have shape {input.Layer.ParameterShapesOf(input.X.Shape)[0]}, so the last {input.Options.NormalizedAxes} axes of x are normalized together; normalized_shape says otherwise."));
        }
    }
}
