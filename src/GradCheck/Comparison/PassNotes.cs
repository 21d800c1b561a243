using System.Globalization;
using GradCheck.Normalization;

namespace GradCheck.Comparison;

/// <summary>What to know about a pass before its numbers are relied on.</summary>
public static class PassNotes
{
    private const int MostNamed = 3;

    /// <summary>What to know about its input.</summary>
    /// <param name="pass">The pass.</param>
    public static IEnumerable<Note> Of(Pass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var input = pass.Input;
        if (input is { StatisticsDependOnX: true, Layer.SubtractsMean: true, Groups.Size: 1 })
        {
            yield return new("single_element", "Each group has a single element, which is its own mean: xhat and dx are 0 whatever dout is. Use groups of at least 2 elements.");
        }
        else if (input.StatisticsDependOnX && pass.Statistics.ConstantGroups is { Count: > 0 } constant)
        {
            yield return new("zero_variance", $"{Named(constant.Select(input.NameOf))} of x {(constant.Count == 1 ? "is" : "are")} constant: xhat is 0 there, and dx depends on eps alone.");
        }
    }

    /// <summary>What to know about its input and its gradients.</summary>
    /// <param name="pass">A pass with a <c>dout</c>.</param>
    /// <param name="numeric">The numeric gradients; null where there are none.</param>
    public static IEnumerable<Note> Of(Pass pass, NumericReport? numeric)
    {
        foreach (var note in Of(pass))
        {
            yield return note;
        }

        var overflowing = new[] { ("out", pass.Out), ("dx", pass.Closed.Dx), ("dgamma", pass.Closed.Dgamma), ("dbeta", pass.Closed.Dbeta) }
            .Where(entry => entry.Item2.Values.ContainsAnyExceptInRange(double.MinValue, double.MaxValue)).Select(entry => entry.Item1).ToList();
        if (overflowing.Count > 0)
        {
            yield return new("overflow", $"{Named(overflowing)} would hold values beyond the largest double, about 1.8e308; scale dout, gamma or beta down.");
        }

        if (numeric is not null && new[] { numeric.Dx, numeric.Dgamma, numeric.Dbeta }.Any(tensor => tensor.Numeric.ErrorBound.Values.Contains(double.PositiveInfinity)))
        {
            yield return new("step_unusable", "Where an error_bound is null the numeric value means nothing: the step vanishes beside the entry, or is not small beside sqrt(var + eps) of its group. Use another step, or complex_step.");
        }
    }

    private static string Named(IEnumerable<string> names)
    {
        var all = names.ToList();
        var named = string.Join(", ", all.Take(MostNamed));
        return all.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"{named} and {all.Count - MostNamed} more") : named;
    }
}
