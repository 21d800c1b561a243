using System.Globalization;
using GradCheck.Api.Contracts;
using GradCheck.Api.Requests;
using GradCheck.Layers;
using GradCheck.Normalization;
using GradCheck.Tensors;

namespace GradCheck.Api.Endpoints;

/// <summary>What to know about a batch that was answered.</summary>
internal static class BatchWarnings
{
    private const int MostNamed = 3;

    /// <summary>The warnings of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="forward">Its forward pass.</param>
    public static IEnumerable<WarningDocument> Of(Batch batch, ForwardResult forward)
    {
        var input = forward.Input;
        foreach (var warning in batch.Remarks)
        {
            yield return warning;
        }

        if (input is { StatisticsDependOnX: true, Layer.SubtractsMean: true, Groups.Size: 1 })
        {
            yield return new("single_element", "Each group has a single element, which is its own mean: xhat and dx are 0 whatever dout is. Use groups of at least 2 elements.");
        }
        else if (input.StatisticsDependOnX && ConstantGroups(forward) is { Count: > 0 } constant)
        {
            yield return new("zero_variance", $"{Named(constant.Select(g => input.NameOf(g)))} of x {(constant.Count == 1 ? "is" : "are")} constant: xhat is 0 there, and dx depends on eps alone.");
        }
    }

    /// <summary>The warnings of an answer with gradients.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="forward">Its forward pass.</param>
    /// <param name="response">The answer so far.</param>
    public static IEnumerable<WarningDocument> Of(Batch batch, ForwardResult forward, GradientsResponse response)
    {
        foreach (var warning in Of(batch, forward))
        {
            yield return warning;
        }

        var overflowing = Tensors(response).Where(entry => entry.Tensor.Values.ContainsAnyExceptInRange(double.MinValue, double.MaxValue)).Select(entry => entry.Name).ToList();
        if (overflowing.Count > 0)
        {
            yield return new("overflow", $"{Named(overflowing)} would hold values beyond the largest double, about 1.8e308; scale dout, gamma or beta down.");
        }

        if (response.Numeric is { } numeric && new[] { numeric.Dx, numeric.Dgamma, numeric.Dbeta }.Any(tensor => tensor.ErrorBound.Tensor.Values.Contains(double.PositiveInfinity)))
        {
            yield return new("step_unusable", "Where an error_bound is null the numeric value means nothing: the step vanishes beside the entry, or is not small beside sqrt(var + eps) of its group. Use another step, or complex_step.");
        }
    }

    private static List<int> ConstantGroups(ForwardResult forward) =>
        [.. Enumerable.Range(0, forward.Input.Groups.Groups).Where(g => forward.Statistics.Var[g].High == 0)];

    private static IEnumerable<(string Name, Tensor Tensor)> Tensors(GradientsResponse response) =>
    [
        ("out", response.Out),
        ("dx", response.Dx),
        ("dgamma", response.Dgamma),
        ("dbeta", response.Dbeta),
    ];

    private static string Named(IEnumerable<string> names)
    {
        var all = names.ToList();
        var named = string.Join(", ", all.Take(MostNamed));
        return all.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"{named} and {all.Count - MostNamed} more") : named;
    }
}
